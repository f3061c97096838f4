"""The result of searching the history for a message that is about to be sent."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.sending.state import RecipientState

MAY_HAVE_BEEN_SENT = (
    RecipientState.SUBMITTING,
    RecipientState.ACCEPTED,
    RecipientState.UNKNOWN,
    RecipientState.DELIVERED,
    RecipientState.UNDELIVERED,
)
"""States in which a message may have been sent."""


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """Identifies the state of the history of one message: it changes with each delivery.

    Attributes:
        runs: number of runs of the message.
        deliveries: number of deliveries of these runs.
    """

    runs: int = 0
    deliveries: int = 0


@dataclass(frozen=True, slots=True)
class SentBefore:
    """How many recipients of a draft are in earlier runs of the same message.

    The same message has the same account, sign name and template code, and for this recipient the
    same parameters, character by character. Runs of any age count.

    Attributes:
        sent: recipients it may have been sent to (see `MAY_HAVE_BEEN_SENT`).
        last_at: time of the last call for these, ms since 1970 in UTC, or none.
        queued: recipients that are queued in another run.
        mark: state of the history at the look-up.
    """

    sent: int = 0
    last_at: int | None = None
    queued: int = 0
    mark: HistoryMark = HistoryMark()


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """Rows of the draft and of the history read so far."""

    done: int
    total: int
