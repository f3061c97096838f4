"""Snapshots of the progress of a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from gui.core.sending.state import RecipientState

if TYPE_CHECKING:
    # The window shows progress before outcomes are imported.
    from gui.core.accounts.account import Account
    from gui.core.sending.outcome import AccountRefused, NotSent, Throttled


@dataclass(frozen=True, slots=True)
class StateCounts:
    """The number of recipients of a run in each state; they add up to all recipients."""

    queued: int = 0
    submitting: int = 0
    accepted: int = 0
    rejected: int = 0
    unknown: int = 0
    delivered: int = 0
    undelivered: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All recipients of the run."""
        return sum(self.of(state) for state in RecipientState)

    @property
    def completed(self) -> int:
        """Recipients that are neither queued nor submitting."""
        return self.total - self.queued - self.submitting

    def of(self, state: RecipientState) -> int:
        """Return the number in `state`."""
        return int(getattr(self, state.value))


class RunPhase(Enum):
    """The phase of a run."""

    SENDING = auto()
    PAUSED = auto()
    """Paused by the operator or by a cause, with no call under way."""
    STOPPING = auto()
    """No new call is made; the calls under way are waited for."""
    INTERRUPTED = auto()
    """Not under way, with recipients still queued."""
    FINISHED = auto()


class StopCauseKind(Enum):
    """Why a run was interrupted."""

    OPERATOR = auto()
    ACCOUNT_REFUSED = auto()
    NETWORK = auto()
    THROTTLED = auto()
    MANY_UNKNOWN = auto()
    DECLARED = auto()
    """The operator declared some recipients unsent, which queued them again."""
    CRASH = auto()
    """The program ended while calls of the run were under way."""
    UNASKED = auto()
    """The service gave no usable answer whether queued recipients were sent to already."""
    FAILED = auto()
    """An error of the program: the ledger, the keyring or a bug."""


@dataclass(frozen=True, slots=True)
class StopCause:
    """Why a run was interrupted, and the answer that caused it."""

    kind: StopCauseKind
    outcome: AccountRefused | NotSent | Throttled | None = None


@dataclass(frozen=True, slots=True)
class RunProgress:
    """A snapshot of one run.

    Attributes:
        rate: recipients completed per second recently, 0.0 if not known.
        seconds_left: at that rate, or none if not known.
        cause: why it is not sending; none if it is sending, or if it is not known.
        skipped: recipients this delivery cancelled because of the do-not-send list.
        already: queued recipients that were already sent to according to the service.
        doubtful: queued recipients for which the service's answer was inconclusive.
    """

    run_id: int
    counts: StateCounts
    phase: RunPhase
    rate: float = 0.0
    seconds_left: float | None = None
    cause: StopCause | None = None
    skipped: int = 0
    already: int = 0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class RunLabel:
    """The account and the message of a run."""

    account: Account
    sign_name: str
    template_code: str


@dataclass(frozen=True, slots=True)
class UnfinishedRun:
    """A run that is not under way, with recipients still queued; `created_at` in ms."""

    progress: RunProgress
    label: RunLabel
    created_at: int


class RunAction(Enum):
    """An action of the operator on a run."""

    PAUSE = auto()
    RESUME = auto()
    """Resume a paused run, or continue an unfinished one."""
    STOP = auto()
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class SendState:
    """The state of sending: progress and possible actions.

    Attributes:
        progress: of the current or the last run, or none.
        preparing: a run is being prepared: its secret is fetched, or its recipients are written.
        actions: the possible actions.
    """

    progress: RunProgress | None = None
    preparing: bool = False
    actions: frozenset[RunAction] = frozenset()
