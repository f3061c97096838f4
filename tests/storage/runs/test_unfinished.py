"""What the ledger tells of why a run has recipients left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.sending.calls import Call, evaluate_outcome
from gui.core.sending.outcome import Accepted, Outcome, Unknown, UnknownFault
from gui.core.sending.progress import RunPhase, RunProgress, StopCauseKind
from gui.storage.database.database import Database
from gui.storage.runs import unfinished, unsent
from gui.storage.runs.run_store import StoredRun
from tests.runs import ListedDraft, insert_run

DRAFT = ListedDraft("阿里云", "SMS_1", "", numbers=("13800000001", "13800000002", "13800000003"))
LOST = Unknown(UnknownFault.READ_TIMEOUT)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as database:
        yield database


@pytest.fixture
def run(database: Database) -> StoredRun:
    return StoredRun(database, insert_run(database, Account("a", "id"), DRAFT))


def settle(run: StoredRun, calls: list[Call], outcome: Outcome) -> None:
    run.advance([evaluate_outcome(call, outcome) for call in calls], 0)


def declare(database: Database, run: StoredRun) -> None:
    database.db.execute("update recipient set settled_at = 1, submitted_at = 1 where state = 4")
    database.db.execute("update recipient set absent_at = 9000000 where state = 4")
    assert unsent.declare_unsent(database, run_id=run.run_id)


def restart(database: Database, run: StoredRun) -> RunProgress:
    """What the next start of the program finds."""
    unfinished.recover_submitting(database)
    return unfinished.interrupted_progress(database, run)


def kind(progress: RunProgress) -> StopCauseKind | None:
    return progress.cause.kind if progress.cause else None


def test_a_run_that_was_stopped_did_not_crash(database: Database, run: StoredRun) -> None:
    settle(run, run.advance([], 1), Accepted("b", "r"))
    settle(run, run.advance([], 1), LOST)
    found = restart(database, run)
    assert (found.phase, kind(found)) == (RunPhase.INTERRUPTED, None)


def test_calls_under_way_at_the_end_of_the_program_are_a_crash(
    database: Database, run: StoredRun
) -> None:
    run.advance([], 1)
    assert kind(restart(database, run)) is StopCauseKind.CRASH


def test_who_was_declared_unsent_in_a_run_that_had_ended_is_no_crash(
    database: Database, run: StoredRun
) -> None:
    settle(run, run.advance([], 3), LOST)
    assert restart(database, run).phase is RunPhase.FINISHED
    declare(database, run)
    assert kind(restart(database, run)) is StopCauseKind.DECLARED


def test_others_queued_beside_those_declared_unsent_have_no_known_cause(
    database: Database, run: StoredRun
) -> None:
    settle(run, run.advance([], 1), LOST)
    declare(database, run)
    assert kind(restart(database, run)) is None
