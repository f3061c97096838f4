"""What About says of the data."""

import pytest

from gui.words.about import data_after_removal


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
