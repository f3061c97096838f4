"""The ledger of a program that runs under Wine, read from a copy of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from gui.core.sending.state import RecipientState
from gui.storage.database.schema import STATE_BY_NUMBER


def states(data: Path, folder: Path) -> Counter[RecipientState]:
    """How many recipients are in each state; nobody if the copy is not whole: ask again.

    Locks of SQLite do not hold between Wine and this system, so the ledger itself is not opened.

    Args:
        data: the data directory.
        folder: where the copy is made.
    """
    for file in data.glob("ledger.db*"):
        shutil.copy(file, folder)
    try:
        with closing(sqlite3.connect(folder / "ledger.db")) as db:
            found = db.execute("select state, count(*) from recipient group by state").fetchall()
    except sqlite3.DatabaseError:  # copied while it was being written
        return Counter()
    return Counter({STATE_BY_NUMBER[state]: many for state, many in found})
