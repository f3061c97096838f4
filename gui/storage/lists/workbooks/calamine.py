"""Read workbooks of all formats with `calamine`: fast, but values only.

It reports neither hidden rows nor display formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from threading import Thread
from typing import Any, BinaryIO, cast

from gui.core.cells.number_format import DIGITS, plain
from gui.core.lists.layout import Sheet
from gui.storage.lists.source import CHUNK
from gui.storage.lists.workbooks.sheet_rows import Findings, Row

Cell = str | float | bool | date | time | timedelta
ShowColumn = Callable[[int, int, Sequence[Cell], Findings | None], list[str] | None]
"""Takes a column, a row number, and the cells from there on; returns their texts, or none if the
cells need no special formatting."""
_FORMAT = f"%.{DIGITS}g "


class CalamineWorkbook:
    """An open workbook of any kind."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the list of its sheets; `file` must stay open.

        Raises:
            BaseException: the library fails; a panic of it is not an `Exception`.
        """
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        self.done = 0.0
        self._book = CalamineWorkbook.from_filelike(file)
        self.sheets = tuple(
            Sheet(
                sheet.name,
                sheet.visible is not SheetVisibleEnum.Visible
                or sheet.typ != SheetTypeEnum.WorkSheet,
            )
            for sheet in self._book.sheets_metadata
        )

    def open(self, sheet: str) -> CalamineSheet:
        """Read a whole sheet into memory."""
        return CalamineSheet(self.read(sheet))

    def read(self, sheet: str) -> Any:
        """Read a whole sheet into memory, as the library's own object."""
        return self._book.get_sheet_by_name(sheet)

    def rows(self, sheet: str, findings: Findings) -> Iterator[Row]:
        """Yield the rows of a sheet that are not empty; hidden ones are not recognised."""
        findings.hiding_unknown = True
        table = self.open(sheet)
        for line, rows in table.pieces():
            self.done = line / table.height
            for index, cells in enumerate(rows):
                if any(cells):
                    yield Row(line + index, cells)


class OpeningSheet:
    """Reads a sheet on its own thread; the library works without Python's global lock."""

    def __init__(self, file: BinaryIO, sheet: str) -> None:
        """Start reading; `file` must not be used elsewhere."""
        self._file, self._name = file, sheet
        self._sheet: Any = None
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, name="calamine", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the sheet is read, or reading has failed."""
        self._thread.join()

    def result(self, show: ShowColumn | None = None) -> CalamineSheet:
        """Return the sheet; `show` formats some columns differently.

        Raises:
            BaseException: the library fails; a panic of it is not an `Exception`.
        """
        if self._error is not None:
            raise self._error
        return CalamineSheet(self._sheet, show)

    def _run(self) -> None:
        try:
            self._sheet = CalamineWorkbook(self._file).read(self._name)
        except BaseException as error:
            self._error = error


class CalamineSheet:
    """A sheet read by the library."""

    def __init__(self, sheet: Any, show: ShowColumn | None = None) -> None:
        self._sheet = sheet
        self._show = show
        self.height: int = 0 if sheet.start is None else sheet.end[0] + 1
        """The number of rows, from the first one of the sheet."""

    @property
    def shows(self) -> bool:
        """Whether some numbers are formatted by their display formats."""
        return self._show is not None

    def pieces(self, findings: Findings | None = None) -> Iterator[tuple[int, list[list[str]]]]:
        """Yield all rows, including empty ones; columns start at A.

        Yields several rows at a time, with the number of the first one, from 1.
        """
        if not self.height:
            return
        indent = self._sheet.start[1]
        rows = iter(self._sheet.iter_rows())
        line = 1
        while taken := list(islice(rows, CHUNK)):
            # By columns, which are mostly of one type: a sheet has up to a million cells.
            columns = [[""] * len(taken)] * indent
            for column, cells in enumerate(zip(*taken, strict=True), indent):
                texts = self._show(column, line, cells, findings) if self._show else None
                columns.append(texts_of(cells) if texts is None else texts)
            yield line, list(map(list, zip(*columns, strict=True)))
            line += len(taken)


def text_of(cell: Cell) -> str:
    """Convert a cell to text without its display format.

    A number has the digits it has, a whole one no point. A date is 2024-01-31, a date with time
    2024-01-31 08:30:00, a time 08:30:00, a duration 36:00:00; a boolean TRUE or FALSE. An error of
    a formula is empty.
    """
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() | int():
            return plain(cell)
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


def texts_of(cells: Sequence[Cell]) -> list[str]:
    """Convert a column to text, fast if its cells are of one type."""
    types = set(map(type, cells))
    if types == {str}:
        return list(cast(Sequence[str], cells))
    if types == {float}:
        text = _FORMAT * len(cells) % tuple(cells)
        if not any(mark in text for mark in "en-"):  # exponents, infinity, and -0
            return text.split(" ")[:-1]
    return list(map(text_of, cells))
