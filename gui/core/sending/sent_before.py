"""What the history knows of a message that is about to be sent."""

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
"""The states of recipients whom a message may have left for."""


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """How far the runs of one message have come: another one is another history.

    Attributes:
        runs: how many there are.
        deliveries: how often somebody began to send one of them.
    """

    runs: int = 0
    deliveries: int = 0


@dataclass(frozen=True, slots=True)
class SentBefore:
    """How many of a draft's recipients the same message was for before.

    The same message has the same account, sign name and template code, and for this recipient the
    same parameters, character by character. Runs of any age count.

    Attributes:
        sent: recipients whom it may have been sent to (see `MAY_HAVE_BEEN_SENT`).
        last_at: when the last call for one of these was made, ms since 1970 in UTC; none for none.
        queued: recipients who are queued in a run that can be resumed.
        mark: how far the history had come.
    """

    sent: int = 0
    last_at: int | None = None
    queued: int = 0
    mark: HistoryMark = HistoryMark()


@dataclass(frozen=True, slots=True)
class LookupProgress:
    """How many rows of the draft and of the history have been read."""

    done: int
    total: int
