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
from gui.core.outcomes import AccountRefused, Rejected
from gui.core.receipts import DAYS_KEPT, HOUR, Trace, read_receipt
from gui.core.sending import Wait
from gui.core.states import State
from gui.core.steady import SteadyClock
from gui.jobs.inquirers import PAUSES, AccountKey, ConnectAs, Pauses, Rate, Trouble
from gui.jobs.inquiring import Answered, Inquiries
from gui.jobs.job import Job
from gui.storage import again, unknown
from gui.storage.ledger import STEADY, Ledger, now_ms
from gui.storage.receipts import LASTS, Receipts

log = logging.getLogger(__name__)

TOGETHER = 0.5
"""Seconds for which answers are gathered into one commit."""
TRIES = 3
"""So often an unknown one is asked about before the operator hears that there is no answer."""


@dataclass(frozen=True, slots=True)
class Received:
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
    troubles: tuple[tuple[AccountKey, Trouble], ...] = ()
    fault: FileFault | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """How far the settling of unknowns is.

    Attributes:
        total: how many were to be settled.
        found: the service knows them: they are accepted, or have their receipt.
        absent: the service has no trace of them.
        unclear: not found, but there may be a trace.
        unasked: the service did not answer as it should; `trouble` says why, the last time, or
            is none if the account is gone.
        elsewhere: the endpoint through which some of the unclear were called, if the account has
            another one by now; empty for none.
        declarable: ids of whom the operator may declare unsent; known at the end.
    """

    total: int
    found: int = 0
    absent: int = 0
    unclear: int = 0
    unasked: int = 0
    trouble: Trouble | None = None
    elsewhere: str = ""
    declarable: Sequence[int] = ()

    @property
    def done(self) -> int:
        """How many were looked for."""
        return self.found + self.absent + self.unclear + self.unasked


def receiving(
    ledger: Path,
    connect: ConnectAs,
    rate: Rate | None = None,
    pauses: Pauses = PAUSES,
    version: Callable[[], object] = lambda: None,
) -> Job:
    """Ask for receipts as they fall due, until it is cancelled; snapshots are `Received`.

    It goes on by itself once the network, an account or the disk is back. `version` tells by
    another value that accounts have changed; it is called on the worker thread.
    """

    def steps(wait: Wait) -> Generator[Received, None, None]:
        inquiries = Inquiries(connect, rate or Rate(), monotonic, pauses, version)
        receiver = _Receiver(inquiries, wait, pauses)
        try:
            while True:
                try:
                    # What is lost with a power cut is asked for again.
                    with Ledger(ledger, durable=False) as open_ledger:
                        yield from receiver.work(Receipts(open_ledger))
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
    """Goes on with the same counts when the ledger is opened anew."""

    def __init__(self, inquiries: Inquiries, wait: Wait, pauses: Pauses) -> None:
        self._inquiries = inquiries
        self._pauses = pauses
        self._wait = wait
        self._waiting: list[Answered] = []
        self._write_at = 0.0
        self._look_at = 0.0
        self._seen = Received()

    def rest(self, fault: FileFault) -> Received:
        """Give up what is not written: it is asked for again."""
        self._waiting = []
        self._seen = replace(self._seen, fault=fault)
        return self._seen

    def work(self, receipts: Receipts) -> Generator[Received, None, None]:
        """Ask and write until it is to stop."""
        inquiries = self._inquiries
        while True:
            if inquiries.room and monotonic() >= self._look_at:
                self._look(receipts)
            answers = inquiries.turn(TOGETHER)
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

    def _look(self, receipts: Receipts) -> None:
        began = monotonic()
        # Those whose answers are not written yet are still due in the ledger.
        known = self._inquiries.open | {answer.inquiry.sought.id for answer in self._waiting}
        resting = self._inquiries.resting()
        due = receipts.due(now_ms(), self._inquiries.room, but=known, resting=resting)
        for inquiry in due:
            self._inquiries.begin(inquiry, now_ms())
        if not due:
            # A ledger that answers slowly is asked less often.
            self._look_at = monotonic() + max(self._pauses.look, 10 * (monotonic() - began))

    def _write(self, receipts: Receipts) -> None:
        """Write down what was answered; who could not be asked stays due, or is put off."""
        now, answers = now_ms(), self._waiting
        told = [answer for answer in answers if _is_told(answer)]
        if told:
            receipts.write([(answer.inquiry, answer.finding) for answer in told], now)
        out = {
            ((answer.inquiry.access_key_id, answer.inquiry.sandbox), answer.trouble is None)
            for answer in answers
            if answer.out and not isinstance(answer.trouble, AccountRefused)
        }
        for account, gone in out:
            # A secret may be there on Monday; the service keeps its records for a month.
            lasts = LASTS if gone else DAYS_KEPT * 24 * HOUR
            until = now + int(self._pauses.out * 1000)
            receipts.defer(*account, now, until, lasts=lasts)
        self._waiting = []
        for answer in answers:
            self._count(answer)

    def _count(self, answer: Answered) -> None:
        seen = self._seen
        if answer.finding and answer.finding.detail:
            state = read_receipt(answer.finding.detail).state
            delivered = seen.delivered + (state is State.DELIVERED)
            undelivered = seen.undelivered + (state is State.UNDELIVERED)
            seen = replace(seen, delivered=delivered, undelivered=undelivered)
        self._seen = seen


def _is_told(answer: Answered) -> bool:
    """Whether the service answered this question, if only that it is wrong."""
    return answer.finding is not None or isinstance(answer.trouble, Rejected)


def settling(
    ledger: Path,
    connect: ConnectAs,
    chosen: Sequence[int] | None = None,
    run_id: int | None = None,
    rate: Rate | None = None,
    pauses: Pauses = PAUSES,
    clock: SteadyClock = STEADY,
) -> Job:
    """Look for the unknown now: of `chosen`, of a run, or all; snapshots are `Settled`.

    Whoever is found is accepted, with a receipt that is asked for from then on, or has it
    already. Whoever is not stays unknown.
    """

    def steps(wait: Wait) -> Generator[Settled, None, None]:
        inquiries = Inquiries(connect, rate or Rate(), monotonic, pauses)
        try:
            with Ledger(ledger) as open_ledger:
                ids = unknown.ids(open_ledger, chosen, run_id)
                seen = yield from _settle(Receipts(open_ledger), inquiries, wait, ids, clock)
                yield replace(seen, declarable=unknown.may_be_unsent(open_ledger, ids))
        finally:
            inquiries.close()

    return Job(steps)


def _settle(
    receipts: Receipts,
    inquiries: Inquiries,
    wait: Wait,
    ids: Sequence[int],
    clock: SteadyClock,
) -> Generator[Settled, None, Settled]:
    seen = Settled(len(ids))
    yield seen
    queue, tries = deque(ids), Counter[int]()
    ages: dict[int, int] = {}
    while queue or inquiries.open:
        if wait(inquiries.seconds_to_wake() if not inquiries.open else 0.0):
            break
        some = [queue.popleft() for _ in range(min(inquiries.room, len(queue)))]
        begun = receipts.unknown(some)
        # Somebody else settled the rest meanwhile: found is as good a word as any.
        seen = replace(seen, found=seen.found + len(some) - len(begun))
        for inquiry in begun:
            ages[inquiry.sought.id] = clock.age
            inquiries.begin(inquiry, now_ms())
        told = []
        for answer in inquiries.turn(TOGETHER):
            id, trouble = answer.inquiry.sought.id, answer.trouble
            final = answer.finding or answer.out or isinstance(trouble, Rejected)
            tries[id] += trouble is not None
            if final or tries[id] >= TRIES:
                told.append(answer)
            else:
                queue.append(id)
        if told:
            findings = [(answer.inquiry, answer.finding) for answer in told]
            # That there was no trace is as old as the question: a computer may sleep before this.
            age = min(ages[answer.inquiry.sought.id] for answer in told)
            receipts.write(
                findings,
                min(answer.began for answer in told),
                partial(clock.since, age=age),
            )
            seen = _count(seen, told)
        yield seen
    return seen


def _count(seen: Settled, told: Sequence[Answered]) -> Settled:
    traces = Counter(answer.finding.trace if answer.finding else None for answer in told)
    troubles = [answer.trouble for answer in told if answer.trouble]
    elsewhere = [answer.inquiry.endpoint for answer in told if answer.finding and answer.elsewhere]
    return replace(
        seen,
        found=seen.found + traces[Trace.FOUND],
        absent=seen.absent + traces[Trace.ABSENT],
        unclear=seen.unclear + traces[Trace.UNCLEAR],
        unasked=seen.unasked + traces[None],
        trouble=troubles[-1] if troubles else seen.trouble,
        elsewhere=elsewhere[-1] if elsewhere else seen.elsewhere,
    )


def declaring(ledger: Path, chosen: Sequence[int]) -> Job:
    """Queue again whom the operator declares unsent; yields how many that are."""

    def steps(wait: Wait) -> Generator[int, None, None]:
        with Ledger(ledger) as open_ledger:
            yield unknown.declare_unsent(open_ledger, chosen)

    return Job(steps)


def listing_refused(ledger: Path, run_id: int, chosen: Sequence[int] | None = None) -> Job:
    """List whom `separating` would take, and count whom it would leave out; yields `Refused`."""

    def steps(wait: Wait) -> Generator[again.Refused, None, None]:
        with Ledger(ledger) as open_ledger:
            yield again.rejected(open_ledger, run_id, chosen)

    return Job(steps)


def separating(ledger: Path, run_id: int, chosen: Sequence[int]) -> Job:
    """Make a run, one by one, of those of a run that were rejected.

    Yields its number, or none if there is nobody left to take.
    """

    def steps(wait: Wait) -> Generator[int | None, None, None]:
        with Ledger(ledger) as open_ledger:
            yield again.one_by_one(open_ledger, run_id, chosen)

    return Job(steps)
