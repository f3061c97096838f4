"""Runs written straight to the ledger, for tests that need no draft in it."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.storage.database.database import Database
from gui.storage.runs.run_head import insert_head


@dataclass(frozen=True, slots=True)
class ListedDraft(Draft):
    """A draft with the numbers of its recipients."""

    numbers: tuple[str, ...] = ()


def insert_run(database: Database, account: Account, draft: ListedDraft, content: str = "") -> int:
    """Write a run and its recipients, all queued; return its id.

    `content` is the template's text, if it is known.
    """
    with database.transaction() as db:
        run_id = insert_head(db, account, draft, content, database.now())
        db.executemany(
            "insert into recipient (run_id, number) values (?, ?)",
            ((run_id, number) for number in draft.numbers),
        )
    return run_id
