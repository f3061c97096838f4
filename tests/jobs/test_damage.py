"""Damage that comes to light in the middle of a run."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.sending.calls import RunControls
from gui.core.sending.state import RecipientState
from gui.jobs.job import Job, Lane
from gui.jobs.sending.sending import list_unfinished_runs, send_run
from gui.storage.database.database import Database
from gui.storage.database.rescue import check_or_rescue
from gui.storage.runs.history import HistoryReader
from tests.fakes import FakeClient
from tests.runs import ListedDraft, insert_run

PAGE = 4096
NUMBERS = tuple(f"1380000{n:04}" for n in range(800))
LEAF_OF_TABLE = 13
"""First byte of a page that holds rows."""


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Path, int]:
    """A run that is written down whole, but for a page from its middle, with so many rows."""
    path = tmp_path / "ledger.db"
    with Database(path) as ledger:
        insert_run(ledger, Account("a", "testid"), ListedDraft("s", "t", "", numbers=NUMBERS))
    content = path.read_bytes()
    (place,) = (
        place
        for place in range(0, len(content), PAGE)
        if content[place] == LEAF_OF_TABLE and b"13800000400" in content[place : place + PAGE]
    )
    path.write_bytes(content[:place] + b"\xff" * PAGE + content[place + PAGE :])
    return path, int.from_bytes(content[place + 3 : place + 5], "big")


def failure(qtbot: QtBot, lane: Lane, job: Job[Any, Any]) -> LedgerError:
    with (
        qtbot.waitSignal(job.finished, timeout=60_000),
        qtbot.waitSignal(job.failed, timeout=60_000) as failed,
    ):
        lane.start(job)
    found: LedgerError = failed.args[0]
    return found


def test_damage_stops_the_run_and_the_next_start_rescues(
    qtbot: QtBot, damaged: tuple[Path, int]
) -> None:
    (path, lost), client, lane = damaged, FakeClient(), Lane()
    job = send_run(path, 1, lambda: client, RunControls(rate=10_000))
    error = failure(qtbot, lane, job)
    assert lane.close()

    assert error.fault is FileFault.DAMAGED
    called = Counter(number for request in client.requests for number in request.numbers)
    assert 0 < len(called) < len(NUMBERS)
    assert max(called.values()) == 1
    before = path.read_bytes()
    assert path.with_name("ledger.db.suspect").exists()

    rescued = check_or_rescue(path)

    assert rescued is not None
    assert rescued.kept.read_bytes() == before
    assert not path.with_name("ledger.db.suspect").exists()
    with Database(path) as ledger:
        history = HistoryReader(ledger)
        rows = history.rows(history.ids()).values()
    assert len(rows) == len(NUMBERS)  # the indexes know of those on the page
    assert lost
    # Every call before that had its answer written down; nobody waits to be sent to.
    assert {row.number for row in rows if row.state is RecipientState.ACCEPTED} <= set(called)
    assert {row.state for row in rows} == {RecipientState.ACCEPTED, RecipientState.UNKNOWN}
    assert len(called) - 100 < sum(row.state is RecipientState.ACCEPTED for row in rows)


def test_unreadable_count_is_a_ledger_error(qtbot: QtBot, damaged: tuple[Path, int]) -> None:
    """The root of a table gone: looking back after the run must not crash."""
    path, _ = damaged
    content = path.read_bytes()
    path.write_bytes(content[:PAGE] + b"\xff" * (len(content) - PAGE))
    lane = Lane()
    assert failure(qtbot, lane, list_unfinished_runs(path)).fault is FileFault.DAMAGED
    assert lane.close()
