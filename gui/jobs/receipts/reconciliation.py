"""Look up unknown recipients at the service, and declare unsent those without a trace."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from gui.core.receipts.matching import MatchKind
from gui.core.sending.delivery import Wait
from gui.core.sending.outcome import Rejected
from gui.core.steady_clock import SteadyClock
from gui.jobs.database import query_database
from gui.jobs.job import Job, Query
from gui.jobs.receipts.account_backoff import (
    POLL_INTERVALS,
    ConnectAs,
    PollIntervals,
    ReceiptTrouble,
    SharedRateLimiter,
)
from gui.jobs.receipts.poller import LookupResult, ReceiptPoller
from gui.storage.database.database import STEADY, Database, now_ms
from gui.storage.runs import unsent
from gui.storage.runs.receipts import ReceiptStore

STEP = 0.5
"""Seconds to wait for answers before the progress is reported."""
TRIES = 3
"""How often an unknown recipient is asked about before it counts as unanswered."""


@dataclass(frozen=True, slots=True)
class ReconcileProgress:
    """The progress of reconciling unknown recipients.

    Attributes:
        total: how many are to be reconciled.
        found: the service knows them: they are accepted, or have their receipt.
        absent: the service has no trace of them.
        unclear: not found, but there may be a trace.
        unasked: the service did not answer as it should; `trouble` says why, the last time, or
            is none if the account is gone.
        other_endpoint: the endpoint through which some of the unclear were called, if the account
            has another one by now; empty for none.
        declarable: ids of whom the operator may declare unsent; known at the end.
    """

    total: int
    found: int = 0
    absent: int = 0
    unclear: int = 0
    unasked: int = 0
    trouble: ReceiptTrouble | None = None
    other_endpoint: str = ""
    declarable: Sequence[int] = ()

    @property
    def done(self) -> int:
        """How many recipients were dealt with, the unasked included."""
        return self.found + self.absent + self.unclear + self.unasked

    @property
    def complete(self) -> bool:
        """Whether the service has answered about every one."""
        return self.done == self.total and not self.unasked


def reconcile_unknown(
    ledger: Path,
    connect: ConnectAs,
    chosen: Sequence[int] | None = None,
    run_id: int | None = None,
    rate: SharedRateLimiter | None = None,
    pauses: PollIntervals = POLL_INTERVALS,
    clock: SteadyClock = STEADY,
) -> Job[ReconcileProgress, ReconcileProgress]:
    """Look for the unknown now: of `chosen`, of a run, or all; the result says who is declarable.

    Whoever is found is accepted, with a receipt that is asked for from then on, or has it
    already. Whoever is not stays unknown.
    """

    def steps(wait: Wait) -> Generator[ReconcileProgress, None, ReconcileProgress]:
        poller = ReceiptPoller(connect, rate or SharedRateLimiter(), monotonic, pauses)
        try:
            with Database(ledger) as database:
                ids = unsent.list_unknown(database, chosen, run_id)
                seen = yield from _reconcile(ReceiptStore(database), poller, wait, ids, clock)
                return replace(seen, declarable=unsent.list_declarable(database, ids))
        finally:
            poller.close()

    return Job(steps)


def _reconcile(
    receipts: ReceiptStore,
    poller: ReceiptPoller,
    wait: Wait,
    ids: Sequence[int],
    clock: SteadyClock,
) -> Generator[ReconcileProgress, None, ReconcileProgress]:
    seen = ReconcileProgress(len(ids))
    yield seen
    queue, tries = deque(ids), Counter[int]()
    ages: dict[int, int] = {}
    while queue or poller.open:
        if wait(poller.seconds_to_wake() if not poller.open else 0.0):
            break
        some = [queue.popleft() for _ in range(min(poller.free_slots, len(queue)))]
        pending_receipts = receipts.read_unknown(some)
        # Those whose result was recorded elsewhere meanwhile are counted as found.
        seen = replace(seen, found=seen.found + len(some) - len(pending_receipts))
        for pending in pending_receipts:
            ages[pending.message.id] = clock.age
            poller.start_lookup(pending, now_ms())
        answered = []
        for answer in poller.step(STEP):
            id, trouble = answer.pending.message.id, answer.trouble
            final = answer.match or answer.suspended or isinstance(trouble, Rejected)
            tries[id] += trouble is not None
            if final or tries[id] >= TRIES:
                answered.append(answer)
            else:
                queue.append(id)
        if answered:
            findings = [(answer.pending, answer.match) for answer in answered]
            # That there was no trace is as old as the question: a computer may sleep before this.
            age = min(ages[answer.pending.message.id] for answer in answered)
            receipts.record(
                findings,
                min(answer.began for answer in answered),
                partial(clock.since, age=age),
            )
            seen = _count(seen, answered)
        yield seen
    return seen


def _count(seen: ReconcileProgress, answered: Sequence[LookupResult]) -> ReconcileProgress:
    traces = Counter(answer.match.kind if answer.match else None for answer in answered)
    troubles = [answer.trouble for answer in answered if answer.trouble]
    elsewhere = [
        answer.other_endpoint for answer in answered if answer.match and answer.other_endpoint
    ]
    return replace(
        seen,
        found=seen.found + traces[MatchKind.FOUND],
        absent=seen.absent + traces[MatchKind.ABSENT],
        unclear=seen.unclear + traces[MatchKind.UNCLEAR],
        unasked=seen.unasked + traces[None],
        trouble=troubles[-1] if troubles else seen.trouble,
        other_endpoint=elsewhere[-1] if elsewhere else seen.other_endpoint,
    )


def declare_unsent(ledger: Path, chosen: Sequence[int]) -> Query[int]:
    """Queue again whom the operator declares unsent; return how many that are."""
    return query_database(ledger, lambda database: unsent.declare_unsent(database, chosen))
