"""Poll the service for receipts when they are due."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from gui.core.accounts.account_key import AccountKey
from gui.core.errors import FileFault, LedgerError
from gui.core.receipts.matching import read_receipt
from gui.core.receipts.schedule import DAYS_KEPT, HOUR
from gui.core.sending.delivery import Wait
from gui.core.sending.outcome import AccountRefused, Rejected
from gui.core.sending.state import RecipientState
from gui.jobs.job import Job
from gui.jobs.receipts.account_backoff import (
    POLL_INTERVALS,
    ConnectAs,
    PollIntervals,
    ReceiptTrouble,
    SharedRateLimiter,
)
from gui.jobs.receipts.poller import LookupResult, ReceiptPoller
from gui.storage.database.database import Database, now_ms
from gui.storage.runs.receipts import ASKED_FOR, ReceiptStore

log = logging.getLogger(__name__)

TOGETHER = 0.5
"""Seconds for which answers are collected into one commit."""


@dataclass(frozen=True, slots=True)
class ReceiptProgress:
    """How far the receipts are, since the job began.

    Attributes:
        asked: questions put.
        delivered, undelivered: receipts that came.
        troubles: the accounts that do not answer, and why.
        answering: the accounts that had an answer the last time they were asked.
        fault: why the ledger could not be read or written; none once that works again.
    """

    asked: int = 0
    delivered: int = 0
    undelivered: int = 0
    troubles: tuple[tuple[AccountKey, ReceiptTrouble], ...] = ()
    answering: frozenset[AccountKey] = frozenset()
    fault: FileFault | None = None


def poll_receipts(
    ledger: Path,
    connect: ConnectAs,
    rate: SharedRateLimiter | None = None,
    pauses: PollIntervals = POLL_INTERVALS,
    version: Callable[[], object] = lambda: None,
) -> Job[ReceiptProgress, None]:
    """Poll for receipts when they are due, until it is cancelled.

    It goes on by itself once the network, an account or the disk is back. `version` tells by
    another value that accounts have changed; it is called on the worker thread.
    """

    def steps(wait: Wait) -> Generator[ReceiptProgress, None, None]:
        poller = ReceiptPoller(connect, rate or SharedRateLimiter(), monotonic, pauses, version)
        receiver = _Receiver(poller, wait, pauses)
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
            poller.close()

    return Job(steps)


class _Receiver:
    """Polls receipts; keeps its counts when the database is opened again."""

    def __init__(self, poller: ReceiptPoller, wait: Wait, pauses: PollIntervals) -> None:
        self._poller = poller
        self._pauses = pauses
        self._wait = wait
        self._waiting: list[LookupResult] = []
        self._unwritable = False
        self._write_at = 0.0
        self._read_at = 0.0
        self._progress = ReceiptProgress()

    def rest(self, fault: FileFault) -> ReceiptProgress:
        """Drop answers that are not written: they are queried again."""
        self._unwritable = self._unwritable or bool(self._waiting)
        self._waiting = []
        self._progress = replace(self._progress, fault=fault)
        return self._progress

    def work(self, receipts: ReceiptStore) -> Generator[ReceiptProgress, None, None]:
        """Ask and write until it is to stop."""
        poller = self._poller
        while True:
            if poller.free_slots and monotonic() >= self._read_at:
                self._start_due(receipts)
            answers = poller.step(TOGETHER)
            if answers and not self._waiting:
                self._write_at = monotonic() + TOGETHER
            self._waiting += answers
            if self._waiting and (monotonic() >= self._write_at or not poller.open):
                self._write(receipts)
            self._progress = replace(
                self._progress,
                asked=poller.asked,
                troubles=poller.troubles(),
                answering=poller.answering(),
                # A disk that is full can be read: only a commit shows that it is well again.
                fault=self._progress.fault if self._unwritable else None,
            )
            yield self._progress
            quiet = not poller.open and not self._waiting
            if self._wait(max(0.0, self._read_at - monotonic()) if quiet else 0.0):
                return

    def _start_due(self, receipts: ReceiptStore) -> None:
        began = monotonic()
        # Those whose answers are not written yet are still due in the ledger.
        known = self._poller.open | {answer.pending.message.id for answer in self._waiting}
        resting = self._poller.resting()
        due = receipts.due(now_ms(), self._poller.free_slots, but=known, resting=resting)
        for pending in due:
            self._poller.start_lookup(pending, now_ms())
        if not due:
            # A ledger that answers slowly is asked less often.
            self._read_at = monotonic() + max(self._pauses.idle, 10 * (monotonic() - began))

    def _write(self, receipts: ReceiptStore) -> None:
        """Write down what was answered; who could not be asked stays due, or is put off."""
        now, answers = now_ms(), self._waiting
        conclusive = [answer for answer in answers if _is_conclusive(answer)]
        if conclusive:
            receipts.record([(answer.pending, answer.match) for answer in conclusive], now)
            self._unwritable = False
        out = {
            (
                AccountKey.of(answer.pending),
                answer.trouble is None,
            )
            for answer in answers
            if answer.suspended and not isinstance(answer.trouble, AccountRefused)
        }
        for account, gone in out:
            if not self._poller.is_suspended(account):
                continue  # it was corrected since: it is asked again at once
            # A missing secret may be supplied later: retry while the service keeps records.
            lasts = ASKED_FOR if gone else DAYS_KEPT * 24 * HOUR
            until = now + int(self._pauses.suspended * 1000)
            receipts.defer(*account, now, until, lasts=lasts)
            self._unwritable = False
        self._waiting = []
        for answer in answers:
            self._count(answer)

    def _count(self, answer: LookupResult) -> None:
        progress = self._progress
        if answer.match and answer.match.detail:
            state = read_receipt(answer.match.detail).state
            delivered = progress.delivered + (state is RecipientState.DELIVERED)
            undelivered = progress.undelivered + (state is RecipientState.UNDELIVERED)
            progress = replace(progress, delivered=delivered, undelivered=undelivered)
        self._progress = progress


def _is_conclusive(answer: LookupResult) -> bool:
    """Whether the look-up is over: a match, or the service rejected the query."""
    return answer.match is not None or isinstance(answer.trouble, Rejected)
