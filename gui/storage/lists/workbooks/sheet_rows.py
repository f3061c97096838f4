"""The common interface of workbook readers: numbered rows, and notes on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, Protocol

from gui.core.lists.layout import Sheet
from gui.core.lists.sheet_notes import ColumnNote, ColumnProblem, SheetNotes

COLUMNS_MAX = 16_384
"""Maximum columns of a sheet in any format."""


class Row(NamedTuple):
    """A row that is not empty; `line` is its number in the sheet, from 1."""

    line: int
    cells: list[str]
    hidden: bool = False


class Workbook(Protocol):
    """An open workbook.

    Attributes:
        sheets: in its order.
        done: progress of reading the sheet, from 0 to 1.
    """

    @property
    def sheets(self) -> tuple[Sheet, ...]: ...
    @property
    def done(self) -> float: ...

    def rows(self, sheet: str, findings: Findings) -> Iterator[Row]:
        """Yield the rows of a sheet that are not empty, including hidden ones.

        Raises:
            Exception: it cannot be read; a library may raise anything.
        """


class Findings:
    """Collects notes on a sheet while its rows are read."""

    def __init__(self) -> None:
        self.hidden_columns: Collection[int] = frozenset()
        """From 0, including empty ones."""
        self.hiding_unknown = False
        self._hidden_rows = 0
        self._filled_hidden = set[int]()
        self._columns: dict[tuple[int, ColumnProblem], tuple[int, int]] = {}

    def note(self, column: int, problem: ColumnProblem, line: int) -> None:
        """Note that a cell may differ from what is shown."""
        cells, first = self._columns.get((column, problem), (0, line))
        self._columns[column, problem] = cells + 1, first

    def append(self, other: Findings, lines: int) -> None:
        """Take over what was noted of cells that now stand `lines` rows further down."""
        for (column, problem), (cells, first) in other._columns.items():
            known, before = self._columns.get((column, problem), (0, first + lines))
            self._columns[column, problem] = known + cells, before

    def count(self, row: Row) -> None:
        """Count a row if it is hidden, and its cells in hidden columns."""
        self._hidden_rows += row.hidden
        if len(self._filled_hidden) < len(self.hidden_columns):
            width = len(row.cells)
            self._filled_hidden.update(
                column for column in self.hidden_columns if column < width and row.cells[column]
            )

    def notes(self) -> SheetNotes:
        """Return all notes."""
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
