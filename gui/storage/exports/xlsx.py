"""Write XLSX files of any length, with one row in memory and the rest on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from gui.storage.held_files import open_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET_ROWS = 1_048_576
"""Maximum rows of a sheet in Excel, including the header."""

Write = Callable[[Sequence[str]], None]


class ExportStopped(Exception):
    """The operator stopped the export."""


@contextmanager
def write_workbook(
    path: Path,
    header: Sequence[str],
    stopped: Callable[[], bool],
    sheet_rows: int = SHEET_ROWS,
) -> Iterator[Write]:
    """Write a workbook to `path`, one row per call; it is synced on exit.

    Every cell is text, so that no number loses a digit and nothing is a formula; it is truncated to
    the 32,767 UTF-16 units that Excel supports. Further rows go to another sheet with the same
    header. The file is packed on exit, which takes tens of seconds for a million rows.

    Args:
        path: the file, in a folder with space for temporary files of several times its size.
        header: the first row of every sheet.
        stopped: polled while the file is packed.
        sheet_rows: rows per sheet, at least 2.

    Raises:
        ExportStopped: it was stopped while the file was packed.
        OSError: it cannot be written.
    """
    # Imported late: only needed to save a workbook.
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with open_file(path, "xb") as file:
        output = _Output(file, stopped)
        options = {"constant_memory": True, "tmpdir": str(path.parent), "use_zip64": True}
        book = xlsxwriter.Workbook(output, options)
        try:
            yield _Sheets(book, header, sheet_rows).write
            try:
                book.close()
            except FileCreateError as error:
                raise error.args[0] from None  # the OSError inside
            file.flush()
            os.fsync(file.fileno())
        finally:
            output.over = True
            for sheet in book.worksheets():
                for part in (sheet.fh, sheet.row_data_fh):
                    with suppress(OSError):  # a full disk raises the same error again
                        part.close()


class _Sheets:
    """Distributes rows over the sheets of a workbook."""

    def __init__(self, book: Workbook, header: Sequence[str], most: int) -> None:
        self._book, self._header, self._most = book, header, most
        self._begin()

    def write(self, cells: Sequence[str]) -> None:
        if self._row == self._most:
            self._begin()
        self._put(cells)

    def _begin(self) -> None:
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        # Otherwise Excel shows a warning on every phone number.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{SHEET_ROWS}"})
        self._row = 0
        self._put(self._header)

    def _put(self, cells: Sequence[str]) -> None:
        for column, cell in enumerate(cells):
            if cell:
                self._sheet.write_string(self._row, column, _plain(cell))
        self._row += 1


def _plain(cell: str) -> str:
    """Escape a text that xlsxwriter would write as unescaped markup."""
    from html import escape  # late: its tables are large

    if cell.startswith("<r>") and cell.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(cell, quote=False)}</t></r>'
    return cell


class _Output:
    """A file that discards all output once it is stopped or has failed.

    A `ZipFile` writes its directory even when it is discarded: that output is dropped instead of
    raising an error where nobody can catch it.
    """

    def __init__(self, file: BinaryIO, stopped: Callable[[], bool]) -> None:
        self._file, self._stopped = file, stopped
        self.over = False

    def write(self, data: bytes) -> int:
        if self.over:
            return len(data)
        try:
            if self._stopped():
                raise ExportStopped
            return self._file.write(data)
        except BaseException:
            self.over = True
            raise

    def tell(self) -> int:
        return 0 if self.over else self._file.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return 0 if self.over else self._file.seek(offset, whence)

    def flush(self) -> None:
        if not self.over:
            self._file.flush()
