"""What is to be said of a sheet as a whole, before any of its rows is read in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class ColumnProblem(Enum):
    """Why the values of a column may not be what a spreadsheet program shows."""

    FORMAT = auto()
    """Its display format cannot be followed; the values are the stored ones."""
    NO_RESULT = auto()
    """Formulas whose result is not stored in the file; they are read as empty."""
    RECALCULATED = auto()
    """Formulas that a spreadsheet program calculates anew when it opens the file."""
    UNREADABLE = auto()
    """Values that are no date or time, though they are formatted as one."""


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """Some cells of a column.

    Attributes:
        column: from 0.
        cells: how many have the problem.
        first_line: of the first of them, from 1.
    """

    column: int
    problem: ColumnProblem
    cells: int
    first_line: int


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """What a spreadsheet program shows otherwise than the cells alone say.

    Attributes:
        hidden_rows: rows that hold something, and are hidden or filtered away.
        hidden_columns: from 0, those that hold something.
        hiding_unknown: whether the file could not be searched for hidden rows.
        columns: cells that may not be what is shown.
    """

    hidden_rows: int = 0
    hidden_columns: tuple[int, ...] = ()
    hiding_unknown: bool = False
    columns: tuple[ColumnNote, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to be said."""
        return self != NO_SHEET_NOTES


NO_SHEET_NOTES = SheetNotes()
