"""Faults of a file of presets, with their position in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from gui.core.errors import SmsDeskError
from gui.core.phones.number import PhoneProblem


class PresetFileFault(Enum):
    """Why a file of presets cannot be taken."""

    UNREADABLE = auto()
    """It does not exist, is no file, or may not be read."""
    IN_USE = auto()
    """Another program holds it, which happens on Windows alone."""
    NOT_DOWNLOADED = auto()
    """A cloud drive has it, and Windows could not download it."""
    TOO_LARGE = auto()
    ENCODING = auto()
    """It is not UTF-8."""
    NOT_JSON = auto()
    NOT_PRESETS = auto()
    """JSON of something else."""
    NEWER = auto()
    """Made by a newer version of this program."""
    NOTHING = auto()
    """There is neither a preset nor a test phone in it."""
    TOO_MANY = auto()
    """More recipients than a preset may have."""
    MISSING = auto()
    """A field that every entry needs is missing or empty."""
    TYPE = auto()
    """A field holds another kind of value."""
    TOO_LONG = auto()
    NUMBER = auto()
    """A number that no message can be sent to."""
    EXTEND_CODE = auto()
    """Something else than digits."""
    SEND_MODE = auto()


class Section(Enum):
    """The two lists of a file."""

    PHONES = "testPhones"
    PRESETS = "presets"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where in a file something is wrong.

    Attributes:
        section: none for the file as a whole.
        entry: of the section, from 1; 0 for the section itself.
        recipient: of the preset, from 1; 0 for the preset itself.
        field: the name of the field in the file; empty for the entry itself.
        line, column: of JSON that cannot be read, from 1; 0 where it can.
    """

    section: Section | None = None
    entry: int = 0
    recipient: int = 0
    field: str = ""
    line: int = 0
    column: int = 0


class PresetFileError(SmsDeskError):
    """A file of presets cannot be taken; nothing of it was.

    Attributes:
        path: the file, as the operator named it; empty while it is not known.
        problem: of a number.
    """

    def __init__(
        self,
        fault: PresetFileFault,
        place: FilePlace | None = None,
        problem: PhoneProblem | None = None,
        path: str = "",
    ) -> None:
        super().__init__(f"{fault.name} {path}".strip())
        self.fault = fault
        self.place = place or FilePlace()
        self.problem = problem
        self.path = path
