"""Writes XLSX files of any length: a row in memory, the rest on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET_ROWS = 1_048_576
"""Rows of one sheet, its header among them: the most that Excel opens."""

Write = Callable[[Sequence[str]], None]


class ExportStopped(Exception):
    """The operator gave up before the file was whole."""


@contextmanager
def write_workbook(
    path: Path,
    header: Sequence[str],
    stopped: Callable[[], bool],
    sheet_rows: int = SHEET_ROWS,
) -> Iterator[Write]:
    """Write a workbook to `path`, a row with each call; it is on the disk once this is left.

    Every cell is text, so that no number loses a digit and nothing is a formula; one of more than
    32,767 UTF-16 units, which Excel does not open, is cut there. Rows that no longer fit go on in
    another sheet, under the same header. Leaving packs the file: some tens of seconds for a
    million rows.

    Args:
        path: the file, in a folder that takes temporary files of several times its size.
        header: the first row of every sheet.
        stopped: asked again and again while the file is packed.
        sheet_rows: rows of one sheet, at least 2.

    Raises:
        Stopped: it was, while the file was packed.
        OSError: the disk does not take it.
    """
    # Late: only who saves a workbook pays for the import.
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with path.open("xb") as file:
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
                    with suppress(OSError):  # a full disk refuses once more what it was to take
                        part.close()


class _Sheets:
    """Spreads rows over the sheets of a workbook."""

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
        # Otherwise Excel marks every phone number with a warning.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{SHEET_ROWS}"})
        self._row = 0
        self._put(self._header)

    def _put(self, cells: Sequence[str]) -> None:
        for column, cell in enumerate(cells):
            if cell:
                self._sheet.write_string(self._row, column, _plain(cell))
        self._row += 1


def _plain(cell: str) -> str:
    """Escape what xlsxwriter would take for markup of its own, and write as it is."""
    from html import escape  # late: its tables are large

    if cell.startswith("<r>") and cell.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(cell, quote=False)}</t></r>'
    return cell


class _Output:
    """A file that stops taking bytes when it is told to, or has once failed.

    A `ZipFile` that is thrown away writes its end all the same: from then on that goes nowhere,
    instead of failing where nobody can catch it.
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
