"""Ask the service what became of messages, within a rate, without waiting for any one answer."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from gui.core.accounts.account import same_endpoint
from gui.core.accounts.account_key import AccountKey
from gui.core.message.query_results import SendDetailPage
from gui.core.receipts import lookup, schedule
from gui.core.receipts.lookup import DetailsQuery
from gui.core.receipts.matching import Match, MatchKind
from gui.core.sending.outcome import (
    AccountRefused,
    Failure,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.jobs.receipts.account_backoff import (
    POLL_INTERVALS,
    AccountBackoff,
    ConnectAs,
    PollIntervals,
    ReceiptClient,
    ReceiptTrouble,
    SharedRateLimiter,
)
from gui.storage.runs.receipts import PendingReceipt

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Threads that ask; a search has one question open at a time."""


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The end of one search.

    Attributes:
        match: none if the service was not asked, or did not answer as it should.
        trouble: what the service answered instead, or why the account is suspended; none with a
            match, and where the account is gone or only rests.
        suspended: the account is gone, has no secret, or is refused: it is not asked for a while.
        other_endpoint: where its call may have gone, if not to the endpoint that was asked, or
            empty: then finding nothing there proves nothing.
        began: when, in ms since 1970, UTC.
    """

    pending: PendingReceipt
    match: Match | None
    trouble: ReceiptTrouble | None = None
    suspended: bool = False
    other_endpoint: str = ""
    began: int = 0


class _Lookup:
    def __init__(self, pending: PendingReceipt, now_ms: int) -> None:
        self.pending = pending
        self.began = now_ms
        self.account = AccountKey.of(pending)
        self.other_endpoint = ""
        self._steps: Generator[DetailsQuery, SendDetailPage, Match] = lookup.look_up(
            pending.message, pending.rivals, now_ms
        )

    def go_on(self, details: SendDetailPage | None) -> DetailsQuery | Match:
        """Give the answer to the last question, or begin; returns the next one, or the end."""
        try:
            return next(self._steps) if details is None else self._steps.send(details)
        except StopIteration as end:
            finding: Match = end.value
            if finding.kind is MatchKind.ABSENT and self.other_endpoint:
                return Match(MatchKind.UNCLEAR)
            return finding

    def note_endpoint(self, client: ReceiptClient) -> None:
        """Note where it asks; the sandbox has another address each time, and is the same."""
        pending = self.pending
        if not pending.sandbox and not self.other_endpoint:
            others = (one for one in pending.endpoints if not same_endpoint(one, client.endpoint))
            self.other_endpoint = next(others, "")


class ReceiptPoller:
    """Searches under way; belongs to the thread of its job.

    Args:
        connect: makes the client of an account.
        rate: how often it may ask.
        clock: seconds of a clock that never goes back.
        pauses: how long an account rests.
        version: another value tells that accounts are no longer what they were: all of them are
            connected again then.
    """

    def __init__(
        self,
        connect: ConnectAs,
        rate: SharedRateLimiter,
        clock: Callable[[], float],
        pauses: PollIntervals = POLL_INTERVALS,
        version: Callable[[], object] = lambda: None,
    ) -> None:
        self._connect = connect
        self._pauses = pauses
        self._clock = clock
        self._rate = rate
        self._version = version
        self._seen = version()
        self._accounts: dict[AccountKey, AccountBackoff] = {}
        self._clients: list[ReceiptClient] = []  # that are not closed
        self._asking: list[ReceiptClient] = []  # of each question that a thread has
        self._ready: deque[tuple[_Lookup, DetailsQuery]] = deque()
        self._open: dict[int, _Lookup] = {}
        self._ended: list[LookupResult] = []
        self._threads: list[Thread] = []
        self._questions: SimpleQueue[tuple[_Lookup, ReceiptClient, DetailsQuery] | None] = (
            SimpleQueue()
        )
        self._answers: SimpleQueue[tuple[_Lookup, ReceiptClient, SendDetailPage | Failure]] = (
            SimpleQueue()
        )
        self.asked = 0

    @property
    def open(self) -> frozenset[int]:
        """Ids of the recipients that are being asked about."""
        return frozenset(self._open)

    @property
    def free_slots(self) -> int:
        """How many more searches may begin."""
        return max(0, 2 * AT_ONCE - len(self._open))

    def resting(self) -> list[str]:
        """AccessKey IDs that are not to be asked just now, as they did not answer or refused."""
        now = self._clock()
        return [
            key
            for (key, _), account in self._accounts.items()
            if account.backoff_until > now
            or (isinstance(account.trouble, AccountRefused) and account.suspended_until > now)
        ]

    def troubles(self) -> tuple[tuple[AccountKey, ReceiptTrouble], ...]:
        """Which accounts have not answered for so long that it is worth saying, and why."""
        found = ((key, account.trouble_to_report) for key, account in self._accounts.items())
        return tuple((key, trouble) for key, trouble in found if trouble is not None)

    def answering(self) -> frozenset[AccountKey]:
        """Which accounts had an answer the last time they were asked."""
        return frozenset(key for key, account in self._accounts.items() if account.answered)

    def is_suspended(self, account: AccountKey) -> bool:
        """Whether an account, as it is now, is not asked for a while."""
        self._renew()
        known = self._accounts.get(account)
        return known is not None and known.suspended_until > self._clock()

    def seconds_to_wake(self) -> float:
        """How long until an account that did not answer is asked again; 0.0 if none rests."""
        now = self._clock()
        times = (account.backoff_until - now for account in self._accounts.values())
        return min((seconds for seconds in times if seconds > 0), default=0.0)

    def start_lookup(self, pending: PendingReceipt, now_ms: int) -> None:
        """Begin a search; `now_ms` is the present in ms since 1970, UTC."""
        search = _Lookup(pending, now_ms)
        self._open[pending.message.id] = search
        self._renew()
        account = self._accounts.setdefault(search.account, AccountBackoff(self._pauses))
        if account.suspended_until > self._clock():
            self._end(search, None, account.trouble, out=True)
        else:
            self._go_on(search, None)

    def step(self, seconds: float) -> list[LookupResult]:
        """Ask what may be asked, wait some seconds for an answer, return the searches that ended.

        A search whose account rests ends at once.
        """
        self._renew()
        while self._ready and self._rate.acquire():
            self._ask(*self._ready.popleft())
        if self._ready:
            seconds = min(seconds, self._rate.seconds_to_next())
        if self._open and not self._ended:
            self._collect(seconds)
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """Close without waiting; the answers to queries under way are dropped."""
        for _ in self._threads:
            self._questions.put(None)
        if self._clients:
            work = (self._threads, self._clients)
            Thread(target=_close, args=work, name="receipts-end", daemon=True).start()

    def _renew(self) -> None:
        """Connect again if accounts have changed; a question under way has its old client."""
        version = self._version()
        if version != self._seen:
            self._seen = version
            for account in self._accounts.values():
                account.reset()
            self._close_dropped()

    def _close_dropped(self) -> None:
        """Close the clients that no account has any more, once their last question is over."""
        used = {id(client) for client in self._asking}
        used |= {id(account.client) for account in self._accounts.values()}
        dropped = [client for client in self._clients if id(client) not in used]
        self._clients = [client for client in self._clients if id(client) in used]
        for client in dropped:
            client.close()

    def _ask(self, search: _Lookup, question: DetailsQuery) -> None:
        account, now = self._accounts[search.account], self._clock()
        if account.client is None and account.suspended_until <= now:
            account.connect(search.account, self._connect, now)
            if account.client is not None:
                self._clients.append(account.client)
        if account.client is None or account.suspended_until > now:
            self._end(search, None, account.trouble, out=True)
            return
        if account.backoff_until > now:
            self._end(search, None)
            return
        self.asked += 1
        self._asking.append(account.client)
        search.note_endpoint(account.client)
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

    def _take(
        self, search: _Lookup, client: ReceiptClient, answer: SendDetailPage | Failure
    ) -> None:
        account, now = self._accounts[search.account], self._clock()
        self._asking.remove(client)
        if client is not account.client:
            self._close_dropped()
        if isinstance(answer, SendDetailPage):
            if client is account.client:
                account.reset_failures()
            self._go_on(search, answer)
            return
        if client is not account.client:  # it says nothing of what the account is now
            self._end(search, None)
            return
        match answer:
            case AccountRefused():
                account.suspend(answer, now)
            case NotSent() | Throttled() | Unknown():
                account.back_off(answer, now)
            case Rejected():
                account.reset_failures()  # this question is wrong, not the account
        self._end(search, None, answer, out=isinstance(answer, AccountRefused))

    def _go_on(self, search: _Lookup, details: SendDetailPage | None) -> None:
        step = search.go_on(details)
        if isinstance(step, DetailsQuery):
            self._ready.append((search, step))
        else:
            self._end(search, step)

    def _end(
        self,
        search: _Lookup,
        finding: Match | None,
        trouble: ReceiptTrouble | None = None,
        *,
        out: bool = False,
    ) -> None:
        del self._open[search.pending.message.id]
        self._ended.append(
            LookupResult(search.pending, finding, trouble, out, search.other_endpoint, search.began)
        )

    def _work(self) -> None:
        while (task := self._questions.get()) is not None:
            search, client, question = task
            self._answers.put((search, client, _put(client, question)))


def _put(client: ReceiptClient, question: DetailsQuery) -> SendDetailPage | Failure:
    try:
        return client.query_details(
            question.number, question.day, question.page, schedule.PAGE, question.biz_id
        )
    except Exception as error:
        log.error("a query raised %s", type(error).__name__)
        return Unknown(UnknownFault.INTERNAL)


def _close(threads: list[Thread], clients: list[ReceiptClient]) -> None:
    for thread in threads:
        thread.join()
    for client in clients:
        client.close()
