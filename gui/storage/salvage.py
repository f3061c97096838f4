"""Read what can be read of a damaged SQLite file, table by table."""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

FAILURES_MAX = 20_000
"""So many ranges of a table that cannot be read are tried; it takes a second or two."""
_HURT = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError)
_ROW_MIN = 24
"""Bytes that a row takes at least, with its places in the indexes."""


def copy_tables(source: sqlite3.Connection, db: sqlite3.Connection, size: int) -> None:
    """Copy every row that can be read into the tables of the same names.

    Args:
        source: the damaged file; nothing is written to it.
        db: a file with our tables, in a transaction; rows and columns that do not fit are left out.
        size: bytes of the damaged file.
    """
    source.text_factory = partial(str, encoding="utf-8", errors="replace")
    found = db.execute("select name from sqlite_master where type = 'table' order by rowid")
    for (table,) in found.fetchall():
        shared = _shared_columns(source, db, table)
        if shared:
            names, marks = ", ".join(shared), ", ".join("?" * len(shared))
            insert = f"insert or ignore into {table} ({names}) values ({marks})"  # noqa: S608 - ours
            for row in _rows(source, table, names, size // _ROW_MIN):
                with suppress(sqlite3.IntegrityError, sqlite3.InterfaceError):
                    db.execute(insert, row)


def _shared_columns(
    source: sqlite3.Connection, db: sqlite3.Connection, table: str
) -> Sequence[str]:
    try:
        known = {row[1] for row in source.execute(f"pragma table_info({table})")}
    except _HURT:
        return ()
    return [row[1] for row in db.execute(f"pragma table_info({table})") if row[1] in known]


def _rows(
    source: sqlite3.Connection, table: str, names: str, highest: int
) -> Iterator[Sequence[object]]:
    """Read a table by ranges of row ids, halving those that cannot be read, the widest first."""
    try:
        source.execute(f"select rowid from {table} limit 0")  # noqa: S608 - a table of ours
    except sqlite3.OperationalError:  # it has no row ids: read on from the start while it goes
        with suppress(*_HURT):
            yield from source.execute(f"select {names} from {table}")  # noqa: S608
        return
    except _HURT:
        return
    with suppress(*_HURT):
        (last,) = source.execute(f"select max(rowid) from {table}").fetchone()  # noqa: S608
        highest = min(highest, last or 0)
    query = f"select rowid, {names} from {table} where rowid between ? and ?"  # noqa: S608
    ranges, failures = deque([(1, highest)]), 0
    while ranges and failures < FAILURES_MAX:
        low, high = ranges.popleft()
        seen = low - 1
        try:
            for rowid, *row in source.execute(query, (low, high)):
                seen = rowid
                yield row
        except _HURT:
            failures += 1
            low = seen + 1  # those before it have been read
            if low < high:
                middle = (low + high) // 2
                ranges += [(low, middle), (middle + 1, high)]


def sync(path: Path) -> None:
    """Wait until a file, or a directory where that is possible, is on the disk."""
    try:
        handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    except PermissionError:  # a directory on Windows
        return
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
