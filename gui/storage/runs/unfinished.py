"""Find, recover and cancel the unfinished runs of the ledger."""

from __future__ import annotations

from gui.core.sending.outcome import UnknownFault
from gui.core.sending.progress import RunPhase, RunProgress, StopCause, StopCauseKind
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.schema import (
    CANCELLED,
    QUEUED,
    SUBMITTING,
    UNKNOWN,
)
from gui.storage.runs.run_store import StoredRun


def recover_submitting(database: Database, run_id: int | None = None) -> int:
    """Make submitting recipients of one or all runs unknown; return how many.

    Call it only while none of their calls is under way: at the start of the program, and before
    resuming a run whose last outcomes could not be written.
    """
    with database.transaction() as db:
        return db.execute(
            f"update recipient set state = {UNKNOWN}, fault = :fault, settled_at = :now"  # noqa: S608 - fixed text
            f" where state = {SUBMITTING} and run_id = coalesce(:run_id, run_id)",
            {"fault": UnknownFault.CRASH.value, "now": database.now(), "run_id": run_id},
        ).rowcount


def list_unfinished(database: Database) -> list[int]:
    """List the runs with queued recipients, the newest first."""
    with translate_errors(database.path):
        found = database.db.execute(
            "select id from run where exists (select 1 from recipient"  # noqa: S608 - fixed text
            f" where run_id = run.id and state = {QUEUED}) order by id desc"
        )
        return [run_id for (run_id,) in found]


def interrupted_progress(database: Database, run: StoredRun) -> RunProgress:
    """Return the progress of a run that is not under way.

    Its cause is what the recipients tell: all of the queued were declared unsent, or some were
    under way when the program ended. Nothing else is in the ledger, so there is none otherwise.
    """
    counts = run.counts()
    if not counts.queued:
        return RunProgress(run.run_id, counts, RunPhase.FINISHED)
    cause = _read_cause(database, run.run_id)
    return RunProgress(run.run_id, counts, RunPhase.INTERRUPTED, cause=cause)


def _read_cause(database: Database, run_id: int) -> StopCause | None:
    with translate_errors(database.path):
        undeclared, crashed = database.db.execute(
            "select exists (select 1 from recipient"  # noqa: S608 - fixed text
            f" where run_id = :run_id and state = {QUEUED} and declared_at is null),"
            " exists (select 1 from recipient"
            f" where run_id = :run_id and state = {UNKNOWN} and fault = :fault)",
            {"run_id": run_id, "fault": UnknownFault.CRASH.value},
        ).fetchone()
    if not undeclared:
        return StopCause(StopCauseKind.DECLARED)
    return StopCause(StopCauseKind.CRASH) if crashed else None


def cancel_queued(database: Database, run_id: int) -> int:
    """Cancel the queued recipients of a run; return how many."""
    with database.transaction() as db:
        return db.execute(
            f"update recipient set state = {CANCELLED}, settled_at = :now"  # noqa: S608 - fixed text
            f" where run_id = :run_id and state = {QUEUED}",
            {"now": database.now(), "run_id": run_id},
        ).rowcount
