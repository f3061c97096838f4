"""Check the integrity of a ledger, and that it has the tables of this version."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from gui.storage.database.schema import MIGRATIONS

_SCHEMA = (
    "select type, name, case type when 'table' then null else sql end from sqlite_master"
    " where name not like 'sqlite_stat%'",
    "select it.name, column.name, column.type, column.pk from sqlite_master it,"
    " pragma_table_info(it.name) column where it.type = 'table'"
    " and it.name not like 'sqlite_stat%'",
)
"""The schema of a database, independent of the migrations that led to it."""


def check(db: sqlite3.Connection, *, quick: bool = False) -> None:
    """Check all pages, and that tables, columns and indexes are as expected.

    Args:
        db: open on the file.
        quick: skip the comparison of indexes with tables, which takes half the time.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    (answer,) = db.execute(f"pragma {'quick' if quick else 'integrity'}_check(1)").fetchone()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as ours:
        for script in MIGRATIONS:
            ours.executescript(script)
        same = all(set(db.execute(query)) == set(ours.execute(query)) for query in _SCHEMA)
    if answer != "ok" or not same:
        raise sqlite3.DatabaseError("damaged")
