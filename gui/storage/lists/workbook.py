"""A list that is a workbook: XLSX, XLSM, XLSB, XLS, ODS.

The library that reads them takes all of a sheet into memory and cannot be stopped: use it in a
process of its own (`gui.storage.lists.child`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO, cast

from gui.core.errors import ListError, ListFault
from gui.core.layout import Choice, Layout, Sheet
from gui.core.sheet_notes import NO_SHEET_NOTES, SheetNotes
from gui.storage.lists.archive import ArchiveFault, check_archive
from gui.storage.lists.ole import is_encrypted
from gui.storage.lists.source import CHUNK, GUARD, Chunk, tidy_chunk

SIZE_MAX = 64 * 1024 * 1024
"""Bytes."""
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How XLSX and ODS, and how XLS begin, whatever their names say."""

Cell = str | float | bool | date | time | timedelta
_UNTIDY = dict.fromkeys((*range(9), *range(14, 32), 127), " ")
"""Control characters, which no text holds."""
_CONTROL = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f{GUARD}]")
_FORMAT = "%.15g "
_UNUSUAL = re.compile("[a-z]").search
"""Exponents, and what is no number at all."""
_DIGITS = 15
"""A spreadsheet counts no further."""
_FAULTS = {
    ArchiveFault.NO_WORKBOOK: ListFault.FORMAT,
    ArchiveFault.DAMAGED: ListFault.DAMAGED,
    ArchiveFault.TOO_LARGE: ListFault.TOO_LARGE,
}


class WorkbookSource:
    """Reads one sheet of a workbook."""

    def __init__(self, path: str, file: BinaryIO, size: int, choice: Choice) -> None:
        """Settle the sheet: the first one that is not hidden and holds anything.

        Args:
            path: for errors.
            file: from its beginning; is read to its end.
            size: of it, in bytes.
            choice: what is not to be guessed.

        Raises:
            ListError: it cannot be opened, or has no such sheet.
        """
        if size > SIZE_MAX:
            raise ListError(ListFault.TOO_LARGE, path)
        self.size = size
        self._path = path
        self._book, hidden = _open(path, file.read(size + 1))
        self.sheets = tuple(Sheet(name, name in hidden) for name in self._book.sheet_names)
        if not self.sheets:
            raise ListError(ListFault.EMPTY, path)
        names = [sheet.name for sheet in self.sheets]
        if choice.sheet is not None:
            if choice.sheet not in names:
                raise ListError(ListFault.CHANGED, path)
            names = [choice.sheet]
        else:
            names.sort(key=lambda name: name in hidden)
        for name in names:
            self._sheet = self._take(name)
            if self._sheet.start is not None:
                break
        self.basis = replace(Layout(), sheet=self._sheet.name)

    def chunks(self) -> Iterator[Chunk]:
        """Go through the rows, the empty ones among them; columns begin at A."""
        if self._sheet.start is None:
            return
        indent = self._sheet.start[1]
        total = self._sheet.end[0] + 1
        rows = iter(self._sheet.iter_rows())
        line = 1
        while taken := list(islice(rows, CHUNK)):
            # By columns, for those are mostly of one type: a sheet has a million cells.
            columns = [[""] * len(taken)] * indent
            columns += map(_texts_of, zip(*taken, strict=True))
            texts = list(map(list, zip(*columns, strict=True)))
            after = line + len(texts)
            yield tidy_chunk(range(line, after), texts, self.size * (after - 1) // total)
            line = after

    def sheet_notes(self) -> SheetNotes:
        """Nothing of this kind is hidden."""
        return NO_SHEET_NOTES

    def _take(self, name: str) -> Any:
        try:
            return self._book.get_sheet_by_name(name)
        except BaseException as error:
            raise _explained(error, self._path) from error


def text_of(cell: Cell) -> str:
    """Write a cell as text.

    A number is written as the digits it has, whole ones without a point; a percentage is the
    number it stands for (15% is 0.15). A date is 2024-01-31, a moment 2024-01-31 08:30:00, a time
    08:30:00, a duration 36:00:00; a truth TRUE or FALSE. A fault of a formula is empty.
    """
    match cell:
        case str():
            return cell.translate(_UNTIDY).strip(GUARD)
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() | int():
            return str(int(cell)) if float(cell).is_integer() else _decimal(cell)
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("seconds")
        case timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            hours, minutes = divmod(minutes, 60)
            return f"{hours:02}:{minutes:02}:{seconds:02}"


def _texts_of(cells: Sequence[Cell]) -> list[str]:
    """Write a column as text, quickly where its cells are of one type."""
    types = set(map(type, cells))
    if types == {str} and not _CONTROL.search("".join(cast(Sequence[str], cells))):
        return list(cast(Sequence[str], cells))
    if types == {float}:
        text = _FORMAT * len(cells) % tuple(cells)
        if not _UNUSUAL(text):
            return text.split(" ")[:-1]
    return list(map(text_of, cells))


def _decimal(value: float) -> str:
    text = f"{value:.{_DIGITS}g}"
    if "e" in text:
        text = f"{value:.{_DIGITS + 5}f}".rstrip("0")
    return text


def _open(path: str, data: bytes) -> tuple[Any, set[str]]:
    """Open a workbook; return it and the names of its hidden sheets."""
    if data.startswith(ZIP_MARK):
        if fault := check_archive(data):
            raise ListError(_FAULTS[fault], path)
    elif is_encrypted(data):
        raise ListError(ListFault.PASSWORD, path)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = book.sheets_metadata
    except BaseException as error:
        raise _explained(error, path) from error
    hidden = {
        sheet.name
        for sheet in sheets
        if sheet.visible is not SheetVisibleEnum.Visible or sheet.typ != SheetTypeEnum.WorkSheet
    }
    return book, hidden


def _explained(error: BaseException, path: str) -> BaseException:
    """Turn what the library says into our own error; a panic of its own is no `Exception`."""
    from python_calamine import CalamineError, PasswordError

    if isinstance(error, PasswordError):
        return ListError(ListFault.PASSWORD, path)
    if isinstance(error, MemoryError):
        return ListError(ListFault.TOO_LARGE, path)
    if isinstance(error, (CalamineError, OSError, ValueError)) or _is_panic(error):
        return ListError(ListFault.DAMAGED, path)
    return error


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"
