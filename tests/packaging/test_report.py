"""What `make package` says of the sizes."""

import pytest

from tests.packaging.__main__ import INSTALLER_MAX, remark


@pytest.mark.parametrize("name", ["a.deb", "a.tar.gz", "a-setup.exe"])
def test_nothing_is_said_within_the_goal(name: str) -> None:
    assert remark(name, INSTALLER_MAX) == ""


def test_what_is_larger_is_named_and_of_gzip_the_reason() -> None:
    assert remark("a.deb", INSTALLER_MAX + 1) == "over the goal of 40 MB"
    assert "CONTRIBUTING.md" in remark("a.tar.gz", INSTALLER_MAX + 1)
