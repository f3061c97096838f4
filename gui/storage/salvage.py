"""Read what can be read of a damaged SQLite file, table by table."""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from gui.storage.pages import loose_rows, table_of

FAILURES_MAX = 20_000
"""So many ranges of a table that cannot be read are tried; it takes a second or two."""
_HURT = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError)
_ROW_MIN = 24
"""Bytes that a row takes at least, with its places in the indexes."""


def copy_tables(source: sqlite3.Connection, db: sqlite3.Connection, size: int) -> list[str]:
    """Copy every row that can be read into the tables of the same names.

    Returns the tables of which a part could not be read.

    Args:
        source: the damaged file; nothing is written to it.
        db: a file with our tables, in a transaction; rows and columns that do not fit are left out.
        size: bytes of the damaged file.
    """
    source.text_factory = partial(str, encoding="utf-8", errors="replace")
    hurt = set[str]()
    found = db.execute("select name from sqlite_master where type = 'table' order by rowid")
    tables = [table for (table,) in found]
    for table in tables:
        shared = _shared_columns(source, db, table)
        if not shared:
            hurt.add(table)
        else:
            names, marks = ", ".join(shared), ", ".join("?" * len(shared))
            insert = f"insert or ignore into {table} ({names}) values ({marks})"  # noqa: S608 - ours
            for row in _rows(source, table, names, size // _ROW_MIN, hurt):
                with suppress(sqlite3.IntegrityError, sqlite3.InterfaceError):
                    db.execute(insert, row)
    return [table for table in tables if table in hurt]


def copy_loose_rows(path: Path, db: sqlite3.Connection, names: Sequence[str]) -> None:
    """Add rows of some tables from wherever they are in the file, if their ids are not there yet.

    They may be of long ago, or deleted since: better than none.

    Args:
        path: the damaged file, not open elsewhere.
        db: a file with our tables, in a transaction.
        names: the tables.
    """
    # Of them all, lest a row of another is taken for one of these.
    found = db.execute("select name from sqlite_master where type = 'table' order by rowid")
    tables = [table_of(db, name) for (name,) in found.fetchall() if not name.startswith("sqlite_")]
    for table, row in loose_rows(path, tables):
        if table.name in names:
            columns = ", ".join(column for column, _, _ in table.columns[: len(row)])
            marks = ", ".join("?" * len(row))
            with suppress(sqlite3.IntegrityError, OverflowError):
                db.execute(f"insert or ignore into {table.name} ({columns}) values ({marks})", row)  # noqa: S608 - ours


def _shared_columns(
    source: sqlite3.Connection, db: sqlite3.Connection, table: str
) -> Sequence[str]:
    try:
        known = {row[1] for row in source.execute(f"pragma table_info({table})")}
    except _HURT:
        return ()
    return [row[1] for row in db.execute(f"pragma table_info({table})") if row[1] in known]


def _rows(
    source: sqlite3.Connection, table: str, names: str, highest: int, hurt: set[str]
) -> Iterator[Sequence[object]]:
    """Read a table by ranges of row ids, halving those that cannot be read, the widest first.

    A table that cannot be read whole is noted as hurt.
    """
    try:
        source.execute(f"select rowid from {table} limit 0")  # noqa: S608 - a table of ours
    except sqlite3.OperationalError:  # it has no row ids: read from both ends while it goes
        for order in _orders(source, table):
            try:
                yield from source.execute(f"select {names} from {table} order by {order}")  # noqa: S608
                return
            except _HURT:
                hurt.add(table)
        return
    except _HURT:
        hurt.add(table)
        return
    with suppress(*_HURT):
        (last,) = source.execute(f"select max(rowid) from {table}").fetchone()  # noqa: S608
        highest = min(highest, last or 0)
    query = f"select rowid, {names} from {table} where rowid"  # noqa: S608
    ranges, failures = deque([(1, highest)]), 0
    while ranges and failures < FAILURES_MAX:
        low, high = ranges.popleft()
        seen = low - 1
        try:
            # Of one row alone nothing after it is read, which may be what cannot be.
            found = (
                source.execute(f"{query} = ?", (low,))
                if low == high
                else source.execute(f"{query} between ? and ?", (low, high))
            )
            for rowid, *row in found:
                seen = rowid
                yield row
        except _HURT:
            failures += 1
            hurt.add(table)
            first = seen + 1  # those before it have been read
            if low == high or first > high:
                continue
            middle = (first + high) // 2
            ranges += [(first, middle), (middle + 1, high)] if first < high else [(high, high)]


def _orders(source: sqlite3.Connection, table: str) -> Iterator[str]:
    """Name the order of a table's primary key, up and down."""
    try:
        key = [row[1] for row in source.execute(f"pragma table_info({table})") if row[5]]
    except _HURT:
        return
    for way in ("asc", "desc"):
        yield ", ".join(f"{column} {way}" for column in key)


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
