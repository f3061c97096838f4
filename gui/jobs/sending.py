"""The jobs of the sending lane: the only ones that write to the ledger while a run goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from gui.core.account import Account
from gui.core.calls import Controls
from gui.core.draft import Draft
from gui.core.pattern import Pattern
from gui.core.progress import Phase, Progress
from gui.core.receipts import DAYS_KEPT, HOUR
from gui.core.sending import Wait, deliver
from gui.core.sent_before import HistoryMark
from gui.jobs.asking_first import AskedFirst, ask_first
from gui.jobs.callers import Callers, Client
from gui.jobs.job import Job
from gui.storage import runs, unknown
from gui.storage.ledger import Ledger, now_ms
from gui.storage.moving import reroute
from gui.storage.queue import RunQueue
from gui.storage.receipts import Receipts
from gui.storage.run_from_draft import Started, StartProgress, start_from_draft
from gui.storage.runs import Run, RunHead
from gui.storage.witness import Witness

Connect = Callable[[], Client]
"""Make a client of the account, on the worker thread.

Raises:
    SmsDeskError: there is none to be had.
"""


@dataclass(frozen=True, slots=True)
class NewRun:
    """What to write down, from the ledger's draft, as a run before it is sent.

    Attributes:
        draft: all but the recipients.
        pattern: the parameters, with references to the values of a row.
        content: the template's text if known.
        sources: the lists and how many each has, as they were confirmed; another draft is not
            sent.
        mark: how far the history had come when the operator was told who was sent this before.
    """

    account: Account
    draft: Draft
    pattern: Pattern
    content: str = ""
    sources: tuple[tuple[int, int], ...] | None = None
    mark: HistoryMark | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run with somebody still queued, as it was found."""

    head: RunHead
    progress: Progress


def sending(
    ledger: Path,
    run: NewRun | int,
    connect: Connect,
    controls: Controls,
    witness: Witness | None = None,
) -> Job:
    """Send to everyone queued in a run, new or known by its number.

    Before a run goes on that this program did not begin, the service is asked whether those queued
    were sent already; without a `witness` nobody is asked.

    Snapshots are `Progress`, but for a new run `StartProgress` first, and a `Started` alone if
    there is nobody to send to. Stopped while it is written down, there is no run.
    """

    def steps(wait: Wait) -> Generator[Progress | StartProgress | Started, None, None]:
        with Ledger(ledger) as open_ledger:
            # Left over by a crash, or where the disk did not take the last outcomes: nothing else
            # is under way on this lane.
            runs.recover(open_ledger)
            if isinstance(run, NewRun):
                written = yield from _write(open_ledger, run, controls)
                if written is None:
                    return
                run_id = written
            else:
                run_id = run
            client = connect()
            callers = Callers(client)
            try:
                open_run = Run(open_ledger, run_id, witness)
                asked = AskedFirst()
                if witness is not None and isinstance(run, int) and run not in witness.begun:
                    asked = yield from _ask(open_ledger, open_run, client, controls, wait)
                if asked.held is not None:
                    yield _held(open_run, asked)
                    return
                if witness is not None:
                    witness.begun.add(run_id)
                with closing(deliver(open_run, callers, controls, monotonic, wait)) as delivery:
                    for progress in delivery:
                        yield replace(progress, already=asked.already, doubtful=asked.doubtful)
            finally:
                callers.close()
                client.close()

    return Job(steps)


def _ask(
    ledger: Ledger, run: Run, client: Client, controls: Controls, wait: Wait
) -> Generator[Progress, None, AskedFirst]:
    """Ask the service about a run that this program did not begin; yields why it waits."""
    queue, book = RunQueue(ledger, run.run_id), Receipts(ledger)
    with closing(ask_first(queue, book, client, controls, wait)) as steps:
        while True:
            try:
                cause = next(steps)
            except StopIteration as end:
                asked: AskedFirst = end.value
                return asked
            yield Progress(run.run_id, run.counts(), Phase.PAUSED, cause=cause)


def _held(run: Run, asked: AskedFirst) -> Progress:
    """Say how a run stands that does not go on."""
    counts = run.counts()
    phase = Phase.INTERRUPTED if counts.queued else Phase.FINISHED
    cause = asked.held if counts.queued else None
    return Progress(
        run.run_id, counts, phase, cause=cause, already=asked.already, doubtful=asked.doubtful
    )


def _write(
    ledger: Ledger, run: NewRun, controls: Controls
) -> Generator[StartProgress | Started, None, int | None]:
    """Write a run down; none if it was stopped meanwhile, or is for nobody."""
    steps = start_from_draft(
        ledger, run.account, run.draft, run.pattern, run.content, run.sources, run.mark
    )
    with closing(steps):
        while not controls.stopping:
            try:
                yield next(steps)
            except StopIteration as stop:
                started: Started = stop.value
                if started.run_id is None:
                    yield started
                return started.run_id
    return None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the last session left.

    Attributes:
        crashed: how many were under way when it ended, and are unknown now.
        unknown: how many more are, of whom the service may still know.
        unfinished: runs with somebody still queued, the newest first.
    """

    crashed: int
    unknown: int
    unfinished: list[Unfinished]


def recovering(ledger: Path) -> Job:
    """Make what a crash left behind unknown, and yield what is `Recovered`."""

    def steps(wait: Wait) -> Generator[Recovered, None, None]:
        with Ledger(ledger) as open_ledger:
            crashed = runs.recover(open_ledger)
            unknowns = unknown.count(open_ledger, now_ms() - DAYS_KEPT * 24 * HOUR)
            yield Recovered(crashed, unknowns - crashed, _unfinished(open_ledger))

    return Job(steps)


def looking_back(ledger: Path) -> Job:
    """Yield the `Unfinished` runs, newest first."""

    def steps(wait: Wait) -> Generator[list[Unfinished], None, None]:
        with Ledger(ledger) as open_ledger:
            yield _unfinished(open_ledger)

    return Job(steps)


def _unfinished(ledger: Ledger) -> list[Unfinished]:
    found = [Run(ledger, run_id) for run_id in runs.unfinished(ledger)]
    return [Unfinished(run.head, runs.interrupted(run)) for run in found]


def rerouting(ledger: Path, run_id: int, endpoint: str) -> Job:
    """Have a run go on through another endpoint; yields once it may."""

    def steps(wait: Wait) -> Generator[None, None, None]:
        with Ledger(ledger) as open_ledger:
            reroute(open_ledger, run_id, endpoint)
            yield None

    return Job(steps)


def cancelling(ledger: Path, run_id: int) -> Job:
    """Give up everyone still queued in a run; yields how it stands then."""

    def steps(wait: Wait) -> Generator[Progress, None, None]:
        with Ledger(ledger) as open_ledger:
            runs.cancel(open_ledger, run_id)
            yield runs.interrupted(Run(open_ledger, run_id))

    return Job(steps)
