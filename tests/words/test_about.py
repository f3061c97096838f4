"""What About says of the data."""

from pathlib import Path

import pytest

from gui.words.about import data_after_removal, licences
from tests.packaging.staging import LICENSES


@pytest.mark.parametrize(
    ("platform", "removal"),
    [
        ("win32", "in the list of installed apps"),
        ("darwin", "by moving it to the bin"),
        ("linux", "with the package manager"),
    ],
)
def test_how_the_program_is_removed_depends_on_the_system(platform: str, removal: str) -> None:
    said = data_after_removal(platform, "/home/me/witnesses")
    assert f"({removal}" in said
    assert "/home/me/witnesses" in said


def test_licences_are_named_and_lead_to_all_of_them() -> None:
    """To the file that the packages have, whose name ends in `.txt`, or `.txt.gz` on Debian."""
    said = licences()
    for name in ("MIT", "LGPL 3", "Apache 2.0", Path(LICENSES).stem):
        assert name in said
