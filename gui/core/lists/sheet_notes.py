"""Notes on a whole sheet, known before its rows are imported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class ColumnProblem(Enum):
    """Why values of a column may differ from what a spreadsheet program shows."""

    FORMAT = auto()
    """The display format is not supported: the stored values are used."""
    NO_RESULT = auto()
    """Formulas without a stored result, read as empty."""
    RECALCULATED = auto()
    """Formulas that a spreadsheet program recalculates when it opens the file."""
    UNREADABLE = auto()
    """Values formatted as a date or time that are not one."""


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
    """Differences between the cells as read and what a spreadsheet program shows.

    Attributes:
        hidden_rows: number of rows with content that are hidden or filtered out.
        hidden_columns: hidden columns with content, from 0.
        hiding_unknown: whether the file could not be searched for hidden rows.
        columns: cells that may differ from what is shown.
    """

    hidden_rows: int = 0
    hidden_columns: tuple[int, ...] = ()
    hiding_unknown: bool = False
    columns: tuple[ColumnNote, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any note."""
        return self != NO_SHEET_NOTES


NO_SHEET_NOTES = SheetNotes()
