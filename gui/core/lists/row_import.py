"""From the rows of a list to recipients and problems, a chunk at a time."""

from __future__ import annotations

import re
from collections.abc import MutableSequence, Sequence
from itertools import compress
from operator import itemgetter, not_

from gui.core.cells.cell_text import has_line_break
from gui.core.cells.unreadable import UNREADABLE
from gui.core.lists.column_evidence import ColumnEvidence
from gui.core.lists.fast_import import find_usual
from gui.core.lists.imported_rows import SHOWN, ImportedRows, NotedRow
from gui.core.lists.layout import Layout, find_header
from gui.core.lists.notes import Note, RowNote
from gui.core.lists.repeats import RepeatFinder
from gui.core.lists.row_values import SEPARATOR, place_of, values_at
from gui.core.lists.rows import RowReader
from gui.core.lists.typed_entries import name_readings
from gui.core.lists.unclosed_quotes import LINE_END, find_hidden_numbers
from gui.core.phones.normalise import normalise, numbers_inside
from gui.core.phones.number import MAINLAND_REGION, Found, Phone, PhoneProblem
from gui.core.phones.scan import scan_numbers

FEW = 16
"""Rows that are looked at one by one."""


_ATTEMPT = re.compile(r"(?:\d\D*+){7}").search
"""As many digits as the shortest number has."""
_MAY_SPLIT = re.compile(r"[^\w.+-]").search
"""Find what may stand between two numbers: where there is nothing of it, there is one reading."""


def is_repair(text: str, number: str) -> bool:
    """Whether `number` is not what was there: blanks around it are nothing, a +86 before it is."""
    return text != number and text.strip() != number


class RowImporter:
    """Takes the rows of one list, in order.

    Ids count on from `first_id`; each row that is kept or complained of has one, in the order of
    the list.
    """

    def __init__(self, layout: Layout, first_id: int) -> None:
        """Make ready for a list, and for its first row to get `first_id`."""
        self._column = layout.number_column
        self._mapping = layout.mapping
        self._mapped = [column for _, column in layout.mapping]
        self._places = [place_of(column, layout.number_column) for _, column in layout.mapping]
        self._skip = layout.header_rows
        self._width = 0
        self._noteworthy = True
        self._swallowed = False
        self._repeats = RepeatFinder(by_values=layout.keep_both and bool(layout.mapping))
        self._id = first_id
        self._region = layout.region
        self._evidence = ColumnEvidence()
        self._free = RowReader(self, layout.region)
        self._is_text = layout.encoding is not None
        self._delimiter = layout.delimiter
        self._lines_of_text = self._is_text and not layout.delimiter
        self._taken = ImportedRows()
        self.recipients = 0
        self.noted = 0

    @property
    def next_id(self) -> int:
        """The id of whatever comes next."""
        return self._id

    def import_rows(
        self,
        lines: Sequence[int],
        rows: Sequence[MutableSequence[str]],
        *,
        noteworthy: bool = True,
    ) -> ImportedRows:
        """Read some rows; their cells are used up.

        Args:
            lines: where each begins; a `range` where each is a line of its own.
            rows: their cells, tidied.
            noteworthy: as of a chunk; what is not said to have nothing to note is looked at.
        """
        self._taken = taken = ImportedRows()
        self._noteworthy = noteworthy
        if self._skip:
            skipped = min(self._skip, len(rows))
            self._skip -= skipped
            if self._is_text:  # no cell of a workbook moves another
                self._width = len(find_header(rows, skipped)) or self._width
            for line, cells in zip(lines[:skipped], rows[:skipped], strict=True):
                self._note_skipped(line, cells)
            lines, rows = lines[skipped:], rows[skipped:]
        if self._column is not None:
            column = self._column
            self._evidence.begin(_column_of(rows, column))
            if 2 * self._evidence.mainland_now < len(rows):
                self._take_rows(lines, rows, column)
            else:
                self._take_column(lines, rows, column)
        elif self._lines_of_text:
            self._evidence.begin(cells[0] for cells in rows)
            for line, cells in zip(lines, rows, strict=True):
                self._free.read_line(line, cells[0])
        else:
            self._evidence.begin(cell for cells in rows for cell in cells)
            for line, cells in zip(lines, rows, strict=True):
                self._free.read(line, cells)
        self._count(taken)
        return taken

    def import_lines(self, first_line: int, texts: Sequence[str]) -> ImportedRows:
        """Read some lines as typed: what is neither a number nor its name is a problem."""
        self._taken = taken = ImportedRows()
        self._evidence.begin(texts, typed=True)
        for line, text in enumerate(texts, first_line):
            for (piece, found), _ in name_readings(scan_numbers(text, self._region)):
                self.add(line, piece, found)
        self._count(taken)
        return taken

    def finish(self) -> ImportedRows:
        """Finish after the last row."""
        self._taken = taken = ImportedRows()
        self._free.finish()
        self._count(taken)
        return taken

    def add(self, line: int, text: str, found: Found) -> None:
        """Take one number of a row, or what was there in place of one."""
        self._add(line, text, found, None)

    def add_number(self, line: int, text: str, number: str) -> None:
        """Import one number of a row."""
        self._add(line, text, Phone(number, False), None)

    def _note_skipped(self, line: int, cells: Sequence[str]) -> None:
        """List the numbers in a title or a header: none of them is dropped without a word."""
        for cell in cells:
            for phone in numbers_inside(cell, self._region) if _ATTEMPT(cell) else ():
                whole = ", ".join(filter(None, cells))
                self._note(line, phone.number, None, whole, PhoneProblem.NUMBER_INSIDE)

    # The rest is about one column of numbers.

    def _take_column(
        self, lines: Sequence[int], rows: Sequence[MutableSequence[str]], column: int
    ) -> None:
        """Take many usual rows at a time, and look at those around an unusual one singly."""
        if self._take_usual(lines, rows, column):
            return
        if len(rows) <= FEW:
            self._take_rows(lines, rows, column)
            return
        half = len(rows) // 2
        self._take_column(lines[:half], rows[:half], column)
        self._take_column(lines[half:], rows[half:], column)

    def _take_rows(
        self, lines: Sequence[int], rows: Sequence[MutableSequence[str]], column: int
    ) -> None:
        """Look at rows one by one."""
        for line, cells in zip(lines, rows, strict=True):
            self._take_row(line, cells, column)

    def _take_usual(
        self, lines: Sequence[int], rows: Sequence[MutableSequence[str]], column: int
    ) -> bool:
        """Import rows that need no notes: the fast path, which decides the pace of large lists."""
        many = len(rows)
        if self._region != MAINLAND_REGION:
            return False
        usual_rows = find_usual(
            rows, column, self._mapped, self._evidence, self._width, noteworthy=self._noteworthy
        )
        if usual_rows is None:
            return False
        numbers, values = usual_rows
        for cells in rows:
            del cells[column]
        ids = range(self._id, self._id + many)
        self._id += many
        firsts, is_first = self._repeats.add_all(ids, numbers, values)
        joined = map(SEPARATOR.join, rows)
        usual = list(zip(ids, lines, numbers, joined, strict=True))
        if all(is_first):
            self._taken.plain += usual
            return True
        self._taken.plain += compress(usual, is_first)
        for (id, line, number, joined_cells), first in compress(
            zip(usual, firsts, strict=True), map(not_, is_first)
        ):
            self._taken.noted.append(
                NotedRow(id, line, number, joined_cells, number, RowNote.REPEATED, first)
            )
        return True

    def _take_row(self, line: int, cells: MutableSequence[str], column: int) -> None:
        if not any(cells):
            return
        # Each with the place of its cell, and the line it stands on itself.
        hidden = (
            list(find_hidden_numbers(line, cells)) if self._is_text and self._noteworthy else []
        )
        self._swallowed = bool(hidden)
        text = cells.pop(column) if len(cells) > column else ""
        if not (own := self._has_swallowed(text)):
            hidden = [one for one in hidden if one[0] != column]
        if not text:
            whole = ", ".join(filter(None, cells))
            self._note(line, None, cells, whole, PhoneProblem.NOT_A_NUMBER)
        elif not own or all(place != column for place, _, _ in hidden):
            self._take_cell(line, text, cells)
        for _, at, number in hidden:
            self._note(at, None, None, number, RowNote.UNCLOSED_QUOTE)

    def _has_swallowed(self, text: str) -> bool:
        """Whether the cell of the number holds rows of the table: the others are not its own."""
        if not self._is_text or not self._noteworthy or self._delimiter not in text:
            return False
        if not LINE_END.search(text):
            return False
        return not all(isinstance(found, Phone) for _, found in scan_numbers(text, self._region))

    def _take_cell(self, line: int, text: str, cells: Sequence[str]) -> None:
        whole = normalise(text, self._region)
        if isinstance(whole, Phone) or not _MAY_SPLIT(text):
            self._add(line, text, whole, cells)
            return
        found = list(scan_numbers(text, self._region))
        if all(isinstance(one, PhoneProblem) for _, one in found):
            self._add(line, text, whole, cells)
            return
        for piece, one in found:
            self._add(line, piece, one, cells)

    def _add(self, line: int, text: str, found: Found, cells: Sequence[str] | None) -> None:
        """Take what a cell was read as, once the column has its say."""
        if isinstance(found, Phone) and self._region == MAINLAND_REGION:
            found = self._evidence.judge(text, found)
        if isinstance(found, PhoneProblem):
            self._note(line, None, cells, text, found)
        elif isinstance(found, Phone):
            self._add_number(line, text, found.number, cells)
        elif not self._is_unusable(line, text, found.phone.number, cells):
            self._note(line, found.phone.number, cells, text, found.reason)

    def _add_number(self, line: int, text: str, number: str, cells: Sequence[str] | None) -> None:
        if self._is_unusable(line, text, number, cells):
            return
        note, noted_text = self._remark(cells or ())
        values = values_at((number, *(cells or ())), self._places)
        first, is_first = self._repeats.add(self._id, number, values)
        if not is_first:
            self._note(line, number, cells, text, RowNote.REPEATED, first, note)
            return
        joined = None if cells is None else SEPARATOR.join(cells)
        self._taken.plain.append((self._id, line, number, joined))
        if note is not None:
            self._note(line, number, None, noted_text, note)
        elif is_repair(text, number):
            self._note(line, number, None, text, RowNote.REPAIRED)
        else:
            self._id += 1

    def _remark(self, cells: Sequence[str]) -> tuple[RowNote | None, str]:
        """Tell what there is to be said of the cells beside a number, and the cell it is about."""
        if self._width and any(extra := cells[self._width - 1 :]):
            # Whether the delimiter that is too much stands before a value, nobody knows.
            if self._column is not None and self._column < self._width - 1:
                return RowNote.SHIFTED, ", ".join(filter(None, cells))
            return RowNote.EXTRA_CELL, ", ".join(filter(None, extra))
        if not self._noteworthy:
            return None, ""
        for cell in cells:
            if UNREADABLE in cell:
                return RowNote.UNREADABLE, cell
        for cell in cells:
            if has_line_break(cell) and not self._swallowed:
                return RowNote.LINE_BREAK, cell
        return None, ""

    def _is_unusable(self, line: int, text: str, number: str, cells: Sequence[str] | None) -> bool:
        """Note, and tell, whether a row with a number cannot be sent to for its values."""
        note, noted_text = self._remark(cells or ())
        if note is RowNote.SHIFTED:
            self._note(line, number, cells, noted_text, note)
            return True
        values = values_at((number, *(cells or ())), self._places)
        for (name, _), value in zip(self._mapping, values, strict=True):
            if not value.strip():
                self._note(line, number, cells, text, RowNote.MISSING_VALUE, detail=name)
                return True
            if UNREADABLE in value:
                self._note(line, number, cells, value, RowNote.UNREADABLE_VALUE, detail=name)
                return True
        return False

    def _note(
        self,
        line: int,
        number: str | None,
        cells: Sequence[str] | None,
        text: str,
        note: Note,
        first_id: int | None = None,
        detail: str | None = None,
    ) -> None:
        joined = None if cells is None else SEPARATOR.join(cells)
        shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        self._taken.noted.append(
            NotedRow(self._id, line, number, joined, shown, note, first_id, detail)
        )
        self._id += 1

    def _count(self, taken: ImportedRows) -> None:
        self.recipients += len(taken.plain)
        self.noted += len(taken.noted)


def _column_of(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    """Take the cells of one column, where a row has one."""
    try:
        return list(map(itemgetter(column), rows))
    except IndexError:
        return [cells[column] for cells in rows if len(cells) > column]
