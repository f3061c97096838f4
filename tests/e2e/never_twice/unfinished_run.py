"""A data directory whose run has not begun, and what becomes of its recipients on disk."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from gui.cloud.sandbox.protocol.keys import ACTIVE
from gui.core.accounts.account import Account
from gui.storage.database.database import Database
from gui.storage.database.schema import STATE_BY_NUMBER
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.runs import ListedDraft, insert_run


def numbers(many: int) -> tuple[str, ...]:
    """So many numbers, 10,000 at most, which the service sends to."""
    return tuple(f"1390001{n:04}" for n in range(many))


def prepare(data_dir: Path, url: str, numbers: Sequence[str]) -> None:
    """Write an account, and a run of `numbers` of which none was called."""
    data_dir.mkdir(parents=True)
    account = Account("Shop", ACTIVE.key_id, url)
    settings = replace(Settings().with_account(account), current=account.access_key_id)
    SettingsFile(data_dir / "settings.json").save(settings)
    draft = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=tuple(numbers))
    with Database(data_dir / "ledger.db") as ledger:
        insert_run(ledger, account, draft)


def rows(data_dir: Path) -> list[tuple[str, str]]:
    """Number and state of every recipient, as they are on disk."""
    with closing(sqlite3.connect(data_dir / "ledger.db")) as db:
        found = db.execute("select number, state from recipient order by id").fetchall()
    return [(number, STATE_BY_NUMBER[state].value) for number, state in found]


def left(data_dir: Path) -> int:
    """How many are still to be sent to."""
    counts = Counter(state for _, state in rows(data_dir))
    return counts["queued"] + counts["submitting"]
