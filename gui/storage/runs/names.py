"""The names of a run's recipients: those that were typed or saved beside their numbers."""

from __future__ import annotations

from sqlite3 import Connection

from gui.storage.draft.entries import NAMES_MAX, read_names


def keep_names(db: Connection, run_id: int) -> None:
    """Keep the names of the draft for a run that was made from it; within a transaction."""
    db.executemany(
        "insert or ignore into recipient_name (run_id, number, name) values (?, ?, ?)",
        ((run_id, number, name) for number, name in read_names(db).items()),
    )


def copy_names(db: Connection, run_id: int, new: int) -> None:
    """Let a run of some recipients of another one have their names; within a transaction."""
    db.execute(
        "insert into recipient_name (run_id, number, name)"
        " select :new, number, name from recipient_name where run_id = :run_id",
        {"run_id": run_id, "new": new},
    )


def names_of(db: Connection, run_id: int) -> dict[str, str]:
    """Read the names of a run by number, within `translate_errors`."""
    found = db.execute(
        "select number, name from recipient_name where run_id = ? limit ?", (run_id, NAMES_MAX)
    )
    return dict(found.fetchall())
