"""The job that reads the cards of the runs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from gui.core.sending.run_card import RunCard
from gui.jobs.job import Query, query
from gui.storage.database.database import Database
from gui.storage.runs.run_cards import RunCardReader


def read_run_cards(
    ledger: Path, reader: RunCardReader, unfinished: Iterable[int] = ()
) -> Query[tuple[RunCard, ...]]:
    """Read the cards of the newest and of the unfinished runs, the newest first.

    One job at a time may use `reader`. It fails with a `LedgerError`.
    """
    listed = json.dumps(sorted(unfinished))

    def read() -> tuple[RunCard, ...]:
        with Database(ledger, read_only=True) as database:
            return reader.read(database, listed)

    return query(read)
