"""Read lists that are workbooks: XLSX, XLSM, XLSB, XLS, ODS.

Libraries cannot be stopped, and may raise any exception; a malicious file can need any amount of
memory or time. So this is used in a process of its own, with limits
(`gui.storage.lists.child_process`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import Layout, LayoutChoice, Sheet
from gui.core.lists.sheet_notes import NO_SHEET_NOTES, SheetNotes
from gui.storage.lists.source import CHUNK, RowChunk, tidy_chunk
from gui.storage.lists.workbooks import ods
from gui.storage.lists.workbooks.calamine import CalamineSheet, CalamineWorkbook, OpeningSheet
from gui.storage.lists.workbooks.ole import is_encrypted
from gui.storage.lists.workbooks.package import Package
from gui.storage.lists.workbooks.plain_sheet import look_through, show_columns, unpack
from gui.storage.lists.workbooks.reduced_package import SHEET, without_formats
from gui.storage.lists.workbooks.sheet_rows import Findings, Row, Workbook
from gui.storage.lists.workbooks.xls import XlsWorkbook
from gui.storage.lists.workbooks.xlsx import XlsxWorkbook
from gui.storage.lists.workbooks.xml_events import XmlError

SIZE_MAX = 64 * 1024 * 1024
"""Bytes."""
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of XLSX and ODS files, and of XLS files."""
CELLS_MAX = 200_000
"""Maximum cells of a chunk: some rows may be very wide."""
GAP_MAX = 32
"""Empty columns that end a table; cells beyond are not part of it."""
_PASSWORD = ("encrypt", "password")
"""Words in library errors that indicate a password."""


class WorkbookSource:
    """Reads one sheet of a workbook."""

    def __init__(self, path: str, file: BinaryIO, size: int, choice: LayoutChoice) -> None:
        """Choose the sheet: the first visible one that is not empty.

        Args:
            path: for errors.
            file: at its beginning; is read to its end.
            size: of it, in bytes.
            choice: what is not to be guessed.

        Raises:
            ListError: it cannot be opened, or has no such sheet.
        """
        if size > SIZE_MAX:
            raise ListError(ListFault.TOO_LARGE, path)
        self.size = size
        self._path = path
        self._with_hidden = choice.hidden_rows
        self._data = file.read(size + 1)
        self._package: Package | None = None
        self._plain: CalamineSheet | None = None
        with _explained(path):
            self._book = self._open()
            self.sheets = self._book.sheets
            if not self.sheets:
                raise ListError(ListFault.EMPTY, path)
            self._name = self._choose_sheet(choice.sheet)
        self.basis = Layout(sheet=self._name, hidden_rows=choice.hidden_rows)

    def chunks(self) -> Iterator[RowChunk]:
        """Yield the rows, without hidden ones unless chosen.

        Raises:
            ListError: they cannot be read.
        """
        with _explained(self._path):
            if self._plain is not None:
                for line, texts in self._plain.pieces():
                    after = line + len(texts)
                    done = self.size * (after - 1) // self._plain.height
                    yield tidy_chunk(range(line, after), texts, done)
                return
            rows = (
                row
                for row in self._book.rows(self._name, Findings())
                if self._with_hidden or not row.hidden
            )
            width = 0
            while taken := list(_some(rows)):
                for row in taken:
                    if len(row.cells) > width:
                        width = max(width, _table_width(row.cells))
                    row.cells.extend([""] * (width - len(row.cells)))
                lines = [row.line for row in taken]
                yield tidy_chunk(
                    lines, [row.cells for row in taken], int(self.size * self._book.done)
                )

    def sheet_notes(self) -> SheetNotes:
        """Read the sheet to its end; return notes on hidden and differing content.

        Raises:
            ListError: it cannot be read.
        """
        if self._plain is not None and not self._plain.shows:
            return NO_SHEET_NOTES
        findings = Findings()
        with _explained(self._path):
            if self._plain is not None:
                for _ in self._plain.pieces(findings):
                    pass
                return findings.notes()
            for row in self._book.rows(self._name, findings):
                findings.count(row)
        return findings.notes()

    def _open(self) -> Workbook:
        if not self._data.startswith(ZIP_MARK):
            return _open_ole(self._data, self._path)
        package = Package(ZipFile(io.BytesIO(self._data)))
        if ods.CONTENT in package:
            if ods.is_encrypted(package):
                raise ListError(ListFault.PASSWORD, self._path)
            return ods.OdsWorkbook(package)
        main = package.main_part()
        if main is None:
            raise ListError(ListFault.FORMAT, self._path)
        if main.casefold().endswith(".bin"):
            return CalamineWorkbook(io.BytesIO(self._data))
        self._package = package
        return XlsxWorkbook(package, main)

    def _choose_sheet(self, chosen: str | None) -> str:
        """Choose the sheet, and how to read it."""
        names = [sheet.name for sheet in sorted(self.sheets, key=_is_hidden)]
        if chosen is not None:
            if chosen not in names:
                raise ListError(ListFault.CHANGED, self._path)
            names = [chosen]
        for name in names:
            self._plain = self._read_plain(name)
            if self._plain is not None:
                holds = self._plain.height > 0
            else:
                holds = next(self._book.rows(name, Findings()), None) is not None
            if holds:
                break
        return name

    def _read_plain(self, name: str) -> CalamineSheet | None:
        """Read a sheet with the fast reader, if possible."""
        book, package = self._book, self._package
        if package is None or not isinstance(book, XlsxWorkbook):
            return None
        xml = unpack(package, book, name, self.size)
        if xml is None:
            return None
        if xml.formatted:
            reduced = without_formats(package, book.strings_part, xml.pieces())
            opening = OpeningSheet(reduced, SHEET)
        else:
            opening = OpeningSheet(io.BytesIO(self._data), name)
        try:
            plain = look_through(xml, book.styles)
        finally:
            opening.wait()
        if plain is None:
            return None
        try:
            return opening.result(show_columns(book, plain) if plain.styles else None)
        except BaseException as error:
            if isinstance(error, Exception) or _is_panic(error):
                return None  # parts by other names, references to whole columns: the other can
            raise


def _open_ole(data: bytes, path: str) -> Workbook:
    if is_encrypted(data):
        raise ListError(ListFault.PASSWORD, path)
    try:
        return XlsWorkbook(data)
    except Exception as error:
        if _asks_for_password(error):
            raise
        # Files of other programs: the other library reads more of them, but values only.
        return CalamineWorkbook(io.BytesIO(data))


def _some(rows: Iterator[Row]) -> Iterator[Row]:
    """Return the rows of a chunk."""
    cells = 0
    for row in islice(rows, CHUNK):
        yield row
        cells += len(row.cells)
        if cells > CELLS_MAX:
            return


def _table_width(cells: list[str]) -> int:
    """Find where the table ends in a row that may have a stray cell far to the right."""
    last = 0
    for column, cell in enumerate(cells):
        if cell:
            last = column
        elif column - last > GAP_MAX:
            break
    return last + 1


def _is_hidden(sheet: Sheet) -> bool:
    return sheet.hidden


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Translate all exceptions of a library; a panic of `calamine` is not an `Exception`."""
    try:
        yield
    except (ListError, OSError):
        raise
    except MemoryError as error:
        raise ListError(ListFault.TOO_LARGE, path) from error
    except XmlError as error:
        fault = ListFault.TOO_LARGE if error.too_large else ListFault.DAMAGED
        raise ListError(fault, path) from error
    except BaseException as error:
        if not isinstance(error, Exception) and not _is_panic(error):
            raise
        fault = ListFault.PASSWORD if _asks_for_password(error) else ListFault.DAMAGED
        raise ListError(fault, path) from error


def _asks_for_password(error: BaseException) -> bool:
    said = f"{type(error).__name__} {error}".lower()
    return not isinstance(error, BadZipFile) and any(word in said for word in _PASSWORD)


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"
