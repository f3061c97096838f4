"""Import the rows of a list: recipients and notes, a chunk at a time."""

from __future__ import annotations

import re
from collections.abc import MutableSequence, Sequence
from itertools import compress
from operator import itemgetter, not_

from gui.core.cells.cell_text import has_line_break
from gui.core.cells.unreadable import UNREADABLE
from gui.core.lists.imports.column_evidence import ColumnEvidence
from gui.core.lists.imports.fast_import import find_usual
from gui.core.lists.imports.imported_rows import SHOWN, ImportedRows, NotedRow
from gui.core.lists.imports.repeats import RepeatFinder
from gui.core.lists.imports.row_values import SEPARATOR, place_of, values_at
from gui.core.lists.imports.unclosed_quotes import LINE_END, find_hidden_numbers
from gui.core.lists.layout import Layout, find_header
from gui.core.lists.notes import Note, RowNote
from gui.core.lists.rows import RowReader
from gui.core.lists.typed_entries import name_readings
from gui.core.phones.normalise import normalise, numbers_inside
from gui.core.phones.number import MAINLAND_REGION, Found, Phone, PhoneProblem
from gui.core.phones.scan import scan_numbers

FEW = 16
"""Number of rows up to which they are imported one by one."""


_ATTEMPT = re.compile(r"(?:\d\D*+){7}").search
"""Match as many digits as the shortest number has."""
_MAY_SPLIT = re.compile(r"[^\w.+-]").search
"""Find a character that can separate two numbers; a text without one is one number at most."""


def is_repair(text: str, number: str) -> bool:
    """Return whether `number` differs from `text`, apart from blanks around it."""
    return text != number and text.strip() != number


class RowImporter:
    """Imports the rows of one list, in order.

    Ids count on from `first_id`; each imported or noted row has one, in the order of the list.
    """

    def __init__(self, layout: Layout, first_id: int) -> None:
        """Prepare for a list whose first row gets the id `first_id`."""
        self._column = layout.number_column
        self._mapping = layout.mapping
        self._mapped = [column for _, column in layout.mapping]
        self._places = [place_of(column, layout.number_column) for _, column in layout.mapping]
        self._skip = layout.header_rows
        self._width = 0
        self._noteworthy = True
        self._has_hidden_rows = False
        self._repeats = RepeatFinder(by_values=layout.keep_both and bool(layout.mapping))
        self._id = first_id
        self._region = layout.region
        self._evidence = ColumnEvidence()
        self._free = RowReader(self, layout.region)
        self._is_text = layout.encoding is not None
        self._delimiter = layout.delimiter
        self._lines_of_text = self._is_text and not layout.delimiter
        self._imported = ImportedRows()
        self.recipients = 0
        self.noted = 0

    @property
    def next_id(self) -> int:
        """The id of the next row."""
        return self._id

    def import_rows(
        self,
        lines: Sequence[int],
        rows: Sequence[MutableSequence[str]],
        *,
        noteworthy: bool = True,
    ) -> ImportedRows:
        """Import some rows; their cells are modified.

        Args:
            lines: the line in which each row begins; a `range` if each is one line.
            rows: their cells, tidied.
            noteworthy: whether some cell may have a line break or an unreadable character.
        """
        self._imported = imported = ImportedRows()
        self._noteworthy = noteworthy
        if self._skip:
            skipped = min(self._skip, len(rows))
            self._skip -= skipped
            if self._is_text:  # in a workbook an extra cell does not shift others
                self._width = len(find_header(rows, skipped)) or self._width
            for line, cells in zip(lines[:skipped], rows[:skipped], strict=True):
                self._note_skipped(line, cells)
            lines, rows = lines[skipped:], rows[skipped:]
        if self._column is not None:
            column = self._column
            self._evidence.begin(_column_of(rows, column))
            if 2 * self._evidence.mainland_now < len(rows):
                self._import_each(lines, rows, column)
            else:
                self._import_column(lines, rows, column)
        elif self._lines_of_text:
            self._evidence.begin(cells[0] for cells in rows)
            for line, cells in zip(lines, rows, strict=True):
                self._free.read_line(line, cells[0])
        else:
            self._evidence.begin(cell for cells in rows for cell in cells)
            for line, cells in zip(lines, rows, strict=True):
                self._free.read(line, cells)
        self._count(imported)
        return imported

    def import_lines(self, first_line: int, texts: Sequence[str]) -> ImportedRows:
        """Import typed lines; each part that is neither a number nor its name becomes a note."""
        self._imported = imported = ImportedRows()
        self._evidence.begin(texts, typed=True)
        for line, text in enumerate(texts, first_line):
            for (piece, found), _ in name_readings(scan_numbers(text, self._region)):
                self.add(line, piece, found)
        self._count(imported)
        return imported

    def finish(self) -> ImportedRows:
        """Finish after the last row: import the rows that were held back for the evidence."""
        self._imported = imported = ImportedRows()
        self._free.finish()
        self._count(imported)
        return imported

    def add(self, line: int, text: str, found: Found) -> None:
        """Add a number of a row, or the problem found in place of one."""
        self._add(line, text, found, None)

    def add_number(self, line: int, text: str, number: str) -> None:
        """Add a number of a row."""
        self._add(line, text, Phone(number, False), None)

    def _note_skipped(self, line: int, cells: Sequence[str]) -> None:
        """Note the numbers in a title or a header, so that none is dropped silently."""
        for cell in cells:
            for phone in numbers_inside(cell, self._region) if _ATTEMPT(cell) else ():
                whole = ", ".join(filter(None, cells))
                self._note(line, phone.number, None, whole, PhoneProblem.NUMBER_INSIDE)

    # The following methods import lists with one column of numbers.

    def _import_column(
        self, lines: Sequence[int], rows: Sequence[MutableSequence[str]], column: int
    ) -> None:
        """Import usual rows in bulk; halve the rows around an unusual one until few are left."""
        if self._import_usual(lines, rows, column):
            return
        if len(rows) <= FEW:
            self._import_each(lines, rows, column)
            return
        half = len(rows) // 2
        self._import_column(lines[:half], rows[:half], column)
        self._import_column(lines[half:], rows[half:], column)

    def _import_each(
        self, lines: Sequence[int], rows: Sequence[MutableSequence[str]], column: int
    ) -> None:
        """Import rows one by one."""
        for line, cells in zip(lines, rows, strict=True):
            self._import_row(line, cells, column)

    def _import_usual(
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
            self._imported.plain += usual
            return True
        self._imported.plain += compress(usual, is_first)
        for (id, line, number, joined_cells), first in compress(
            zip(usual, firsts, strict=True), map(not_, is_first)
        ):
            self._imported.noted.append(
                NotedRow(id, line, number, joined_cells, number, RowNote.REPEATED, first)
            )
        return True

    def _import_row(self, line: int, cells: MutableSequence[str], column: int) -> None:
        if not any(cells):
            return
        # Each with the position of its cell and its own line.
        hidden = (
            list(find_hidden_numbers(line, cells)) if self._is_text and self._noteworthy else []
        )
        self._has_hidden_rows = bool(hidden)
        text = cells.pop(column) if len(cells) > column else ""
        if not (own := self._contains_rows(text)):
            hidden = [one for one in hidden if one[0] != column]
        if not text:
            whole = ", ".join(filter(None, cells))
            self._note(line, None, cells, whole, PhoneProblem.NOT_A_NUMBER)
        elif not own or all(place != column for place, _, _ in hidden):
            self._import_cell(line, text, cells)
        for _, at, number in hidden:
            self._note(at, None, None, number, RowNote.UNCLOSED_QUOTE)

    def _contains_rows(self, text: str) -> bool:
        """Return whether the number's cell contains other rows, after an unclosed quote."""
        if not self._is_text or not self._noteworthy or self._delimiter not in text:
            return False
        if not LINE_END.search(text):
            return False
        return not all(isinstance(found, Phone) for _, found in scan_numbers(text, self._region))

    def _import_cell(self, line: int, text: str, cells: Sequence[str]) -> None:
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
        """Add the number of a cell after comparing it with the other numbers of its column."""
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
        self._imported.plain.append((self._id, line, number, joined))
        if note is not None:
            self._note(line, number, None, noted_text, note)
        elif is_repair(text, number):
            self._note(line, number, None, text, RowNote.REPAIRED)
        else:
            self._id += 1

    def _remark(self, cells: Sequence[str]) -> tuple[RowNote | None, str]:
        """Return the note on the cells beside a number, and the text that it is about."""
        if self._width and any(extra := cells[self._width - 1 :]):
            # The extra delimiter may be before a value, which would be in the wrong column then.
            if self._column is not None and self._column < self._width - 1:
                return RowNote.SHIFTED, ", ".join(filter(None, cells))
            return RowNote.EXTRA_CELL, ", ".join(filter(None, extra))
        if not self._noteworthy:
            return None, ""
        for cell in cells:
            if UNREADABLE in cell:
                return RowNote.UNREADABLE, cell
        for cell in cells:
            if has_line_break(cell) and not self._has_hidden_rows:
                return RowNote.LINE_BREAK, cell
        return None, ""

    def _is_unusable(self, line: int, text: str, number: str, cells: Sequence[str] | None) -> bool:
        """Return whether a row cannot be sent to because of its values; note the reason."""
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
        self._imported.noted.append(
            NotedRow(self._id, line, number, joined, shown, note, first_id, detail)
        )
        self._id += 1

    def _count(self, imported: ImportedRows) -> None:
        self.recipients += len(imported.plain)
        self.noted += len(imported.noted)


def _column_of(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    """Return the cells of one column, of the rows that have one."""
    try:
        return list(map(itemgetter(column), rows))
    except IndexError:
        return [cells[column] for cells in rows if len(cells) > column]
