"""The ledger of a program that runs under Wine, read from a copy of it.

Locks of SQLite do not hold between Wine and this system, so the ledger itself is not opened.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from gui.core.sending.state import RecipientState
from gui.storage.database.schema import STATE_BY_NUMBER


def contents(data: Path) -> dict[str, bytes]:
    """Read the files of the ledger in a data directory, by name, as far as they are there.

    The program removes those beside `ledger.db` when it closes it.
    """
    found = dict[str, bytes]()
    for file in data.glob("ledger.db*"):
        with suppress(FileNotFoundError):
            found[file.name] = file.read_bytes()
    return found


def states(data: Path, folder: Path) -> Counter[RecipientState]:
    """How many recipients are in each state; nobody if the copy is not whole: ask again.

    Args:
        data: the data directory.
        folder: where the copy is made.
    """
    for earlier in folder.glob("ledger.db*"):
        earlier.unlink()
    for name, content in contents(data).items():
        (folder / name).write_bytes(content)
    try:
        with closing(sqlite3.connect(folder / "ledger.db")) as db:
            found = db.execute("select state, count(*) from recipient group by state").fetchall()
    except sqlite3.DatabaseError:  # copied while it was being written
        return Counter()
    return Counter({STATE_BY_NUMBER[state]: many for state, many in found})
