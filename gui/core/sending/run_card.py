"""The content of a run's card: counts, rows, and possible actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from gui.core.sending.progress import RunAction, RunPhase, StateCounts, StopCause
from gui.core.sending.state import FAILED_FOR_SURE, RecipientState

ROWS_MAX = 20
"""Recipients up to which a card shows each of them; more are grouped by reason."""
LARGE = 500
"""Recipients from which the folded card of a run has a bar."""
REASONS_MAX = 6
"""Reasons that a card of many recipients shows."""
FAILED = (*FAILED_FOR_SURE, RecipientState.UNKNOWN)
"""The order of states on a card, the worst first."""
SHOWN_ORDER = (
    *FAILED,
    RecipientState.DELIVERED,
    RecipientState.ACCEPTED,
    RecipientState.SUBMITTING,
    RecipientState.QUEUED,
    RecipientState.CANCELLED,
)
"""The order of the counts of a run, and of the parts of its bar."""


class CardPhase(Enum):
    """The phase of a run as its card shows it."""

    PREPARING = auto()
    """Its secret is fetched, or its recipients are written."""
    SENDING = auto()
    PAUSED = auto()
    STOPPING = auto()
    STOPPED = auto()
    """Not under way, with recipients still queued."""
    WAITING = auto()
    """Everything was submitted; some receipts are still to come."""
    FINISHED = auto()
    """Every receipt is in, or no longer waited for."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why recipients are in their state, in the operator's language.

    Attributes:
        code: of the service, the carrier or the gateway, or empty.
        message: of the service, or empty.
        fault: name of a `NetworkFault`, `UnknownFault` or `SkipReason`, or empty.
        meaning: of the code, or empty if no table has it.
        remedy: what to do about it, or empty.
    """

    code: str = ""
    message: str = ""
    fault: str = ""
    meaning: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class RecipientResult:
    """A recipient on the card of a run.

    Attributes:
        number: as it may be shown.
        name: of the test phone with this number, or what was typed beside it, or empty.
        accepted_at: when the service accepted it, in ms since 1970, or none.
        seconds: from acceptance to receipt, or none.
    """

    id: int
    number: str
    state: RecipientState
    reason: Reason = Reason()
    name: str = ""
    accepted_at: int | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Recipients of a large run that failed for the same reason."""

    state: RecipientState
    reason: Reason
    count: int


@dataclass(frozen=True, slots=True)
class RunCard:
    """The whole content of a run's card.

    Attributes:
        run_id: its number; 0 while it is not written down yet.
        created_at: ms since 1970.
        template_name: empty where it is not known.
        example: the message to its first recipient, or empty where the text is not known.
        rows: its recipients if they are at most `ROWS_MAX`, those that failed first.
        groups: of a larger run, why recipients failed, the most frequent reason first.
        slowest: seconds until the slowest receipt, or none.
        seconds: from the first call to the last, or none.
        resendable: how many may be sent to again because they certainly got nothing.
        foreign: whether its account is not the current one.
        repeatable: whether the same message can be sent again now.
        rate: recipients per second while it is sent, 0.0 if not known.
        seconds_left: at that rate, or none.
        cause: why it does not go on, or none.
    """

    run_id: int
    created_at: int
    account_label: str
    sandbox: bool
    sign_name: str
    template_code: str
    template_name: str = ""
    access_key_id: str = ""
    example: str = ""
    counts: StateCounts = field(default_factory=StateCounts)
    rows: tuple[RecipientResult, ...] = ()
    groups: tuple[FailureGroup, ...] = ()
    slowest: int | None = None
    seconds: float | None = None
    resendable: int = 0
    foreign: bool = False
    repeatable: bool = False
    phase: CardPhase = CardPhase.FINISHED
    actions: frozenset[RunAction] = frozenset()
    rate: float = 0.0
    seconds_left: float | None = None
    cause: StopCause | None = None

    @property
    def many(self) -> bool:
        """Whether it has too many recipients to show each of them."""
        return self.counts.total > ROWS_MAX

    @property
    def large(self) -> bool:
        """Whether it is so large that shares say more than counts."""
        return self.counts.total >= LARGE

    @property
    def under_way(self) -> bool:
        """Whether calls are made, or about to be."""
        return self.phase in _UNDER_WAY


_UNDER_WAY = {CardPhase.PREPARING, CardPhase.SENDING, CardPhase.PAUSED, CardPhase.STOPPING}
_UNDER_WAY_PHASES = {
    RunPhase.SENDING: CardPhase.SENDING,
    RunPhase.PAUSED: CardPhase.PAUSED,
    RunPhase.STOPPING: CardPhase.STOPPING,
}


def resting_phase(counts: StateCounts, *, asked_for: bool = True) -> CardPhase:
    """Return the phase of a run that is not under way.

    `asked_for` is whether receipts of accepted ones are still asked for, as they are for 72 hours.
    """
    if counts.queued:
        return CardPhase.STOPPED
    waiting = counts.submitting or (counts.accepted and asked_for)
    return CardPhase.WAITING if waiting else CardPhase.FINISHED


def phase_under_way(phase: RunPhase) -> CardPhase:
    """Return the phase of a run whose job runs; one that is over is about to end."""
    return _UNDER_WAY_PHASES.get(phase, CardPhase.STOPPING)


def sort_failed_first(rows: list[RecipientResult]) -> tuple[RecipientResult, ...]:
    """Put those that failed first, the worst on top; the others keep their order."""
    places = {state: place for place, state in enumerate(FAILED)}
    return tuple(sorted(rows, key=lambda row: places.get(row.state, len(FAILED))))
