"""What is said of a file of presets that was not taken."""

import pytest

from gui.core.phones.number import PhoneProblem
from gui.core.presets.file_faults import FilePlace, PresetFileError, PresetFileFault, Section
from gui.words.errors import errors


def test_every_fault_has_a_sentence_with_the_file_and_no_holes() -> None:
    for fault in PresetFileFault:
        said = errors.error(PresetFileError(fault, path="/home/me/常用.json"))
        assert said.startswith("Nothing was imported from 常用.json. ")
        assert "{" not in said and "/home" not in said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            FilePlace(Section.PRESETS, 3, 2, "number"),
            "presets, entry 3 › recipients, entry 2 › number",
        ),
        (FilePlace(Section.PHONES, 1, field="number"), "testPhones, entry 1 › number"),
        (FilePlace(Section.PHONES, 1), "testPhones, entry 1"),
        (FilePlace(Section.PRESETS), "presets"),
    ],
)
def test_the_place_is_told_as_the_file_has_it(place: FilePlace, said: str) -> None:
    error = PresetFileError(PresetFileFault.NUMBER, place, PhoneProblem.TOO_SHORT, "a.json")
    assert said in errors.error(error)
