"""The jobs of the receipts' lane: what became of what was accepted, and of what is unknown."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from gui.core.errors import FileFault, LedgerError
from gui.core.receipts.matching import MatchKind, read_receipt
from gui.core.receipts.schedule import DAYS_KEPT, HOUR
from gui.core.sending.delivery import Wait
from gui.core.sending.outcome import AccountRefused, Rejected
from gui.core.sending.sent_before import LookupProgress, SentBefore
from gui.core.sending.state import RecipientState
from gui.core.steady_clock import SteadyClock
from gui.jobs.database import query_database
from gui.jobs.job import Job, Query
from gui.jobs.receipts.account_backoff import (
    POLL_INTERVALS,
    AccountKey,
    ConnectAs,
    PollIntervals,
    ReceiptTrouble,
    SharedRateLimiter,
)
from gui.jobs.receipts.poller import LookupResult, ReceiptPoller
from gui.storage.database.database import STEADY, Database, now_ms
from gui.storage.runs import resend, unsent
from gui.storage.runs.receipts import ASKED_FOR, ReceiptStore
from gui.storage.runs.sent_before import find_sent_since

log = logging.getLogger(__name__)

TOGETHER = 0.5
"""Seconds for which answers are gathered into one commit."""
TRIES = 3
"""So often an unknown one is asked about before the operator hears that there is no answer."""


@dataclass(frozen=True, slots=True)
class ReceiptProgress:
    """How far the receipts are, since the job began.

    Attributes:
        asked: questions put.
        delivered, undelivered: receipts that came.
        troubles: the accounts that do not answer, and why.
        fault: why the ledger takes nothing at the moment, or none.
    """

    asked: int = 0
    delivered: int = 0
    undelivered: int = 0
    troubles: tuple[tuple[AccountKey, ReceiptTrouble], ...] = ()
    fault: FileFault | None = None


@dataclass(frozen=True, slots=True)
class ReconcileProgress:
    """How far the settling of unknowns is.

    Attributes:
        total: how many were to be settled.
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
        """How many recipients were reconciled."""
        return self.found + self.absent + self.unclear + self.unasked


def poll_receipts(
    ledger: Path,
    connect: ConnectAs,
    rate: SharedRateLimiter | None = None,
    pauses: PollIntervals = POLL_INTERVALS,
    version: Callable[[], object] = lambda: None,
) -> Job[ReceiptProgress, None]:
    """Ask for receipts as they fall due, until it is cancelled.

    It goes on by itself once the network, an account or the disk is back. `version` tells by
    another value that accounts have changed; it is called on the worker thread.
    """

    def steps(wait: Wait) -> Generator[ReceiptProgress, None, None]:
        inquiries = ReceiptPoller(connect, rate or SharedRateLimiter(), monotonic, pauses, version)
        receiver = _Receiver(inquiries, wait, pauses)
        try:
            while True:
                try:
                    # What is lost with a power cut is asked for again.
                    with Database(ledger, durable=False) as database:
                        yield from receiver.work(ReceiptStore(database))
                    return
                except LedgerError as error:
                    if error.fault in (FileFault.NEWER, FileFault.DAMAGED):
                        raise
                    log.warning("receipts rest: %s", error.fault.name)
                    yield receiver.rest(error.fault)
                    if wait(pauses.disk):
                        return
        finally:
            inquiries.close()

    return Job(steps)


class _Receiver:
    """Polls receipts; keeps its counts when the database is opened again."""

    def __init__(self, inquiries: ReceiptPoller, wait: Wait, pauses: PollIntervals) -> None:
        self._inquiries = inquiries
        self._pauses = pauses
        self._wait = wait
        self._waiting: list[LookupResult] = []
        self._write_at = 0.0
        self._look_at = 0.0
        self._seen = ReceiptProgress()

    def rest(self, fault: FileFault) -> ReceiptProgress:
        """Give up what is not written: it is asked for again."""
        self._waiting = []
        self._seen = replace(self._seen, fault=fault)
        return self._seen

    def work(self, receipts: ReceiptStore) -> Generator[ReceiptProgress, None, None]:
        """Ask and write until it is to stop."""
        inquiries = self._inquiries
        while True:
            if inquiries.free_slots and monotonic() >= self._look_at:
                self._look(receipts)
            answers = inquiries.step(TOGETHER)
            if answers and not self._waiting:
                self._write_at = monotonic() + TOGETHER
            self._waiting += answers
            if self._waiting and (monotonic() >= self._write_at or not inquiries.open):
                self._write(receipts)
            self._seen = replace(
                self._seen, asked=inquiries.asked, troubles=inquiries.troubles(), fault=None
            )
            yield self._seen
            quiet = not inquiries.open and not self._waiting
            if self._wait(max(0.0, self._look_at - monotonic()) if quiet else 0.0):
                return

    def _look(self, receipts: ReceiptStore) -> None:
        began = monotonic()
        # Those whose answers are not written yet are still due in the ledger.
        known = self._inquiries.open | {answer.pending.message.id for answer in self._waiting}
        resting = self._inquiries.resting()
        due = receipts.due(now_ms(), self._inquiries.free_slots, but=known, resting=resting)
        for pending in due:
            self._inquiries.start_lookup(pending, now_ms())
        if not due:
            # A ledger that answers slowly is asked less often.
            self._look_at = monotonic() + max(self._pauses.idle, 10 * (monotonic() - began))

    def _write(self, receipts: ReceiptStore) -> None:
        """Write down what was answered; who could not be asked stays due, or is put off."""
        now, answers = now_ms(), self._waiting
        told = [answer for answer in answers if _is_conclusive(answer)]
        if told:
            receipts.record([(answer.pending, answer.match) for answer in told], now)
        out = {
            ((answer.pending.access_key_id, answer.pending.sandbox), answer.trouble is None)
            for answer in answers
            if answer.suspended and not isinstance(answer.trouble, AccountRefused)
        }
        for account, gone in out:
            # A missing secret may be supplied later: retry while the service keeps records.
            lasts = ASKED_FOR if gone else DAYS_KEPT * 24 * HOUR
            until = now + int(self._pauses.suspended * 1000)
            receipts.defer(*account, now, until, lasts=lasts)
        self._waiting = []
        for answer in answers:
            self._count(answer)

    def _count(self, answer: LookupResult) -> None:
        seen = self._seen
        if answer.match and answer.match.detail:
            state = read_receipt(answer.match.detail).state
            delivered = seen.delivered + (state is RecipientState.DELIVERED)
            undelivered = seen.undelivered + (state is RecipientState.UNDELIVERED)
            seen = replace(seen, delivered=delivered, undelivered=undelivered)
        self._seen = seen


def _is_conclusive(answer: LookupResult) -> bool:
    """Whether the look-up is over: a match, or the service rejected the query."""
    return answer.match is not None or isinstance(answer.trouble, Rejected)


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
        inquiries = ReceiptPoller(connect, rate or SharedRateLimiter(), monotonic, pauses)
        try:
            with Database(ledger) as database:
                ids = unsent.list_unknown(database, chosen, run_id)
                seen = yield from _reconcile(ReceiptStore(database), inquiries, wait, ids, clock)
                return replace(seen, declarable=unsent.list_declarable(database, ids))
        finally:
            inquiries.close()

    return Job(steps)


def _reconcile(
    receipts: ReceiptStore,
    inquiries: ReceiptPoller,
    wait: Wait,
    ids: Sequence[int],
    clock: SteadyClock,
) -> Generator[ReconcileProgress, None, ReconcileProgress]:
    seen = ReconcileProgress(len(ids))
    yield seen
    queue, tries = deque(ids), Counter[int]()
    ages: dict[int, int] = {}
    while queue or inquiries.open:
        if wait(inquiries.seconds_to_wake() if not inquiries.open else 0.0):
            break
        some = [queue.popleft() for _ in range(min(inquiries.free_slots, len(queue)))]
        begun = receipts.read_unknown(some)
        # Those settled elsewhere meanwhile are counted as found.
        seen = replace(seen, found=seen.found + len(some) - len(begun))
        for pending in begun:
            ages[pending.message.id] = clock.age
            inquiries.start_lookup(pending, now_ms())
        told = []
        for answer in inquiries.step(TOGETHER):
            id, trouble = answer.pending.message.id, answer.trouble
            final = answer.match or answer.suspended or isinstance(trouble, Rejected)
            tries[id] += trouble is not None
            if final or tries[id] >= TRIES:
                told.append(answer)
            else:
                queue.append(id)
        if told:
            findings = [(answer.pending, answer.match) for answer in told]
            # That there was no trace is as old as the question: a computer may sleep before this.
            age = min(ages[answer.pending.message.id] for answer in told)
            receipts.record(
                findings,
                min(answer.began for answer in told),
                partial(clock.since, age=age),
            )
            seen = _count(seen, told)
        yield seen
    return seen


def _count(seen: ReconcileProgress, told: Sequence[LookupResult]) -> ReconcileProgress:
    traces = Counter(answer.match.kind if answer.match else None for answer in told)
    troubles = [answer.trouble for answer in told if answer.trouble]
    elsewhere = [answer.other_endpoint for answer in told if answer.match and answer.other_endpoint]
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


@dataclass(frozen=True, slots=True)
class ResendOffer:
    """Who of a run got nothing, for the operator to decide.

    Attributes:
        refused: those that `create_resend_run` would take.
        sent_since: who of them exactly the same was sent to by another run since.
    """

    refused: resend.ResendableRecipients
    sent_since: SentBefore


def list_resendable(
    ledger: Path, run_id: int, chosen: Sequence[int] | None = None
) -> Job[LookupProgress, ResendOffer]:
    """List the recipients that `create_resend_run` would take."""

    def steps(wait: Wait) -> Generator[LookupProgress, None, ResendOffer]:
        with Database(ledger) as database:
            refused = resend.list_resendable(database, run_id, chosen)
            found = yield from find_sent_since(database, run_id, refused.ids)
            return ResendOffer(refused, found)

    return Job(steps)


def create_resend_run(ledger: Path, run_id: int, chosen: Sequence[int]) -> Query[int | None]:
    """Make a run, one by one, of those of a run who got nothing.

    Returns its number, or none if there is nobody left to take.
    """
    return query_database(
        ledger, lambda database: resend.create_resend_run(database, run_id, chosen)
    )
