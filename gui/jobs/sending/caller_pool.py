"""The threads that make a run's calls, all sharing one client."""

from __future__ import annotations

import logging
from collections import deque
from datetime import date
from queue import Empty, SimpleQueue
from threading import Condition, Thread
from typing import Protocol

from gui.core.message.query_results import SendDetailPage, SignPage, Template, TemplatePage
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.sending.calls import Call
from gui.core.sending.outcome import (
    AccountRefused,
    Failure,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.sending.rate_limit import CALLERS_MAX

log = logging.getLogger(__name__)

THREADS_MAX = CALLERS_MAX
_ANSWERS = (SignPage, Rejected, Throttled, AccountRefused)


class SendClient(Protocol):
    """The service, as far as a run needs it."""

    def send(self, request: SendSms) -> Outcome:
        """Make one SendSms call."""

    def send_batch(self, request: SendBatchSms) -> Outcome:
        """Make one SendBatchSms call."""

    def query_details(
        self, number: str, day: date, page: int, size: int, biz_id: str
    ) -> SendDetailPage | Failure:
        """Make one QuerySendDetails call."""

    def query_signs(self, page: int, size: int) -> SignPage | Failure:
        """Read a page of the account's signs."""

    def query_templates(self, page: int, size: int) -> TemplatePage | Failure:
        """Read a page of the account's templates."""

    def get_template(self, code: str) -> Template | Failure:
        """Read one template of the account."""

    def close(self) -> None:
        """Close its connections."""


class CallerThreads:
    """Makes calls on threads that are started as they are needed, `THREADS_MAX` at most."""

    def __init__(self, client: SendClient, most: int = THREADS_MAX) -> None:
        self._client = client
        self._most = most
        self._turn = Condition()
        # All under `_turn`:
        self._calls: deque[Call] = deque()
        self._under_way = 0
        self._closing = False

        self._answers: SimpleQueue[tuple[Call, Outcome]] = SimpleQueue()
        self._threads: list[Thread] = []
        self._probe: Thread | None = None
        self._reached: bool | None = None

    def resize(self, callers: int) -> None:
        """Set the number of concurrent calls; calls under way are not interrupted."""
        callers = max(1, min(callers, THREADS_MAX))
        if callers == self._most:
            return
        with self._turn:
            self._most = callers
            self._turn.notify_all()
        self._staff()

    def start(self, call: Call) -> None:
        """Queue a call; calls start in the order in which they were queued.

        Raises:
            RuntimeError, MemoryError: there is no thread to be had; the call is not made.
        """
        with self._turn:
            self._calls.append(call)
            self._turn.notify()
        try:
            self._staff()
        except BaseException as error:
            if self._threads and isinstance(error, (RuntimeError, MemoryError)):
                return  # those there are will do
            with self._turn:
                if call not in self._calls:
                    return  # a thread has taken it already
                self._calls.remove(call)
            raise

    def collect(self, seconds: float) -> list[tuple[Call, Outcome]]:
        """Take the answers there are; wait some seconds for the first."""
        answers = []
        try:
            answers.append(self._answers.get(timeout=seconds) if seconds > 0 else self._next())
            while True:
                answers.append(self._next())
        except Empty:
            pass
        return answers

    def revoke(self) -> list[Call]:
        """Withdraw the calls that no thread has started yet."""
        with self._turn:
            calls = list(self._calls)
            self._calls.clear()
        return calls

    def probe(self) -> bool | None:
        """Ask the service something harmless, without waiting for the answer.

        Returns whether it answered the last time, be it with a refusal; none while that is not
        known. What is no answer of the service (a time-out, a proxy's page) is none.
        """
        if self._probe is None:
            self._reached = None
            self._probe = Thread(target=self._ask, name="probe", daemon=True)
            self._probe.start()
            return None
        if self._probe.is_alive():
            return None
        self._probe = None
        return self._reached

    def close(self) -> None:
        """End the threads; every call must have been collected."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()
        if self._probe is not None:
            self._probe.join()

    def _next(self) -> tuple[Call, Outcome]:
        return self._answers.get_nowait()

    def _staff(self) -> None:
        """Start a thread if more calls are wanted at once than there are threads."""
        while len(self._threads) < min(self._most, self._under_way + len(self._calls)):
            thread = Thread(target=self._work, name="caller", daemon=True)
            thread.start()
            self._threads.append(thread)

    def _work(self) -> None:
        call = self._begin(after=0)
        while call is not None:
            self._answers.put((call, self._make(call)))
            call = self._begin(after=1)

    def _begin(self, after: int) -> Call | None:
        """Wait for the next call to start; none when the pool closes."""
        with self._turn:
            self._under_way -= after
            while not self._calls or self._under_way >= self._most:
                if self._closing:
                    return None
                self._turn.wait()
            self._under_way += 1
            return self._calls.popleft()

    def _make(self, call: Call) -> Outcome:
        try:
            if isinstance(call.request, SendSms):
                return self._client.send(call.request)
            return self._client.send_batch(call.request)
        except Exception as error:
            # The client promises not to raise. If it does, the message may have left all the same.
            log.error("a call raised %s", type(error).__name__)
            return Unknown(UnknownFault.INTERNAL)

    def _ask(self) -> None:
        try:
            self._reached = isinstance(self._client.query_signs(1, 1), _ANSWERS)
        except Exception as error:
            log.error("a probe raised %s", type(error).__name__)
            self._reached = False
