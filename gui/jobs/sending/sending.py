"""The jobs of the sending lane: the only ones that write to the ledger while a run goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from gui.core.accounts.account import Account
from gui.core.errors import SmsDeskError
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.core.receipts.schedule import DAYS_KEPT, HOUR
from gui.core.sending.calls import RunControls
from gui.core.sending.delivery import Wait, deliver
from gui.core.sending.progress import RunPhase, RunProgress
from gui.core.sending.sent_before import HistoryMark, SearchProgress, SentBefore
from gui.jobs.database import query_database
from gui.jobs.job import Job, Query
from gui.jobs.sending.caller_pool import CallerThreads, SendClient
from gui.jobs.sending.lookup_before_resume import ResumeLookup, look_up_before_resume
from gui.storage.database.database import Database, now_ms
from gui.storage.database.witness import Witness
from gui.storage.runs import unfinished, unsent
from gui.storage.runs.account_changes import set_run_endpoint
from gui.storage.runs.creation import CreatedRun, CreationProgress, create_run
from gui.storage.runs.receipts import ReceiptStore
from gui.storage.runs.run_head import RunHead
from gui.storage.runs.run_queue import RunQueue
from gui.storage.runs.run_store import StoredRun
from gui.storage.runs.sent_before.search import find_sent_since, read_history_mark

Connect = Callable[[], SendClient]
"""Make a client of the account, on the worker thread.

Raises:
    SmsDeskError: there is none to be had.
"""


@dataclass(frozen=True, slots=True)
class NewRun:
    """The data of a run to be created; its recipients are those of the draft in the ledger.

    Attributes:
        draft: all but the recipients.
        placeholders: the parameters, with references to the values of a row.
        content: the template's text if known.
        sources: the lists and how many each has, as they were confirmed; another draft is not
            sent.
        mark: how far the history had come when the operator was told who was sent this before.
        preset_id: the preset that it is sent from, or 0.
    """

    account: Account
    draft: Draft
    placeholders: Placeholders
    content: str = ""
    sources: tuple[tuple[int, int], ...] | None = None
    mark: HistoryMark | None = None
    preset_id: int = 0


@dataclass(frozen=True, slots=True)
class UnfinishedRunRecord:
    """A run with queued recipients, as read from the ledger."""

    head: RunHead
    progress: RunProgress


class SendResult(Enum):
    """How the job that sends a run ended."""

    SENT = auto()
    """The last snapshot says how far it came."""
    NOT_STARTED = auto()
    """It was stopped before anything was sent; a new run was not written down."""
    NOBODY_LEFT = auto()
    """There is nobody to send to, and so there is no run."""


SendProgress: TypeAlias = CreationProgress | RunProgress
"""A new run is written down first, and then sent."""


def send_run(
    ledger: Path,
    run: NewRun | int,
    connect: Connect,
    controls: RunControls,
    witness: Witness | None = None,
) -> Job[SendProgress, SendResult]:
    """Send to everyone queued in a run, new or known by its number.

    The client is made first, which may take until the keyring is unlocked: without it no run is
    written down. `connect` must give up once `controls` say to stop.

    Before a run goes on that this program did not begin, the service is asked whether those queued
    were sent already; without a `witness` nobody is asked.
    """

    def steps(wait: Wait) -> Generator[SendProgress, None, SendResult]:
        try:
            client = connect()
        except SmsDeskError:
            if controls.stopping:  # while the keyring waited for its operator
                return SendResult.NOT_STARTED
            raise
        try:
            with Database(ledger) as database:
                # Left over by a crash, or where the disk did not take the last outcomes: nothing
                # else is under way on this lane.
                unfinished.recover_submitting(database)
                if isinstance(run, int):
                    run_id = run
                else:
                    created = yield from _write(database, run, controls)
                    if created is None:
                        return SendResult.NOT_STARTED
                    if created.run_id is None:
                        return SendResult.NOBODY_LEFT
                    run_id = created.run_id
                begun = isinstance(run, NewRun) or witness is None or run in witness.begun
                open_run = StoredRun(database, run_id, witness)
                asked = ResumeLookup()
                if not begun:
                    asked = yield from _ask(database, open_run, client, controls, wait)
                if asked.held is not None:
                    yield _held(open_run, asked)
                    return SendResult.SENT
                if witness is not None:
                    witness.begun.add(run_id)
                yield from _deliver(open_run, client, controls, asked, wait)
            return SendResult.SENT
        finally:
            client.close()

    return Job(steps)


def _deliver(
    run: StoredRun, client: SendClient, controls: RunControls, asked: ResumeLookup, wait: Wait
) -> Generator[RunProgress, None, None]:
    """Send to everyone queued in a run, on threads of its own."""
    callers = CallerThreads(client)
    try:
        with closing(deliver(run, callers, controls, monotonic, wait)) as delivery:
            for progress in delivery:
                yield replace(progress, already=asked.already, doubtful=asked.doubtful)
    finally:
        callers.close()


def _ask(
    database: Database, run: StoredRun, client: SendClient, controls: RunControls, wait: Wait
) -> Generator[RunProgress, None, ResumeLookup]:
    """Ask the service about a run that this program did not begin; yields why it waits."""
    queue, book = RunQueue(database, run.run_id), ReceiptStore(database)
    with closing(look_up_before_resume(queue, book, client, controls, wait)) as steps:
        while True:
            try:
                cause = next(steps)
            except StopIteration as end:
                asked: ResumeLookup = end.value
                return asked
            yield RunProgress(run.run_id, run.counts(), RunPhase.PAUSED, cause=cause)


def _held(run: StoredRun, asked: ResumeLookup) -> RunProgress:
    """Return the progress of a run that was held before its first call."""
    counts = run.counts()
    phase = RunPhase.INTERRUPTED if counts.queued else RunPhase.FINISHED
    cause = asked.held if counts.queued else None
    return RunProgress(
        run.run_id, counts, phase, cause=cause, already=asked.already, doubtful=asked.doubtful
    )


def _write(
    database: Database, run: NewRun, controls: RunControls
) -> Generator[CreationProgress, None, CreatedRun | None]:
    """Write a run to the ledger; none if it was stopped meanwhile."""
    steps = create_run(
        database,
        run.account,
        run.draft,
        run.placeholders,
        run.content,
        run.sources,
        run.mark,
        run.preset_id,
    )
    with closing(steps):
        while not controls.stopping:
            try:
                yield next(steps)
            except StopIteration as stop:
                created: CreatedRun = stop.value
                return created
    return None


@dataclass(frozen=True, slots=True)
class RecoveredRuns:
    """What the last session left.

    Attributes:
        crashed: how many were under way when it ended, and are unknown now.
        unknown: how many more are, of whom the service may still know.
        unfinished: runs with somebody still queued, the newest first.
    """

    crashed: int
    unknown: int
    unfinished: list[UnfinishedRunRecord]


def recover_runs(ledger: Path) -> Query[RecoveredRuns]:
    """Make what a crash left behind unknown, and return what the last session left."""

    def recover(database: Database) -> RecoveredRuns:
        crashed = unfinished.recover_submitting(database)
        unknowns = unsent.count_unknown(database, now_ms() - DAYS_KEPT * 24 * HOUR)
        return RecoveredRuns(crashed, unknowns - crashed, _unfinished(database))

    return query_database(ledger, recover)


def list_unfinished_runs(ledger: Path) -> Query[list[UnfinishedRunRecord]]:
    """List the runs with somebody still queued, newest first."""
    return query_database(ledger, _unfinished)


def _unfinished(database: Database) -> list[UnfinishedRunRecord]:
    found = [StoredRun(database, run_id) for run_id in unfinished.list_unfinished(database)]
    return [
        UnfinishedRunRecord(run.head, unfinished.interrupted_progress(database, run))
        for run in found
    ]


def search_sent_since(
    ledger: Path, run_id: int, told: HistoryMark | None
) -> Job[SearchProgress, SentBefore]:
    """Find who of those queued in a run was sent exactly the same by another run since.

    The result is empty where nothing was sent since the operator was `told`.
    """

    def steps(wait: Wait) -> Generator[SearchProgress, None, SentBefore]:
        with Database(ledger) as database:
            if told is not None and told == read_history_mark(database, run_id):
                return SentBefore(mark=told)
            return (yield from find_sent_since(database, run_id))

    return Job(steps)


def change_run_endpoint(ledger: Path, run_id: int, endpoint: str) -> Query[None]:
    """Have a run go on through another endpoint."""
    return query_database(ledger, lambda database: set_run_endpoint(database, run_id, endpoint))


def cancel_run(ledger: Path, run_id: int) -> Query[RunProgress]:
    """Cancel all queued recipients of a run; return its progress."""

    def cancel(database: Database) -> RunProgress:
        unfinished.cancel_queued(database, run_id)
        return unfinished.interrupted_progress(database, StoredRun(database, run_id))

    return query_database(ledger, cancel)
