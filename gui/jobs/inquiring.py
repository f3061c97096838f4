"""Ask the service what became of messages, within a rate, without waiting for any one answer."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from gui.core import receipts
from gui.core.account import same_endpoint
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
from gui.core.receipts import Finding, Question, Trace
from gui.jobs.inquirers import (
    PAUSES,
    AccountKey,
    Asked,
    ConnectAs,
    Inquirer,
    Pauses,
    Rate,
    Trouble,
)
from gui.storage.receipts import Inquiry

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Threads that ask; a search has one question open at a time."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The end of one search.

    Attributes:
        finding: none if the service was not asked, or did not answer as it should.
        trouble: why not, now or the last time it was asked; none if the account is gone.
        out: the account is gone, has no secret, or is refused: it is not asked for a while.
        elsewhere: it was called through another endpoint than was asked: no trace is no proof.
        began: when, in ms since 1970, UTC.
    """

    inquiry: Inquiry
    finding: Finding | None
    trouble: Trouble | None = None
    out: bool = False
    elsewhere: bool = False
    began: int = 0


class _Search:
    def __init__(self, inquiry: Inquiry, now_ms: int) -> None:
        self.inquiry = inquiry
        self.began = now_ms
        self.account: AccountKey = (inquiry.access_key_id, inquiry.sandbox)
        self.elsewhere = False
        self._steps: Generator[Question, Details, Finding] = receipts.search(
            inquiry.sought, inquiry.rivals, now_ms
        )

    def go_on(self, details: Details | None) -> Question | Finding:
        """Give the answer to the last question, or begin; returns the next one, or the end."""
        try:
            return next(self._steps) if details is None else self._steps.send(details)
        except StopIteration as end:
            finding: Finding = end.value
            if finding.trace is Trace.ABSENT and self.elsewhere:
                return Finding(Trace.UNCLEAR)
            return finding

    def asks(self, client: Inquirer) -> None:
        """Note where it asks; the sandbox has another address each time, and is the same."""
        inquiry = self.inquiry
        self.elsewhere |= not inquiry.sandbox and not same_endpoint(
            inquiry.endpoint, client.endpoint
        )


class Inquiries:
    """Searches under way; belongs to the thread of its job.

    Args:
        connect: makes the client of an account.
        rate: how often it may ask.
        clock: seconds of a clock that never goes back.
        pauses: how long an account rests.
        version: another value tells that accounts are no longer what they were: all of them are
            connected anew then.
    """

    def __init__(
        self,
        connect: ConnectAs,
        rate: Rate,
        clock: Callable[[], float],
        pauses: Pauses = PAUSES,
        version: Callable[[], object] = lambda: None,
    ) -> None:
        self._connect = connect
        self._pauses = pauses
        self._clock = clock
        self._rate = rate
        self._version = version
        self._seen = version()
        self._accounts: dict[AccountKey, Asked] = {}
        self._clients: list[Inquirer] = []
        self._ready: deque[tuple[_Search, Question]] = deque()
        self._open: dict[int, _Search] = {}
        self._ended: list[Answered] = []
        self._threads: list[Thread] = []
        self._questions: SimpleQueue[tuple[_Search, Inquirer, Question] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[_Search, Inquirer, Details | Failure]] = SimpleQueue()
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
            if account.rests_until > now
            or (isinstance(account.trouble, AccountRefused) and account.out_until > now)
        ]

    def troubles(self) -> tuple[tuple[AccountKey, Trouble], ...]:
        """Which accounts have not answered for so long that it is worth saying, and why."""
        found = ((key, account.standing) for key, account in self._accounts.items())
        return tuple((key, trouble) for key, trouble in found if trouble is not None)

    def seconds_to_wake(self) -> float:
        """How long until an account that did not answer is asked again; 0.0 if none rests."""
        now = self._clock()
        times = (account.rests_until - now for account in self._accounts.values())
        return min((seconds for seconds in times if seconds > 0), default=0.0)

    def begin(self, inquiry: Inquiry, now_ms: int) -> None:
        """Begin a search; `now_ms` is the present in ms since 1970, UTC."""
        search = _Search(inquiry, now_ms)
        self._open[inquiry.sought.id] = search
        self._renew()
        account = self._accounts.setdefault(search.account, Asked(self._pauses))
        if account.out_until > self._clock():
            self._end(search, None, account.trouble, out=True)
        else:
            self._go_on(search, None)

    def turn(self, seconds: float) -> list[Answered]:
        """Ask what may be asked, wait some seconds for an answer, return the searches that ended.

        A search whose account rests ends at once.
        """
        self._renew()
        while self._ready and self._rate.allow():
            self._ask(*self._ready.popleft())
        if self._ready:
            seconds = min(seconds, self._rate.seconds_to_next())
        if self._open and not self._ended:
            self._collect(seconds)
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """End without waiting: a question under way is answered to nobody."""
        for _ in self._threads:
            self._questions.put(None)
        if self._clients:
            work = (self._threads, self._clients)
            Thread(target=_close, args=work, name="receipts-end", daemon=True).start()

    def _renew(self) -> None:
        """Connect anew if accounts have changed; a question under way has its old client."""
        version = self._version()
        if version != self._seen:
            self._seen = version
            for account in self._accounts.values():
                account.forget()

    def _ask(self, search: _Search, question: Question) -> None:
        account, now = self._accounts[search.account], self._clock()
        if account.client is None and account.out_until <= now:
            account.open(search.account, self._connect, now)
            if account.client is not None:
                self._clients.append(account.client)
        if account.client is None or account.out_until > now:
            self._end(search, None, account.trouble, out=True)
            return
        if account.rests_until > now:
            self._end(search, None)
            return
        self.asked += 1
        search.asks(account.client)
        self._questions.put((search, account.client, question))
        if len(self._threads) < min(AT_ONCE, len(self._open)):
            thread = Thread(target=self._work, name="receipts", daemon=True)
            thread.start()
            self._threads.append(thread)

    def _collect(self, seconds: float) -> None:
        try:
            answer = self._answers.get(timeout=max(seconds, 0.001))
            while True:
                self._take(*answer)
                answer = self._answers.get_nowait()
        except Empty:
            pass

    def _take(self, search: _Search, client: Inquirer, answer: Details | Failure) -> None:
        account, now = self._accounts[search.account], self._clock()
        if isinstance(answer, Details):
            if client is account.client:
                account.answered()
            self._go_on(search, answer)
            return
        if client is not account.client:  # it says nothing of what the account is now
            self._end(search, None)
            return
        match answer:
            case AccountRefused():
                account.refused(answer, now)
            case NotSent() | Throttled() | Unknown():
                account.rest(answer, now)
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
        trouble: Trouble | None = None,
        *,
        out: bool = False,
    ) -> None:
        del self._open[search.inquiry.sought.id]
        self._ended.append(
            Answered(search.inquiry, finding, trouble, out, search.elsewhere, search.began)
        )

    def _work(self) -> None:
        while (task := self._questions.get()) is not None:
            search, client, question = task
            self._answers.put((search, client, _put(client, question)))


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
