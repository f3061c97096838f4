"""Completely loaded tables of web pages and XML spreadsheets as list sources."""

from __future__ import annotations

from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import dataclass, field
from itertools import islice

from gui.core.errors import ListError, ListFault
from gui.core.lists.guess import contains_number
from gui.core.lists.layout import Layout, LayoutChoice, Sheet
from gui.core.lists.sheet_notes import SheetNotes
from gui.storage.lists.source import CHUNK, RowChunk, tidy_chunk
from gui.storage.lists.workbooks.sheet_rows import Findings

COLUMNS_MAX = 16_384
"""The maximum of spreadsheets."""
PROMISE_ROWS = 200
"""Rows of a table that are examined to choose one."""
CELLS_MAX = 20_000_000
"""Maximum cells of one file, including those covered by merged ones."""


class TooManyCells(Exception):
    """A file claims more cells than any list has."""


@dataclass(slots=True)
class Grid:
    """One table.

    Attributes:
        rows: the text of the cells as shown.
        hidden: the whole table is hidden.
        hidden_rows: indexes in `rows`.
        hidden_columns: indexes in a row.
        findings: cells that may not be what is shown.
    """

    name: str = ""
    rows: list[list[str]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    findings: Findings = field(default_factory=Findings)

    @property
    def width(self) -> int:
        """Number of columns."""
        return max(map(len, self.rows), default=0)


class GridSource:
    """Reads one of a file's tables."""

    def __init__(self, path: str, grids: Sequence[Grid], size: int, choice: LayoutChoice) -> None:
        """Choose the table: the visible one with most phone numbers.

        Args:
            path: for errors.
            grids: the tables of the file; not modified.
            size: of the file, in bytes.
            choice: the operator's choices.

        Raises:
            ListError: there is none, or none with the chosen name.
        """
        filled = [grid for grid in grids if any(map(any, grid.rows))]
        if not filled:
            raise ListError(ListFault.EMPTY, path)
        names = _unique_names(filled)
        self.size = size
        # A single table without a name needs none.
        named = len(filled) > 1 or filled[0].name
        self.sheets: tuple[Sheet, ...] = (
            tuple(Sheet(name, grid.hidden) for name, grid in zip(names, filled, strict=True))
            if named
            else ()
        )
        if choice.sheet is None:
            place = filled.index(max(filled, key=_promise))
        elif choice.sheet in names:
            place = names.index(choice.sheet)
        else:
            raise ListError(ListFault.CHANGED, path)
        self._grid = filled[place]
        self._all = choice.hidden_rows
        self.basis = Layout(sheet=names[place] if named else "", hidden_rows=choice.hidden_rows)

    def chunks(self) -> Iterator[RowChunk]:
        """Yield the rows, including blank ones."""
        total = len(self._grid.rows)
        hidden = set[int]() if self._all else self._grid.hidden_rows
        numbered = iter(enumerate(self._grid.rows))
        while taken := list(islice(numbered, CHUNK)):
            done = self.size * (taken[-1][0] + 1) // total
            shown = [(place, row) for place, row in taken if place not in hidden]
            lines: Sequence[int] = [place + 1 for place, _ in shown]
            if len(shown) == len(taken):
                lines = range(taken[0][0] + 1, taken[-1][0] + 2)
            rows: list[MutableSequence[str]] = [list(row) for _, row in shown]
            yield tidy_chunk(lines, rows, done)

    def sheet_notes(self) -> SheetNotes:
        """Return which parts of the table are hidden."""
        rows = self._grid.rows
        return SheetNotes(
            hidden_rows=sum(any(map(str.strip, rows[place])) for place in self._grid.hidden_rows),
            hidden_columns=tuple(
                column
                for column in sorted(self._grid.hidden_columns)
                if any(column < len(row) and row[column].strip() for row in rows)
            ),
            columns=self._grid.findings.notes().columns,
        )


def _promise(grid: Grid) -> tuple[bool, int, int]:
    """Rank a table: visible ones first, then by numbers in the first rows, then by length."""
    numbers = sum(contains_number(cell) for row in grid.rows[:PROMISE_ROWS] for cell in row)
    return not grid.hidden, numbers, len(grid.rows)


def _unique_names(grids: Sequence[Grid]) -> list[str]:
    names: list[str] = []
    for number, grid in enumerate(grids, 1):
        name = wanted = grid.name or f"<table> {number}"
        count = 1
        while name in names:
            count += 1
            name = f"{wanted} {count}"
        names.append(name)
    return names
