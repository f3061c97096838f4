"""Read the readable rows of a damaged SQLite file, table by table."""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from gui.core.sending.outcome import UnknownFault
from gui.core.sending.state import RecipientState
from gui.storage.database.schema import STATE_NUMBERS
from gui.storage.held_files import is_in_use, open_file, open_handle, read_file

PAGE = 4096
"""Bytes per page, SQLite's default."""
MAGIC = b"SQLite format 3\x00"
FAILURES_MAX = 20_000
"""Maximum unreadable ranges of a table that are tried; it takes a second or two."""
_HURT = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError)
_ROW_MIN = 24
"""Minimum bytes of a row, including its index entries."""
_OWN = {"identity"}
"""Tables that identify a ledger are never copied."""
_WITH_OWN_PARAMETERS = """
    select id from run where template_param like '%{{%' or exists (
        select 1 from recipient where run_id = run.id and template_param is not null)
"""

Value = TypeVar("Value", int, str)


def copy_tables(source: sqlite3.Connection, db: sqlite3.Connection, size: int) -> list[str]:
    """Copy every readable row into the table of the same name.

    Returns the tables that could not be read completely.

    Args:
        source: the damaged file; nothing is written to it.
        db: a new ledger, in a transaction; rows and columns that do not fit are left out.
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


def copy_backup(backup: sqlite3.Connection, db: sqlite3.Connection, hurt: Sequence[str]) -> int:
    """Add missing rows from a backup; return the number of recipients added.

    Runs and recipients are never deleted, so all missing ones were lost. Rows of other tables may
    have been deleted since: they are copied only if a part of their table was lost.

    Args:
        backup: intact, maybe of an older version; not modified.
        db: a file with our tables, in a transaction.
        hurt: the tables that could not be read completely.
    """
    backup.text_factory = partial(str, encoding="utf-8", errors="replace")
    added = 0
    for table in {"run", "recipient", *hurt} - _OWN:
        names = ", ".join(_shared_columns(backup, db, table))
        if names:
            marks = ", ".join("?" * (names.count(",") + 1))
            rows = backup.execute(f"select {names} from {table}")  # noqa: S608 - ours
            many = db.executemany(
                f"insert or ignore into {table} ({names}) values ({marks})",  # noqa: S608 - ours
                rows,
            ).rowcount
            added += many if table == "recipient" else 0
    return added


def connect_tolerantly(damaged: Path) -> sqlite3.Connection:
    """Connect to a damaged file so that an invalid table or view does not hide the others.

    The file is locked once, not for each query: thousands of them fail, and on Windows the locks
    would take most of the time.
    """
    db = sqlite3.connect(damaged, isolation_level=None)
    db.execute("pragma locking_mode = exclusive")
    db.execute("pragma writable_schema = on")
    return db


def restore_schema(
    damaged: Path, backup: sqlite3.Connection | None, new: sqlite3.Connection
) -> None:
    """Replace the lost table list of a file by that of its backup, or of a new ledger.

    The root pages of tables do not move, so the rows are found again. Those of runs and recipients
    are the same in every ledger, because these tables were created first.

    Args:
        damaged: the file, without a log, not open elsewhere.
        backup: an intact copy of any age, or none.
        new: a new ledger.
    """
    everywhere = "" if backup else " and name in ('run', 'recipient')"
    tables = (
        (backup or new)
        .execute(
            "select type, name, tbl_name, rootpage, sql from sqlite_master"  # noqa: S608 - fixed text
            f" where type = 'table' and name not like 'sqlite_%'{everywhere}"
        )
        .fetchall()
    )
    empty = damaged.with_name(f"{damaged.name}-empty")
    try:
        with closing(sqlite3.connect(empty, isolation_level=None)) as db:
            db.execute(f"pragma page_size = {PAGE}")
            db.execute("pragma user_version = 1")  # creates only the first page
        with open_file(damaged, "r+b") as file:
            file.write(read_file(empty)[:PAGE])
        mend_header(damaged)
    finally:
        empty.unlink(missing_ok=True)
    with closing(connect_tolerantly(damaged)) as db:
        db.executemany("insert into sqlite_master values (?, ?, ?, ?, ?)", tables)


def mend_header(path: Path) -> None:
    """Repair the header of a file so that SQLite can read the rest."""
    size = path.stat().st_size
    if size < 2 * PAGE:
        return
    with open_file(path, "r+b") as file:
        header = bytearray(file.read(100))
        if header[:16] != MAGIC:
            header = bytearray(100)
            header[:16] = MAGIC
            header[16:24] = PAGE.to_bytes(2, "big") + bytes((2, 2, 0, 64, 32, 32))
            header[44:48] = (4).to_bytes(4, "big")  # schema format
            header[56:60] = (1).to_bytes(4, "big")  # UTF-8
        header[28:32] = (size // PAGE).to_bytes(4, "big")  # it may have been truncated
        file.seek(0)
        file.write(header)


def copy_indexed(source: sqlite3.Connection, db: sqlite3.Connection) -> int:
    """Add recipients that are only left in the indexes; return how many.

    The indexes contain their numbers and runs. They become unknown without further data; if their
    run has individual parameters, theirs are empty, so that nobody gets those of another.

    Args:
        source: the damaged file; nothing is written to it.
        db: a file with our tables, in a transaction.
    """
    known = {id for (id,) in db.execute("select id from recipient")}
    numbers = _indexed(source, "recipient_number", "number", str, known)
    runs = _indexed(source, "recipient_run", "run_id", int, known)
    own = {run for (run,) in db.execute(_WITH_OWN_PARAMETERS)}
    lost = (STATE_NUMBERS[RecipientState.UNKNOWN], UnknownFault.CRASH.value)
    rows = [
        (id, run, numbers[id], *lost, "" if run in own else None)
        for id, run in sorted(runs.items())
        if id in numbers
    ]
    if not rows:
        return 0
    return db.executemany(
        "insert or ignore into recipient (id, run_id, number, state, fault, template_param)"
        " values (?, ?, ?, ?, ?, ?)",
        rows,
    ).rowcount


def _indexed(
    source: sqlite3.Connection, index: str, column: str, kind: type[Value], known: set[int]
) -> dict[int, Value]:
    """Read a column from an index from both ends: it may be damaged in the middle."""
    found = dict[int, Value]()
    for way in ("asc", "desc"):
        with suppress(*_HURT):
            for id, value in source.execute(
                f"select id, {column} from recipient indexed by {index} order by {column} {way}"  # noqa: S608 - ours
            ):
                if id not in known and isinstance(value, kind):
                    found[id] = value
            break
    return found


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
    """Read a table by ranges of row ids, bisecting unreadable ones, the widest first.

    A table that cannot be read completely is added to `hurt`.
    """
    try:
        source.execute(f"select rowid from {table} limit 0")  # noqa: S608 - a table of ours
    except sqlite3.OperationalError:  # it has no row ids: read from both ends as far as possible
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
            # A query for one row does not read the following one, which may be damaged.
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
            first = seen + 1  # the rows before it have been read
            if low == high or first > high:
                continue
            middle = (first + high) // 2
            ranges += [(first, middle), (middle + 1, high)] if first < high else [(high, high)]


def _orders(source: sqlite3.Connection, table: str) -> Iterator[str]:
    """Yield the ORDER BY terms of a table's primary key, ascending and descending."""
    try:
        key = [row[1] for row in source.execute(f"pragma table_info({table})") if row[5]]
    except _HURT:
        return
    for way in ("asc", "desc"):
        yield ", ".join(f"{column} {way}" for column in key)


def sync(path: Path) -> None:
    """Sync a file, or if possible a directory, to the disk."""
    try:
        handle = open_handle(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    except PermissionError as error:
        if is_in_use(error):
            raise
        return  # a directory on Windows
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
