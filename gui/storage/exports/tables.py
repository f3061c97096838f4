"""Save a table to a file: XLSX if its name ends so, CSV otherwise."""

from __future__ import annotations

import csv
import os
import unicodedata
from array import array
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol, TypeVar

from gui.core.errors import FileError
from gui.storage.exports import xlsx
from gui.storage.exports.export_folders import export_folder
from gui.storage.exports.target import export_target
from gui.storage.exports.xlsx import ExportStopped, Write
from gui.storage.held_files import move, open_file
from gui.storage.paths import file_fault
from gui.storage.permissions import take_permissions

PAGE = 256
"""Rows of one query and of one step."""

_FORMULA = frozenset("=+-@\N{MINUS SIGN}")
"""Characters that start a formula in spreadsheets [OWASP, CSV Injection]."""
_CONTROLS = frozenset("\t\r\n\0")
"""Characters at which some spreadsheets split or drop the beginning of a cell."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Zl", "Zp", "Zs"})
"""Unicode categories of invisible characters, which a spreadsheet may skip or strip."""
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Invisible Hangul letters."""

Row_co = TypeVar("Row_co", covariant=True)
Row = TypeVar("Row")


class RowSource(Protocol[Row_co]):
    """Reads pages of rows; missing ones are left out."""

    def rows(self, ids: Sequence[int]) -> Mapping[int, Row_co]: ...


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """Progress of an export; the file is in place only when the generator has ended."""

    done: int
    total: int


def never_stopped() -> bool:
    """Never stop."""
    return False


def save_table(
    source: RowSource[Row],
    ids: array[int],
    columns: Sequence[tuple[str, Callable[[Row], str]]],
    target: Path,
    stopped: Callable[[], bool] = never_stopped,
    register: Path | None = None,
) -> Generator[ExportProgress, None, None]:
    """Write the rows of `ids`, in that order, under the headings of `columns`.

    The file is replaced once it is complete: after a failure or a stop the old one is unchanged.
    Each `yield` is a safe place to close the generator; a workbook is packed after the last one.

    Args:
        source: reads the rows.
        ids: the ids of the rows.
        columns: headings, and functions that read the cells.
        target: the file; an existing one is replaced and keeps its permissions.
        stopped: polled while a workbook is packed; the generator ends once it returns true.
        register: where to register the temporary folder, for `remove_left_behind`.

    Raises:
        FileError: it cannot be written (UNWRITABLE or DISK_FULL), is open in another program
            (IN_USE), or can have no such name (NAME); for an existing file and for a name raised
            before the first row is read.
        LedgerError: the rows cannot be read.
    """
    texts = [text for _, text in columns]
    header = [title for title, _ in columns]
    with suppress(ExportStopped), _open_table(target, header, stopped, register) as write:
        yield ExportProgress(0, len(ids))
        for start in range(0, len(ids), PAGE):
            page = ids[start : start + PAGE]
            rows = source.rows(page)
            for row in (rows[id] for id in page if id in rows):
                write([text(row) for text in texts])
            yield ExportProgress(start + len(page), len(ids))


@contextmanager
def _open_table(
    target: Path, header: Sequence[str], stopped: Callable[[], bool], register: Path | None
) -> Iterator[Write]:
    """Write beside the target, and replace it at the end."""
    try:
        place = export_target(target)
        with export_folder(place.parent, register) as folder:
            part = folder / "table"
            if place.suffix.lower() == ".xlsx":
                written = xlsx.write_workbook(part, header, stopped)
            else:
                written = _csv(part, header)
            with written as write:
                yield write
            if stopped():
                raise ExportStopped
            take_permissions(part, place, private=False)
            move(part, place)
    except OSError as error:
        raise FileError(file_fault(error, writing=True), str(target)) from error


@contextmanager
def _csv(path: Path, header: Sequence[str]) -> Iterator[Write]:
    """Write CSV for Excel: UTF-8 with a byte order mark, and formulas escaped."""
    with TextIOWrapper(open_file(path, "xb"), encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)

        def write(cells: Sequence[str]) -> None:
            writer.writerow([f"'{cell}" if _is_formula(cell) else cell for cell in cells])

        write(header)
        yield write
        file.flush()
        os.fsync(file.fileno())


def _is_formula(cell: str) -> bool:
    """Return whether a cell may be a formula, also after blanks and in full-width form."""
    if not cell or (cell[0].isascii() and cell[0].isalnum()):
        return False
    if cell[0] in _CONTROLS:
        return True
    for character in cell:
        if unicodedata.category(character) not in _UNSEEN and character not in _FILLERS:
            return unicodedata.normalize("NFKC", character)[0] in _FORMULA
    return False
