"""Calls of a run, and the protocols of the pool that makes them and the store that records them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, assert_never

from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
)
from gui.core.sending.progress import StateCounts
from gui.core.sending.rate_limit import DEFAULT_CALLERS, DEFAULT_RATE
from gui.core.sending.state import RecipientState


@dataclass(frozen=True, slots=True)
class Call:
    """One request, and the ids of its recipients in the same order."""

    ids: tuple[int, ...]
    request: SendSms | SendBatchSms


@dataclass(frozen=True, slots=True)
class CallResult:
    """The new state of the recipients of one call; outcome none: the call was never made."""

    ids: tuple[int, ...]
    state: RecipientState
    outcome: Outcome | None


class RunStore(Protocol):
    """Stores one run."""

    @property
    def run_id(self) -> int:
        """Its id in the ledger."""

    @property
    def location(self) -> str:
        """The ledger's file, for messages."""

    @property
    def skipped(self) -> int:
        """Recipients cancelled during the delivery because they are on the do-not-send list."""

    def begin(self) -> StateCounts:
        """Start a delivery of the recipients queued now; return the counts by state.

        Recipients queued again later are left to the next delivery.
        """

    def counts(self) -> StateCounts:
        """Count the recipients by state, including changes made elsewhere."""

    def advance(self, results: Sequence[CallResult], calls: int) -> list[Call]:
        """Record outcomes, and mark up to `calls` next calls as submitting, in one durable commit.

        Returns the calls in the order of the list; fewer when the queue ends. After an error the
        same outcomes may be passed again, whether they were written or not. Queued recipients on
        the account's do-not-send list are cancelled and counted in `skipped`.

        Raises:
            LedgerError: the commit failed; none of the next calls may be made.
        """


class CallerPool(Protocol):
    """Makes the calls on a pool of threads."""

    def resize(self, callers: int) -> None:
        """Set the number of concurrent calls; calls under way are not interrupted."""

    def start(self, call: Call) -> None:
        """Make `call` as soon as a thread is free; if this raises, it is not made."""

    def collect(self, seconds: float) -> list[tuple[Call, Outcome]]:
        """Return the available answers; wait up to `seconds` for the first."""

    def revoke(self) -> list[Call]:
        """Withdraw the calls that no thread has started yet."""

    def probe(self) -> bool | None:
        """Send a harmless query to the service without waiting for the answer.

        Returns whether the last one was answered, even by a refusal; none if not known yet.
        """


class RunControls:
    """The operator's controls of a run: set on the GUI thread, read on the sending lane.

    Attributes:
        callers: maximum concurrent calls, 1 to 32; may change at any time.
        rate: maximum calls per second; may change at any time.
        paused: make no new call until it is false again.
        stopping: make no new call and end; queued recipients stay queued.
    """

    def __init__(self, callers: int = DEFAULT_CALLERS, rate: float = DEFAULT_RATE) -> None:
        self.callers = callers
        self.rate = rate
        self.paused = False
        self.stopping = False


def evaluate_outcome(call: Call, outcome: Outcome) -> CallResult:
    """Return the new state of the recipients of `call` after `outcome`."""
    match outcome:
        case Accepted():
            state = RecipientState.ACCEPTED
        case Rejected() | AccountRefused():
            state = RecipientState.REJECTED
        case Throttled() | NotSent():
            state = RecipientState.QUEUED
        case Unknown():
            state = RecipientState.UNKNOWN
        case _:
            assert_never(outcome)
    return CallResult(call.ids, state, outcome)
