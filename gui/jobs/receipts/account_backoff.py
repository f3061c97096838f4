"""The accounts that receipts are polled from: intervals, rate and back-off."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic
from typing import Protocol

from gui.core.accounts.account_key import AccountKey
from gui.core.errors import SmsDeskError
from gui.core.message.query_results import SendDetailPage
from gui.core.sending.outcome import AccountRefused, Failure, NotSent, Unknown
from gui.core.sending.rate_limit import RateLimiter

log = logging.getLogger(__name__)

RATE = 10.0
"""Questions a second."""
NO_ANSWER = (NotSent, Unknown)
"""Failures of the network, about which the operator is told the same."""
FAILURES_BEFORE_NOTICE = 3
"""Failures in a row of an account after which the operator is told."""


@dataclass(frozen=True, slots=True)
class PollIntervals:
    """How long to wait, in seconds.

    Attributes:
        backoff: before an account that did not answer is asked again, after the first failure, the
            second and so on; the last value repeats.
        suspended: before an account is asked again that refused, is gone, or has no secret.
        idle: between two searches for due receipts while none is due.
        disk: before writing to a ledger is tried again after it failed.
    """

    backoff: tuple[float, ...] = (2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
    suspended: float = 600.0
    idle: float = 0.5
    disk: float = 30.0


POLL_INTERVALS = PollIntervals()


class DetailsClient(Protocol):
    """The service, as far as looking for messages needs it."""

    def query_details(
        self, number: str, day: date, page: int, size: int, biz_id: str
    ) -> SendDetailPage | Failure:
        """Make one QuerySendDetails call."""


class ReceiptClient(DetailsClient, Protocol):
    """The service, as far as receipts need it."""

    @property
    def endpoint(self) -> str:
        """Where it asks."""

    def close(self) -> None:
        """Close its connections."""


ConnectAs = Callable[[str, bool], ReceiptClient | None]
"""Make a client for an AccessKey ID, of the sandbox or not; none if the account is gone.

It is called on the worker thread.

Raises:
    SmsDeskError: there is none to be had just now.
"""
ReceiptTrouble = Failure | SmsDeskError
"""Why there is no answer: what the service said instead, or why it could not be asked."""


class SharedRateLimiter:
    """A thread-safe limit of queries per second, shared by all accounts."""

    def __init__(self, rate: float = RATE) -> None:
        self._guard = Lock()
        self._rate_limiter = RateLimiter(rate, monotonic())

    def acquire(self) -> bool:
        """Acquire a permit for one query; false if there is none yet."""
        with self._guard:
            return bool(self._rate_limiter.acquire(1, monotonic()))

    def seconds_to_next(self) -> float:
        """How long until one may be asked."""
        with self._guard:
            return self._rate_limiter.seconds_to_next(monotonic())


class AccountBackoff:
    """An account: its client, and when it may be asked again (seconds of the monotonic clock).

    `answered` says whether it had an answer the last time it was asked.
    """

    def __init__(self, pauses: PollIntervals) -> None:
        self._pauses = pauses
        self.reset()

    def reset(self) -> None:
        """Reset after the account has changed; its client is created again."""
        self.client: ReceiptClient | None = None
        self.trouble: AccountRefused | SmsDeskError | None = None
        self.suspended_until = 0.0
        self.backoff_until = 0.0
        self.answered = False
        self._failed = 0
        self._failure: Failure | None = None

    @property
    def trouble_to_report(self) -> ReceiptTrouble | None:
        """Why it has not answered repeatedly; none if it does answer."""
        return self.trouble or (self._failure if self._failed >= FAILURES_BEFORE_NOTICE else None)

    def connect(self, key: AccountKey, connect: ConnectAs, now: float) -> None:
        """Make the account's client; suspend the account if there is none."""
        self.trouble = None
        try:
            self.client = connect(*key)
        except SmsDeskError as error:
            log.warning("no receipts for an account: %s", type(error).__name__)
            self.trouble = error
        if self.client is None:
            self.suspended_until = now + self._pauses.suspended

    def suspend(self, failure: AccountRefused, now: float) -> None:
        """Suspend the account for a while."""
        self.trouble, self.suspended_until = failure, now + self._pauses.suspended
        self.answered = False

    def back_off(self, failure: Failure, now: float) -> None:
        """Ask it again a moment later, and later each time."""
        # An unreachable service fails in several ways: that is one trouble, reported once.
        if not (
            self._failed and isinstance(failure, NO_ANSWER) and isinstance(self._failure, NO_ANSWER)
        ):
            self._failure = failure
        self.answered = False
        # Failures of queries that ran at the same time count once.
        if now >= self.backoff_until:
            rests = self._pauses.backoff
            self.backoff_until = now + rests[min(self._failed, len(rests) - 1)]
            self._failed += 1

    def reset_failures(self) -> None:
        """Clear the failure count after an answer."""
        self._failed = 0
        self.trouble = None
        self.answered = True
