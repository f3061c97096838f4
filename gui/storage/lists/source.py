"""What every kind of list gives: its rows in chunks, the same way for text and workbook."""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Iterator, MutableSequence, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from gui.core.cells.cell_text import clean_rows
from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import Layout, Sheet
from gui.core.lists.sheet_notes import SheetNotes

CHUNK = 1_000
"""Rows read at once: some milliseconds."""


class RowChunk(NamedTuple):
    """Some rows.

    Attributes:
        lines: where each begins, from 1; a `range` where each is a line of its own.
        rows: their cells, tidied; whoever takes the chunk may use them up.
        done: how far the source is read, of its size.
        noteworthy: some cell may have a line break, or a character that could not be read.
    """

    lines: Sequence[int]
    rows: Sequence[MutableSequence[str]]
    done: int
    noteworthy: bool


def tidy_chunk(lines: Sequence[int], rows: Sequence[MutableSequence[str]], done: int) -> RowChunk:
    """Make a chunk of rows as a file has them: blanks around cells and faults are no values."""
    tidied, noteworthy = clean_rows(rows)
    return RowChunk(lines, tidied, done, noteworthy)


class ListSource(Protocol):
    """An open list.

    Attributes:
        size: in bytes.
        sheets: of a workbook.
        basis: a layout whose encoding, delimiter and sheet are settled, and nothing else.
    """

    @property
    def size(self) -> int: ...
    @property
    def sheets(self) -> tuple[Sheet, ...]: ...
    @property
    def basis(self) -> Layout: ...

    def chunks(self) -> Iterator[RowChunk]:
        """Go through the rows, from the beginning each time.

        Raises:
            ListError: they cannot be read.
        """

    def sheet_notes(self) -> SheetNotes:
        """Read to the end, if need be, to tell what is hidden, and what is shown otherwise.

        Raises:
            ListError: it cannot be read.
        """


@contextmanager
def open_unchanged(path: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Open `path` for reading, and look at the end whether it is still the same file.

    Raises:
        ListError: it is no file, cannot be read, is empty, or has changed meanwhile.
    """
    with translate_list_errors(path):
        _check_is_file(path)
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if not before.st_size:
                raise ListError(ListFault.EMPTY, str(path))
            try:
                yield file, before
            except ListError as error:
                if error.fault is not ListFault.CHANGED and not _is_same(path, file, before):
                    raise ListError(ListFault.CHANGED, str(path)) from error
                raise
            if not _is_same(path, file, before):
                raise ListError(ListFault.CHANGED, str(path))


@contextmanager
def translate_list_errors(path: Path) -> Iterator[None]:
    """Translate errors of the system and of decoding into `ListError`."""
    try:
        yield
    except UnicodeError as error:
        raise ListError(ListFault.ENCODING, str(path)) from error
    except csv.Error as error:
        raise ListError(ListFault.DAMAGED, str(path)) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ListError(ListFault.MISSING, str(path)) from error
    except PermissionError as error:
        raise ListError(ListFault.NO_PERMISSION, str(path)) from error
    except OSError as error:
        raise ListError(ListFault.FAILED, str(path)) from error


def _check_is_file(path: Path) -> None:
    """Look before opening: a pipe or a device might never end."""
    try:
        mode = path.stat().st_mode
    except ValueError as error:
        # What the system takes for no path at all: a NUL in it.
        raise ListError(ListFault.MISSING, str(path)) from error
    if not stat.S_ISREG(mode):
        raise ListError(ListFault.NOT_A_FILE, str(path))


def _is_same(path: Path, file: BinaryIO, before: os.stat_result) -> bool:
    """Whether nobody has written to the file, and the path still leads to it."""
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return False
    try:
        return os.path.samestat(path.stat(), after)
    except OSError:
        return False
