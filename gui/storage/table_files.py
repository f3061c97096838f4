"""Tables out to files that spreadsheets open: CSV and XLSX."""

from __future__ import annotations

import csv
import os
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Protocol

from gui.core.errors import FileError
from gui.storage.paths import write_fault

ROWS_PER_STEP = 1_000
SHEET_ROWS = 1_048_576
"""Rows of a sheet [XLSX]; what is more goes to another one."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell of a CSV for a formula."""

Row = Sequence[str]


def write_table(path: Path, titles: Row, rows: Iterable[Row]) -> Generator[int, None, None]:
    """Write a table as XLSX if `path` says so, otherwise as CSV; yields how many rows are written.

    All cells are text. The file appears once it is complete; closed in the middle, this leaves
    nothing behind. A CSV is in UTF-8 with a byte order mark, or spreadsheets would garble it, and
    a cell that would be a formula begins with an apostrophe.

    Raises:
        FileError: it cannot be written.
    """
    is_workbook = path.suffix.lower() == ".xlsx"
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        sheet: _Table = _Workbook(part) if is_workbook else _Csv(part)
        try:
            sheet.begin(titles)
            yield from _write(sheet, rows)
        finally:
            sheet.close()
        part.replace(path)
    except OSError as error:
        raise FileError(write_fault(error), str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def guarded(cell: str) -> str:
    """Make sure that a spreadsheet does not take a cell of a CSV for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write(table: _Table, rows: Iterable[Row]) -> Generator[int, None, None]:
    every = iter(rows)
    written = 0
    while piece := list(islice(every, ROWS_PER_STEP)):
        table.add(piece)
        written += len(piece)
        yield written


class _Table(Protocol):
    """A file that grows by rows."""

    def begin(self, titles: Row) -> None: ...
    def add(self, rows: Sequence[Row]) -> None: ...
    def close(self) -> None: ...


class _Csv:
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)

    def begin(self, titles: Row) -> None:
        self._writer.writerow(titles)

    def add(self, rows: Sequence[Row]) -> None:
        self._writer.writerows([guarded(cell) for cell in row] for row in rows)

    def close(self) -> None:
        self._file.close()


class _Workbook:
    def __init__(self, path: Path) -> None:
        from xlsxwriter import Workbook  # only for whoever wants it

        # Rows go to a file at once; the text of a cell is that and no formula, link or number.
        options = {
            "constant_memory": True,
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        self._file = path.open("wb")
        self._book = Workbook(self._file, options)
        self._titles: Row = ()
        self._row = 0

    def begin(self, titles: Row) -> None:
        self._titles = titles
        self._add_sheet()

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if self._row == SHEET_ROWS:
                self._add_sheet()
            self._sheet.write_row(self._row, 0, row)
            self._row += 1

    def close(self) -> None:
        try:
            self._book.close()
        except Exception as error:
            cause = error.__context__
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error
        finally:
            self._file.close()

    def _add_sheet(self) -> None:
        self._sheet = self._book.add_worksheet()
        self._sheet.write_row(0, 0, self._titles)
        self._row = 1
