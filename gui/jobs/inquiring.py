"""Ask the service what became of messages, within a rate, without waiting for any one answer."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

from gui.core import receipts
from gui.core.errors import SmsDeskError
from gui.core.messages import Details
from gui.core.outcomes import (
    AccountRefused,
    Failure,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.pace import Pace
from gui.core.receipts import Finding, Question
from gui.storage.receipts import Inquiry

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Threads that ask; a search has one question open at a time."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long to wait, in seconds.

    Attributes:
        rest: before an account is asked again that did not answer, one time after the other; the
            last one repeats.
        out: before one is that refused, is gone, or has no secret.
        look: between two looks who is due, while nobody is.
        disk: before a ledger is tried again that could not be written.
    """

    rest: tuple[float, ...] = (2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
    out: float = 600.0
    look: float = 1.0
    disk: float = 30.0


PAUSES = Pauses()


class Inquirer(Protocol):
    """The service, as far as receipts need it."""

    def query_details(
        self, number: str, day: date, page: int, size: int, biz_id: str
    ) -> Details | Failure:
        """Make one QuerySendDetails call."""

    def close(self) -> None:
        """Let go of its connections."""


ConnectAs = Callable[[str, bool], Inquirer | None]
"""Make a client for an AccessKey ID, of the sandbox or not; none if the account is gone.

It is called on the worker thread.

Raises:
    SmsDeskError: there is none to be had just now.
"""
AccountKey = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Answered:
    """The end of one search.

    Attributes:
        finding: none if the service was not asked, or did not answer as it should.
        failure: what it answered instead, now or the last time it was asked.
        out: the account is gone, has no secret, or is refused: it is not asked for a while.
    """

    inquiry: Inquiry
    finding: Finding | None
    failure: Failure | None = None
    out: bool = False


class _Account:
    """A client, and when it may be asked again (seconds of the monotonic clock)."""

    def __init__(self, pauses: Pauses) -> None:
        self._pauses = pauses
        self.client: Inquirer | None = None
        self.failure: AccountRefused | None = None
        self.out_until = 0.0
        self.rests_until = 0.0
        self._failed = 0

    def rest(self, now: float) -> None:
        # The answers to questions of one moment are one and the same warning.
        if now >= self.rests_until:
            rests = self._pauses.rest
            self.rests_until = now + rests[min(self._failed, len(rests) - 1)]
            self._failed += 1

    def answered(self) -> None:
        self._failed = 0
        self.failure = None


class _Search:
    def __init__(self, inquiry: Inquiry, now_ms: int) -> None:
        self.inquiry = inquiry
        self.account: AccountKey = (inquiry.access_key_id, inquiry.sandbox)
        self._steps: Generator[Question, Details, Finding] = receipts.search(
            inquiry.sought, inquiry.rivals, now_ms
        )

    def go_on(self, details: Details | None) -> Question | Finding:
        """Give the answer to the last question, or begin; returns the next one, or the end."""
        try:
            return next(self._steps) if details is None else self._steps.send(details)
        except StopIteration as end:
            finding: Finding = end.value
            return finding


class Inquiries:
    """Searches under way; belongs to the thread of its job.

    Args:
        connect: makes the client of an account.
        rate: questions a second, at most.
        clock: seconds of a clock that never goes back.
        pauses: how long an account rests.
    """

    def __init__(
        self,
        connect: ConnectAs,
        rate: float,
        clock: Callable[[], float],
        pauses: Pauses = PAUSES,
    ) -> None:
        self._connect = connect
        self._pauses = pauses
        self._clock = clock
        self._pace = Pace(rate, clock())
        self._accounts: dict[AccountKey, _Account] = {}
        self._ready: deque[tuple[_Search, Question]] = deque()
        self._open: dict[int, _Search] = {}
        self._ended: list[Answered] = []
        self._threads: list[Thread] = []
        self._questions: SimpleQueue[tuple[_Search, Inquirer, Question] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[_Search, Details | Failure]] = SimpleQueue()
        self.asked = 0

    @property
    def open(self) -> frozenset[int]:
        """Ids of the recipients that are being asked about."""
        return frozenset(self._open)

    @property
    def room(self) -> int:
        """How many more searches may begin."""
        return max(0, 2 * AT_ONCE - len(self._open))

    def resting(self) -> list[str]:
        """AccessKey IDs that are not to be asked just now, as they did not answer or refused."""
        now = self._clock()
        return [
            key
            for (key, _), account in self._accounts.items()
            if account.rests_until > now or (account.failure and account.out_until > now)
        ]

    def seconds_to_wake(self) -> float:
        """How long until an account that did not answer is asked again; 0.0 if none rests."""
        now = self._clock()
        times = (account.rests_until - now for account in self._accounts.values())
        return min((seconds for seconds in times if seconds > 0), default=0.0)

    def begin(self, inquiry: Inquiry, now_ms: int) -> None:
        """Begin a search; `now_ms` is the present in ms since 1970, UTC."""
        search = _Search(inquiry, now_ms)
        self._open[inquiry.sought.id] = search
        account = self._accounts.setdefault(search.account, _Account(self._pauses))
        if account.out_until > self._clock():
            self._end(search, None, account.failure, out=True)
        else:
            self._go_on(search, None)

    def turn(self, seconds: float) -> list[Answered]:
        """Ask what may be asked, wait some seconds for an answer, return the searches that ended.

        A search whose account rests ends at once.
        """
        while self._ready and self._pace.allow(1, self._clock()):
            self._ask(*self._ready.popleft())
        if self._ready:
            seconds = min(seconds, self._pace.seconds_to_next(self._clock()))
        if self._open and not self._ended:
            self._collect(seconds)
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """End without waiting: a question under way is answered to nobody."""
        for _ in self._threads:
            self._questions.put(None)
        clients = [account.client for account in self._accounts.values() if account.client]
        if clients:
            Thread(
                target=_close, args=(self._threads, clients), name="receipts-end", daemon=True
            ).start()

    def _ask(self, search: _Search, question: Question) -> None:
        account, now = self._accounts[search.account], self._clock()
        if account.client is None and account.out_until <= now:
            self._open_account(search.account, account)
        if account.client is None or account.out_until > now:
            self._end(search, None, account.failure, out=True)
            return
        if account.rests_until > now:
            self._end(search, None)
            return
        self.asked += 1
        self._questions.put((search, account.client, question))
        if len(self._threads) < min(AT_ONCE, len(self._open)):
            thread = Thread(target=self._work, name="receipts", daemon=True)
            thread.start()
            self._threads.append(thread)

    def _open_account(self, key: AccountKey, account: _Account) -> None:
        try:
            account.client = self._connect(*key)
        except SmsDeskError as error:
            log.warning("no receipts for an account: %s", type(error).__name__)
        if account.client is None:
            account.out_until = self._clock() + self._pauses.out

    def _collect(self, seconds: float) -> None:
        try:
            search, answer = self._answers.get(timeout=max(seconds, 0.001))
            while True:
                self._take(search, answer)
                search, answer = self._answers.get_nowait()
        except Empty:
            pass

    def _take(self, search: _Search, answer: Details | Failure) -> None:
        account, now = self._accounts[search.account], self._clock()
        match answer:
            case Details():
                account.answered()
                self._go_on(search, answer)
                return
            case AccountRefused():
                account.failure, account.out_until = answer, now + self._pauses.out
            case NotSent() | Throttled() | Unknown():
                account.rest(now)
            case Rejected():
                account.answered()  # this question is wrong, not the account
        self._end(search, None, answer, out=isinstance(answer, AccountRefused))

    def _go_on(self, search: _Search, details: Details | None) -> None:
        step = search.go_on(details)
        if isinstance(step, Question):
            self._ready.append((search, step))
        else:
            self._end(search, step)

    def _end(
        self,
        search: _Search,
        finding: Finding | None,
        failure: Failure | None = None,
        *,
        out: bool = False,
    ) -> None:
        del self._open[search.inquiry.sought.id]
        self._ended.append(Answered(search.inquiry, finding, failure, out))

    def _work(self) -> None:
        while (task := self._questions.get()) is not None:
            search, client, question = task
            self._answers.put((search, _put(client, question)))


def _put(client: Inquirer, question: Question) -> Details | Failure:
    try:
        return client.query_details(
            question.number, question.day, question.page, receipts.PAGE, question.biz_id
        )
    except Exception as error:
        log.error("a query raised %s", type(error).__name__)
        return Unknown(UnknownFault.INTERNAL)


def _close(threads: list[Thread], clients: list[Inquirer]) -> None:
    for thread in threads:
        thread.join()
    for client in clients:
        client.close()
