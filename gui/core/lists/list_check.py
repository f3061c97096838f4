"""What an import of a list would give: counts, rows that would be left out, and the first rows."""

from __future__ import annotations

from collections.abc import Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field

from gui.core.lists.imports.row_import import RowImporter
from gui.core.lists.imports.row_values import join_row, value_places
from gui.core.lists.layout import Layout
from gui.core.lists.notes import SENT, Note, RowNote

LEFT_OUT_MAX = 300
"""Rows that are kept of those that would be left out."""
SAMPLES_MAX = 100
"""Recipients that are kept, for a preview of their messages."""
LINES_MAX = 100_000
"""Ids whose lines are remembered, to say where a repeated number came first."""
CELL_MAX = 80
"""Characters that are kept of a cell of a row that would be left out."""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row that would be left out.

    Attributes:
        cells: all of them, each truncated to `CELL_MAX` characters.
        first_line: of a repeated number, where it came first; 0 if unknown.
        detail: the variable without a value.
    """

    line: int
    cells: tuple[str, ...]
    note: Note
    first_line: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ListCheck:
    """What an import would give.

    Attributes:
        recipients: number of them.
        notes: number of notes of each kind, including those on rows that are sent to.
        left_out: the first rows that would be left out, in order.
        samples: number and values by name of the first recipients.
    """

    recipients: int = 0
    notes: Mapping[Note, int] = field(default_factory=dict)
    left_out: tuple[CheckedRow, ...] = ()
    samples: tuple[tuple[str, Mapping[str, str]], ...] = ()

    @property
    def left_out_count(self) -> int:
        """How many rows would be left out, but for repeated ones."""
        sent = (RowNote.REPEATED, *SENT)
        return sum(many for note, many in self.notes.items() if note not in sent)

    @property
    def repeated_count(self) -> int:
        """How many rows would be left out because their number came before."""
        return self.notes.get(RowNote.REPEATED, 0)


class ListChecker:
    """Reads the rows of a list as an import does, and keeps none but the first."""

    def __init__(self, layout: Layout, names: Sequence[str]) -> None:
        """Make ready for a list with these names of columns."""
        self._importer = RowImporter(layout, 1)
        self._places = value_places(names, layout)
        self._notes = dict[Note, int]()
        self._lines = dict[int, int]()
        self._left_out: list[CheckedRow] = []
        self._samples: list[tuple[str, Mapping[str, str]]] = []

    @property
    def recipients(self) -> int:
        """How many there are so far."""
        return self._importer.recipients

    @property
    def noted(self) -> int:
        """How many notes there are so far."""
        return self._importer.noted

    def read(
        self, lines: Sequence[int], rows: Sequence[MutableSequence[str]], *, noteworthy: bool
    ) -> None:
        """Read some rows; arguments as of `RowImporter.import_rows`."""
        cells = dict[int, tuple[str, ...]]()
        if len(self._left_out) < LEFT_OUT_MAX:
            cells = {line: tuple(row) for line, row in zip(lines, rows, strict=True)}
        taken = self._importer.import_rows(lines, rows, noteworthy=noteworthy)
        if len(self._lines) < LINES_MAX:
            self._lines.update((id, line) for id, line, *_ in taken.plain)
        for _, _, number, joined in taken.plain[: SAMPLES_MAX - len(self._samples)]:
            row = join_row(number, joined)
            at = self._places.items()
            values = {name: row[place + 1] for name, place in at if place + 1 < len(row)}
            self._samples.append((number, values))
        for noted in taken.noted:
            self._notes[noted.note] = self._notes.get(noted.note, 0) + 1
            if noted.note in SENT or len(self._left_out) >= LEFT_OUT_MAX:
                continue
            shown = tuple(cell[:CELL_MAX] for cell in cells.get(noted.line, (noted.text,)))
            first = self._lines.get(noted.first_id or 0, 0)
            repeated = noted.note is RowNote.REPEATED
            detail = "" if repeated else noted.detail or ""
            self._left_out.append(CheckedRow(noted.line, shown, noted.note, first, detail))

    def finish(self) -> ListCheck:
        """Finish after the last row."""
        for noted in self._importer.finish().noted:
            self._notes[noted.note] = self._notes.get(noted.note, 0) + 1
        return ListCheck(
            self._importer.recipients,
            dict(self._notes),
            tuple(self._left_out),
            tuple(self._samples),
        )
