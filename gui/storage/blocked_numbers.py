"""The do-not-send list of an account."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from gui.core.lists.notes import SENT, RowNote
from gui.storage.database.database import Database, now_ms, translate_errors

IS_BLOCKED = (
    "exists (select 1 from blocked join run using (access_key_id)"
    " where run.id = recipient.run_id and blocked.number = recipient.number)"
)
"""SQL: whether a recipient is on the do-not-send list of its run's account."""
UNREAD_SHOWN = 3
"""Maximum rows without a number that are listed in a result."""


class BlockedNumber(NamedTuple):
    """A number on the do-not-send list, and when it was added: ms since 1970, UTC."""

    number: str
    added_at: int


class BlockResult(NamedTuple):
    """The result of blocking the numbers of a list.

    Attributes:
        new: numbers that were not on the do-not-send list.
        unread: rows without a number.
        first: line and text of the first of these rows.
    """

    new: int
    unread: int
    first: tuple[tuple[int, str], ...]


def block_numbers(database: Database, access_key_id: str, numbers: Iterable[str]) -> int:
    """Add numbers in the format of the service; return how many are new."""
    now = now_ms()
    with database.transaction() as db:
        before = _count(database, access_key_id)
        rows = [(access_key_id, number, now) for number in dict.fromkeys(numbers)]
        db.executemany(
            "insert or ignore into blocked (access_key_id, number, added_at) values (?, ?, ?)", rows
        )
        return _count(database, access_key_id) - before


def unblock_numbers(database: Database, access_key_id: str, numbers: Iterable[str]) -> int:
    """Remove numbers; return how many there were."""
    with database.transaction() as db:
        before = _count(database, access_key_id)
        db.executemany(
            "delete from blocked where access_key_id = ? and number = ?",
            [(access_key_id, number) for number in numbers],
        )
        return before - _count(database, access_key_id)


def block_source(database: Database, access_key_id: str, source_id: int) -> BlockResult:
    """Add every number of a loaded source of the draft."""
    fine = json.dumps([note.value for note in (*SENT, RowNote.REPEATED)])
    unread = "from draft_note where source_id = ? and note not in (select value from json_each(?))"
    with database.transaction() as db:
        new = db.execute(
            "insert or ignore into blocked (access_key_id, number, added_at)"
            " select ?, number, ? from draft_row where source_id = ?",
            (access_key_id, now_ms(), source_id),
        ).rowcount
        (many,) = db.execute(f"select count(*) {unread}", (source_id, fine)).fetchone()
        first = db.execute(
            f"select line, text {unread} order by id limit ?",
            (source_id, fine, UNREAD_SHOWN),
        ).fetchall()
    return BlockResult(new, many, tuple(first))


def move_blocked_numbers(database: Database, old: str, new: str) -> None:
    """Copy an account's list to its new AccessKey ID.

    The old one keeps it too: its runs may continue if it is saved again.
    """
    with database.transaction() as db:
        db.execute(
            "insert or ignore into blocked (access_key_id, number, added_at)"
            " select ?, number, added_at from blocked where access_key_id = ?",
            (new, old),
        )


def list_blocked_numbers(database: Database, access_key_id: str) -> list[BlockedNumber]:
    """List the numbers of an account, the newest first."""
    with translate_errors(database.path):
        found = database.db.execute(
            "select number, added_at from blocked where access_key_id = ?"
            " order by added_at desc, number",
            (access_key_id,),
        )
        return [BlockedNumber(*row) for row in found]


def count_blocked_recipients(database: Database, access_key_id: str) -> int:
    """Count the draft's recipients on the list, which would not be sent to."""
    with translate_errors(database.path):
        (many,) = database.db.execute(
            "select count(*) from counting_row where source_id in (select id from"
            " counting_source) and number in (select number from blocked where access_key_id = ?)",
            (access_key_id,),
        ).fetchone()
    return int(many)


def _count(database: Database, access_key_id: str) -> int:
    (many,) = database.db.execute(
        "select count(*) from blocked where access_key_id = ?", (access_key_id,)
    ).fetchone()
    return int(many)
