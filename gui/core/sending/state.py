"""The states of a recipient."""

from __future__ import annotations

from enum import StrEnum


class RecipientState(StrEnum):
    """The state of one recipient of a run, as stored in the ledger."""

    QUEUED = "queued"
    """No call was made yet."""
    SUBMITTING = "submitting"
    """Written durably before the call is made."""
    ACCEPTED = "accepted"
    """Code OK, with a BizId."""
    REJECTED = "rejected"
    """The service answered that it did not accept the message."""
    UNKNOWN = "unknown"
    """The call may have been made, but there is no usable answer: never sent again
    automatically."""
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    CANCELLED = "cancelled"
    """Given up before any call."""


ACCEPTED_BY_SERVICE = frozenset(
    {RecipientState.ACCEPTED, RecipientState.DELIVERED, RecipientState.UNDELIVERED}
)
"""The service has accepted the message, whatever became of it afterwards."""
FAILED_FOR_SURE = (RecipientState.UNDELIVERED, RecipientState.REJECTED)
"""The message did not arrive and will not: it may be sent again."""
