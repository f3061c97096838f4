"""The phases of sending, and the transitions between them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from gui.core.sending.progress import RunAction


class SendPhase(Enum):
    """What the one run that can be under way is doing."""

    IDLE = auto()
    """No run is under way."""
    PREPARING = auto()
    """Its secret is fetched, or it is written down: there is no snapshot of it yet."""
    PREPARING_PAUSED = auto()
    """The same, and the operator has paused it already."""
    SENDING = auto()
    PAUSED = auto()
    """Paused by the operator."""
    CANCELLING = auto()
    """The operator has stopped it before there was a snapshot of it."""
    STOPPING = auto()
    """The operator, or a cause, has stopped it; calls in flight are waited for."""
    NOT_STARTED = auto()
    """Its job is over without a snapshot; the ledger is being read."""
    ENDED = auto()
    """Its job is over; the ledger is being read."""
    FAILED = auto()
    """Its job has failed, which the operator was told; the ledger is being read."""
    FORBIDDEN = auto()
    """Nothing is sent as long as the program runs."""


class SendEvent(Enum):
    """What leads from one phase to another."""

    START = auto()
    SNAPSHOT = auto()
    """A snapshot of a run in the ledger."""
    WIND_DOWN = auto()
    """A snapshot of a run that makes no new calls: it is about to end."""
    PAUSE = auto()
    RESUME = auto()
    STOP = auto()
    RETURN = auto()
    """The job is over."""
    FAIL = auto()
    """The job has failed."""
    FORBID = auto()
    """The ledger is not to be used any more."""
    READ = auto()
    """The ledger was read after the job, or cannot be."""


P, E = SendPhase, SendEvent

TRANSITIONS: Mapping[SendPhase, Mapping[SendEvent, SendPhase]] = {
    P.IDLE: {E.START: P.PREPARING, E.FORBID: P.FORBIDDEN},
    P.PREPARING: {
        E.PAUSE: P.PREPARING_PAUSED,
        E.STOP: P.CANCELLING,
        E.SNAPSHOT: P.SENDING,
        E.WIND_DOWN: P.STOPPING,
        E.RETURN: P.NOT_STARTED,
        E.FAIL: P.FAILED,
    },
    P.PREPARING_PAUSED: {
        E.RESUME: P.PREPARING,
        E.STOP: P.CANCELLING,
        E.SNAPSHOT: P.PAUSED,
        E.WIND_DOWN: P.STOPPING,
        E.RETURN: P.NOT_STARTED,
        E.FAIL: P.FAILED,
    },
    P.SENDING: {
        E.PAUSE: P.PAUSED,
        E.STOP: P.STOPPING,
        E.SNAPSHOT: P.SENDING,
        E.WIND_DOWN: P.STOPPING,
        E.RETURN: P.ENDED,
        E.FAIL: P.FAILED,
    },
    P.PAUSED: {
        E.RESUME: P.SENDING,
        E.STOP: P.STOPPING,
        E.SNAPSHOT: P.PAUSED,
        E.WIND_DOWN: P.STOPPING,
        E.RETURN: P.ENDED,
        E.FAIL: P.FAILED,
    },
    P.CANCELLING: {
        E.SNAPSHOT: P.STOPPING,
        E.WIND_DOWN: P.STOPPING,
        E.RETURN: P.NOT_STARTED,
        E.FAIL: P.FAILED,
    },
    P.STOPPING: {
        E.SNAPSHOT: P.STOPPING,
        E.WIND_DOWN: P.STOPPING,
        E.RETURN: P.ENDED,
        E.FAIL: P.FAILED,
    },
    P.NOT_STARTED: {
        E.START: P.PREPARING,
        E.FAIL: P.FAILED,
        E.READ: P.IDLE,
        E.FORBID: P.FORBIDDEN,
    },
    P.ENDED: {
        E.START: P.PREPARING,
        E.FAIL: P.FAILED,
        E.READ: P.IDLE,
        E.FORBID: P.FORBIDDEN,
    },
    P.FAILED: {
        E.START: P.PREPARING,
        E.READ: P.IDLE,
        E.FORBID: P.FORBIDDEN,
    },
    P.FORBIDDEN: {},
}
"""The phase that each event leads to; an event that a phase does not name changes nothing."""

UNDER_WAY = frozenset(
    {P.PREPARING, P.PREPARING_PAUSED, P.SENDING, P.PAUSED, P.CANCELLING, P.STOPPING}
)
"""The job of a run is queued or runs."""
BEFORE_SNAPSHOT = frozenset({P.PREPARING, P.PREPARING_PAUSED, P.CANCELLING})
"""The run is about to be under way, and may not even be in the ledger."""
RUN_ACTIONS: Mapping[SendPhase, frozenset[RunAction]] = {
    P.PREPARING: frozenset({RunAction.PAUSE, RunAction.STOP}),
    P.PREPARING_PAUSED: frozenset({RunAction.RESUME, RunAction.STOP}),
    P.SENDING: frozenset({RunAction.PAUSE, RunAction.STOP}),
    P.PAUSED: frozenset({RunAction.RESUME, RunAction.STOP}),
}
"""What the operator can do about the run under way; none in other phases."""


def next_phase(phase: SendPhase, event: SendEvent) -> SendPhase:
    """Return the phase that follows; the same if `event` means nothing in it."""
    return TRANSITIONS[phase].get(event, phase)
