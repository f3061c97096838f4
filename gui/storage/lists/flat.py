"""Phone lists out of files: the one way in for the button, drag and drop and the command line.

Plain text and tables of plain text; workbooks are refused by name and by content.
"""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gui.core.errors import ListError, ListFault
from gui.core.list_rows import RowReader
from gui.core.recipients import Collector, ReadProgress, Recipients
from gui.storage.encodings import ListEncoding, NotText, guess_encoding
from gui.storage.text_rows import LINE_MAX, lines, rows

SIZE_MAX = 64 * 1024 * 1024
"""Bytes."""
ROWS_PER_STEP = 1_000
"""Rows between two places to stop."""

_TABLES = {".csv", ".tsv", ".tab"}
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et", ".numbers"}
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""A zip archive (XLSX, ODS), an OLE file (XLS), whatever their names say."""


@dataclass(frozen=True, slots=True)
class PhoneList:
    """What a file holds.

    Attributes:
        recipients: at least one number or one problem; their lines are the file's.
        encoding: how the file was read.
    """

    path: Path
    recipients: Recipients
    encoding: ListEncoding


ListReading = Generator[ReadProgress, None, PhoneList]
"""Reads on with each step; every `yield` is a safe place to stop."""


def read(path: Path) -> PhoneList:
    """Read all of `path` at once.

    Raises:
        ListError: it cannot be read.
    """
    steps = reading(path)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: PhoneList = stop.value
            return result


def reading(path: Path) -> ListReading:
    """Read `path` step by step, for a job that can be stopped.

    A table (.csv, .tsv) may have other columns beside the numbers and a header above them; any
    other text is read as if it had been typed, but for words beside a number.

    Raises:
        ListError: it cannot be read.
    """
    with _explained(path):
        _check_is_file(path)
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            encoding = _encoding(path, file, before.st_size)
            collector = Collector()
            for number, _ in enumerate(_read_rows(path, file, encoding, collector), 1):
                if number % ROWS_PER_STEP == 0:
                    yield ReadProgress(file.tell(), before.st_size, collector.valid)
            after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ListError(ListFault.CHANGED, str(path))
    recipients = collector.result()
    if not recipients.numbers and not recipients.problems:
        raise ListError(ListFault.EMPTY, str(path))
    return PhoneList(path, recipients, encoding)


def _check_is_file(path: Path) -> None:
    """Look before opening: a pipe or a device might never end."""
    try:
        mode = path.stat().st_mode
    except ValueError as error:
        # What the system takes for no path at all: a NUL in it.
        raise ListError(ListFault.MISSING, str(path)) from error
    if not stat.S_ISREG(mode):
        raise ListError(ListFault.NOT_A_FILE, str(path))


def _encoding(path: Path, file: BinaryIO, size: int) -> ListEncoding:
    if size == 0:
        raise ListError(ListFault.EMPTY, str(path))
    start = file.read(8)
    file.seek(0)
    if path.suffix.lower() in _WORKBOOKS or start.startswith(_WORKBOOK_MARKS):
        raise ListError(ListFault.FORMAT, str(path))
    if size > SIZE_MAX:
        raise ListError(ListFault.TOO_LARGE, str(path))
    try:
        return guess_encoding(file)
    except NotText as error:
        fault = ListFault.BINARY if error.binary else ListFault.ENCODING
        raise ListError(fault, str(path)) from error


def _read_rows(
    path: Path, file: BinaryIO, encoding: ListEncoding, collector: Collector
) -> Iterator[None]:
    """Read everything, and yield after each row."""
    reader = RowReader(collector)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        sample = text.read(LINE_MAX)
        text.seek(0)
        # A whole list in one line is no table, whatever the file's name says.
        is_table = len(sample) < LINE_MAX or "\n" in sample or "\r" in sample
        if is_table and path.suffix.lower() in _TABLES:
            for line, cells in rows(text, sample):
                reader.read(line, cells)
                yield
        else:
            text.reconfigure(newline=None)
            for line, content in lines(text):
                reader.read_line(line, content)
                yield
        reader.finish()
    finally:
        text.detach()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the system and the text say into our own error."""
    try:
        yield
    except UnicodeDecodeError as error:
        # It was all text a moment ago: somebody is writing to it.
        raise ListError(ListFault.CHANGED, str(path)) from error
    except csv.Error as error:
        raise ListError(ListFault.FORMAT, str(path)) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ListError(ListFault.MISSING, str(path)) from error
    except PermissionError as error:
        raise ListError(ListFault.NO_PERMISSION, str(path)) from error
    except OSError as error:
        raise ListError(ListFault.FAILED, str(path)) from error
