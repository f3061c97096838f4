"""The common interface of all list readers: rows in chunks."""

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
from gui.storage.cloud_files import is_not_downloaded
from gui.storage.held_files import is_in_use, open_file
from gui.storage.paths import reachable

CHUNK = 1_000
"""Rows read at once, which takes some milliseconds."""


class RowChunk(NamedTuple):
    """Some rows.

    Attributes:
        lines: line numbers of the rows, from 1; a `range` if they are consecutive.
        rows: their cleaned cells; the consumer may modify them.
        done: how much of the source's size has been read.
        noteworthy: some cell may have a line break or an undecodable character.
    """

    lines: Sequence[int]
    rows: Sequence[MutableSequence[str]]
    done: int
    noteworthy: bool


def tidy_chunk(lines: Sequence[int], rows: Sequence[MutableSequence[str]], done: int) -> RowChunk:
    """Make a chunk of raw rows: strip blanks around cells, and empty formula errors."""
    tidied, noteworthy = clean_rows(rows)
    return RowChunk(lines, tidied, done, noteworthy)


class ListSource(Protocol):
    """An open list.

    Attributes:
        size: in bytes.
        sheets: of a workbook.
        basis: a layout of which only encoding, delimiter and sheet are determined.
    """

    @property
    def size(self) -> int: ...
    @property
    def sheets(self) -> tuple[Sheet, ...]: ...
    @property
    def basis(self) -> Layout: ...

    def chunks(self) -> Iterator[RowChunk]:
        """Yield the rows, from the beginning each time.

        Raises:
            ListError: they cannot be read.
        """

    def sheet_notes(self) -> SheetNotes:
        """Return notes on hidden and differing content; may read to the end.

        Raises:
            ListError: it cannot be read.
        """


@contextmanager
def open_unchanged(path: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Open `path` for reading, and check at the end that it has not changed.

    Raises:
        ListError: it is not a file, cannot be read, is empty, or has changed meanwhile.
    """
    with translate_list_errors(path):
        _check_is_file(path)
        place = reachable(path)
        with open_file(place) as file:
            before = os.fstat(file.fileno())
            if not before.st_size:
                raise ListError(ListFault.EMPTY, str(path))
            try:
                yield file, before
            except ListError as error:
                if error.fault is not ListFault.CHANGED and not _is_same(place, file, before):
                    raise ListError(ListFault.CHANGED, str(path)) from error
                raise
            if not _is_same(place, file, before):
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
    except OSError as error:
        raise ListError(_fault(error), str(path)) from error


def _fault(error: OSError) -> ListFault:
    if is_in_use(error):
        return ListFault.IN_USE
    if is_not_downloaded(error):
        return ListFault.NOT_DOWNLOADED
    return ListFault.NO_PERMISSION if isinstance(error, PermissionError) else ListFault.FAILED


def _check_is_file(path: Path) -> None:
    """Check before opening: a pipe or device might never end."""
    try:
        mode = reachable(path).stat().st_mode
    except ValueError as error:
        # An invalid path, for example with a NUL.
        raise ListError(ListFault.MISSING, str(path)) from error
    if not stat.S_ISREG(mode):
        raise ListError(ListFault.NOT_A_FILE, str(path))


def _is_same(path: Path, file: BinaryIO, before: os.stat_result) -> bool:
    """Return whether the file was not changed, and the path still refers to it."""
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return False
    try:
        return os.path.samestat(path.stat(), after)
    except OSError:
        return False
