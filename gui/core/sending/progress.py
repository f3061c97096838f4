"""How far a run has come: snapshots, each making the last one stale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from gui.core.sending.state import RecipientState

if TYPE_CHECKING:
    # The window shows progress before there are outcomes.
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
        """Those for whom the sending is over, one way or another."""
        return self.total - self.queued - self.submitting

    def of(self, state: RecipientState) -> int:
        """How many are in `state`."""
        return int(getattr(self, state.value))


class RunPhase(Enum):
    """What a run is doing."""

    SENDING = auto()
    PAUSED = auto()
    """Held by the operator or by a cause; its calls in flight are over."""
    STOPPING = auto()
    """No new call is made; those in flight are waited for."""
    INTERRUPTED = auto()
    """Not under way, with recipients still queued."""
    FINISHED = auto()


class StopCauseKind(Enum):
    """Why a run was held before its end."""

    OPERATOR = auto()
    ACCOUNT_REFUSED = auto()
    NETWORK = auto()
    THROTTLED = auto()
    MANY_UNKNOWN = auto()
    DECLARED = auto()
    """The operator declared some of its recipients unsent meanwhile, which queued them again."""
    CRASH = auto()
    """The program ended in the middle of it."""
    UNASKED = auto()
    """The service gave no usable answer to whether those queued were sent already."""
    FAILED = auto()
    """An error of our own: the ledger, the keyring or a bug."""


@dataclass(frozen=True, slots=True)
class StopCause:
    """Why a run was held before its end, and the answer that did it."""

    kind: StopCauseKind
    outcome: AccountRefused | NotSent | Throttled | None = None


@dataclass(frozen=True, slots=True)
class RunProgress:
    """A snapshot of one run.

    Attributes:
        rate: recipients settled per second of late, 0.0 if not known.
        seconds_left: at that rate, or none if not known.
        cause: why it is not sending, if it is not.
        skipped: how many this delivery cancelled, as they are on the do-not-send list.
        already: how many of those queued had been sent before this delivery, as the service says.
        doubtful: of how many of those queued the service left open whether they were.
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
    """What a run sends, and from which account."""

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
    """What the operator can do about a run."""

    PAUSE = auto()
    RESUME = auto()
    """Resume a paused run, or continue an unfinished one."""
    STOP = auto()
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class SendState:
    """The state of sending: progress, label and possible actions.

    Attributes:
        progress: of the run under way, or else of the last one; none if there is none.
        label: what that run, or the one that is being prepared, sends.
        preparing: a run is about to be under way: its secret is fetched, or it is written down.
        unfinished_run: another run, which resuming goes on with and giving up cancels.
        actions: what would do something now.
    """

    progress: RunProgress | None = None
    label: RunLabel | None = None
    preparing: bool = False
    unfinished_run: UnfinishedRun | None = None
    actions: frozenset[RunAction] = frozenset()
