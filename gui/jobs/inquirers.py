"""Whom to ask what became of messages, how often, and when not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic
from typing import Protocol

from gui.core.errors import SmsDeskError
from gui.core.messages import Details
from gui.core.outcomes import AccountRefused, Failure
from gui.core.pace import Pace

log = logging.getLogger(__name__)

RATE = 10.0
"""Questions a second."""
WORTH_SAYING = 3
"""So many times in a row an account does not answer before the operator hears of it."""


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

    @property
    def endpoint(self) -> str:
        """Where it asks."""

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
Trouble = Failure | SmsDeskError
"""Why there is no answer: what the service said instead, or why it could not be asked."""


class Rate:
    """So many questions a second, whoever asks them: any number of threads may share it."""

    def __init__(self, rate: float = RATE) -> None:
        self._guard = Lock()
        self._pace = Pace(rate, monotonic())

    def allow(self) -> bool:
        """Take the leave to ask one question, if there is one."""
        with self._guard:
            return bool(self._pace.allow(1, monotonic()))

    def seconds_to_next(self) -> float:
        """How long until one may be asked."""
        with self._guard:
            return self._pace.seconds_to_next(monotonic())


class Asked:
    """An account: its client, and when it may be asked again (seconds of the monotonic clock)."""

    def __init__(self, pauses: Pauses) -> None:
        self._pauses = pauses
        self.forget()

    def forget(self) -> None:
        """Begin anew, with a client to be made: the account is no longer what it was."""
        self.client: Inquirer | None = None
        self.trouble: AccountRefused | SmsDeskError | None = None
        self.out_until = 0.0
        self.rests_until = 0.0
        self._failed = 0
        self._failure: Failure | None = None

    @property
    def standing(self) -> Trouble | None:
        """Why it has not answered for so long that it is worth saying; none if it does."""
        return self.trouble or (self._failure if self._failed >= WORTH_SAYING else None)

    def open(self, key: AccountKey, connect: ConnectAs, now: float) -> None:
        """Make its client; without one it is out for a while."""
        self.trouble = None
        try:
            self.client = connect(*key)
        except SmsDeskError as error:
            log.warning("no receipts for an account: %s", type(error).__name__)
            self.trouble = error
        if self.client is None:
            self.out_until = now + self._pauses.out

    def refused(self, failure: AccountRefused, now: float) -> None:
        """Leave it alone for a while."""
        self.trouble, self.out_until = failure, now + self._pauses.out

    def rest(self, failure: Failure, now: float) -> None:
        """Ask it again a moment later, and later each time."""
        self._failure = failure
        # The answers to questions of one moment are one and the same warning.
        if now >= self.rests_until:
            rests = self._pauses.rest
            self.rests_until = now + rests[min(self._failed, len(rests) - 1)]
            self._failed += 1

    def answered(self) -> None:
        """It is as it should be."""
        self._failed = 0
        self.trouble = None
