"""Whether a ledger's file is whole, and has the tables of this version."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from gui.storage.schema import MIGRATIONS

_TABLES = "select type, name from sqlite_master where name not like 'sqlite_stat%'"


def check(db: sqlite3.Connection, *, quick: bool = False) -> None:
    """Look through all pages, and whether the tables are ours.

    Args:
        db: open on the file.
        quick: whether indexes need not agree with their tables; that takes half the time.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    (answer,) = db.execute(f"pragma {'quick' if quick else 'integrity'}_check(1)").fetchone()
    if answer != "ok" or set(db.execute(_TABLES)) != _own_tables():
        raise sqlite3.DatabaseError("damaged")


def _own_tables() -> set[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as ours:
        for script in MIGRATIONS:
            ours.executescript(script)
        return set(ours.execute(_TABLES))
