"""What `make package` says of the sizes, and of two builds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packaging.__main__ import compare, remark
from tests.packaging.windows import INSTALLER_MAX


@pytest.mark.parametrize("name", ["a.deb", "a.tar.gz", "a-setup.exe"])
def test_nothing_is_said_within_the_goal(name: str) -> None:
    assert remark(name, INSTALLER_MAX) == ""


def test_what_is_larger_is_named_and_of_gzip_the_reason() -> None:
    assert remark("a.deb", INSTALLER_MAX + 1) == "over the goal of 40 MB"
    assert "CONTRIBUTING.md" in remark("a.tar.gz", INSTALLER_MAX + 1)


Build = Callable[..., list[Path]]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def write(folder: str, **files: str) -> list[Path]:
        (tmp_path / folder).mkdir()
        paths = [tmp_path / folder / name for name in files]
        for path, text in zip(paths, files.values(), strict=True):
            path.write_text(text)
        return paths

    return write


def test_two_builds_of_the_same_files_are_the_same(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(build("1", a="A", b="B"), build("2", b="B", a="A")) == 0
    assert capsys.readouterr().out == "2 of 2 files are the same in two builds\n"


def test_what_differs_or_is_missing_is_named_and_fails(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(build("1", a="A", b="B", c="C"), build("2", a="A", b="b", d="D")) == 1
    assert capsys.readouterr().out == (
        "differs: b\nonly in one build: c\nonly in one build: d\n"
        "1 of 4 files are the same in two builds\n"
    )


def test_a_build_of_nothing_is_no_success() -> None:
    assert compare([], []) == 1
