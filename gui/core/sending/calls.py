"""One call of a run, who makes it, and who writes down what became of it."""

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
    """One request, and the ids of the recipients it is for, in the same order."""

    ids: tuple[int, ...]
    request: SendSms | SendBatchSms


@dataclass(frozen=True, slots=True)
class CallResult:
    """What an answer makes of the recipients of one call; none: the call never left."""

    ids: tuple[int, ...]
    state: RecipientState
    outcome: Outcome | None


class RunStore(Protocol):
    """One run in the ledger."""

    @property
    def run_id(self) -> int:
        """Its number in the ledger."""

    @property
    def location(self) -> str:
        """The file it is in, for a sentence."""

    @property
    def skipped(self) -> int:
        """How many were cancelled when their turn came: they are on the do-not-send list."""

    def begin(self) -> StateCounts:
        """Start a delivery of the recipients queued now, and count the recipients by state.

        Whoever somebody else queues again later is left to the next delivery.
        """

    def counts(self) -> StateCounts:
        """Count the recipients by state, including changes made by others."""

    def advance(self, results: Sequence[CallResult], calls: int) -> list[Call]:
        """Write outcomes down and up to `calls` next calls as submitting, in one durable commit.

        Returns the calls, in the order of the list; fewer when the queue ends. After an error the
        same outcomes may be given again, whether they were written or not. Nobody on the account's
        do-not-send list is in a call: whoever is queued and on it is cancelled, and `skipped`
        counts them.

        Raises:
            LedgerError: the disk does not take it; none of the next calls may be made.
        """


class CallerPool(Protocol):
    """Those who make the calls, each on a thread of its own."""

    def resize(self, callers: int) -> None:
        """Set the number of concurrent calls; calls under way are not interrupted."""

    def start(self, call: Call) -> None:
        """Make `call` as soon as a caller is free; if this raises, it is not made."""

    def collect(self, seconds: float) -> list[tuple[Call, Outcome]]:
        """Take the answers there are; wait some seconds for the first."""

    def revoke(self) -> list[Call]:
        """Withdraw the calls that no thread has started yet."""

    def probe(self) -> bool | None:
        """Ask the service something harmless, without waiting for the answer.

        Returns whether it answered the last time, be it with a refusal; none while that is not
        known.
        """


class RunControls:
    """The operator's hand on a run: set on the GUI thread, read on the sending lane.

    Attributes:
        callers: calls under way at once, 1 to 32; may be changed at any time.
        rate: calls a second, at most; may be changed at any time.
        paused: make no new call, until it is false again.
        stopping: make no new call and end; what is queued stays queued.
    """

    def __init__(self, callers: int = DEFAULT_CALLERS, rate: float = DEFAULT_RATE) -> None:
        self.callers = callers
        self.rate = rate
        self.paused = False
        self.stopping = False


def evaluate_outcome(call: Call, outcome: Outcome) -> CallResult:
    """Decide what `outcome` makes of the recipients of `call`."""
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
