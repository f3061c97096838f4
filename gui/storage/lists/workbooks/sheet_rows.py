"""What every reader of workbooks gives: rows with their numbers, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, Protocol

from gui.core.lists.layout import Sheet
from gui.core.lists.sheet_notes import ColumnNote, ColumnProblem, SheetNotes

COLUMNS_MAX = 16_384
"""Of a sheet in any of the formats."""


class Row(NamedTuple):
    """A row that holds something; `line` is its number in the sheet, from 1."""

    line: int
    cells: list[str]
    hidden: bool = False


class Workbook(Protocol):
    """An open workbook.

    Attributes:
        sheets: in its order.
        done: how far the sheet that is being read has been, from 0 to 1.
    """

    @property
    def sheets(self) -> tuple[Sheet, ...]: ...
    @property
    def done(self) -> float: ...

    def rows(self, sheet: str, findings: Findings) -> Iterator[Row]:
        """Go through a sheet's rows that hold anything, hidden ones among them.

        Raises:
            Exception: it cannot be read; a library may raise anything.
        """


class Findings:
    """Gathers what is to be said of a sheet while its rows go by."""

    def __init__(self) -> None:
        self.hidden_columns: Collection[int] = frozenset()
        """From 0; whether they hold anything or not."""
        self.hiding_unknown = False
        self._hidden_rows = 0
        self._filled_hidden = set[int]()
        self._columns: dict[tuple[int, ColumnProblem], tuple[int, int]] = {}

    def note(self, column: int, problem: ColumnProblem, line: int) -> None:
        """Say that a cell may not be what is shown."""
        cells, first = self._columns.get((column, problem), (0, line))
        self._columns[column, problem] = cells + 1, first

    def append(self, other: Findings, lines: int) -> None:
        """Take over what was noted of cells that now stand `lines` rows further down."""
        for (column, problem), (cells, first) in other._columns.items():
            known, before = self._columns.get((column, problem), (0, first + lines))
            self._columns[column, problem] = known + cells, before

    def count(self, row: Row) -> None:
        """Count a row if it is hidden, and the hidden columns that it fills."""
        self._hidden_rows += row.hidden
        if len(self._filled_hidden) < len(self.hidden_columns):
            width = len(row.cells)
            self._filled_hidden.update(
                column for column in self.hidden_columns if column < width and row.cells[column]
            )

    def notes(self) -> SheetNotes:
        """All that was found."""
        return SheetNotes(
            self._hidden_rows,
            tuple(sorted(self._filled_hidden)),
            self.hiding_unknown,
            tuple(
                ColumnNote(column, problem, cells, line)
                for (column, problem), (cells, line) in sorted(
                    self._columns.items(), key=lambda item: (item[0][0], item[0][1].value)
                )
            ),
        )
