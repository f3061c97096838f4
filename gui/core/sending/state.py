"""The states of a recipient."""

from __future__ import annotations

from enum import StrEnum


class RecipientState(StrEnum):
    """The state of one recipient of a run, as the ledger keeps it."""

    QUEUED = "queued"
    """In the plan, no call made."""
    SUBMITTING = "submitting"
    """Durably written before the call leaves."""
    ACCEPTED = "accepted"
    """Code OK, with a BizId."""
    REJECTED = "rejected"
    """The service answered that it took nothing, with its code."""
    UNKNOWN = "unknown"
    """No usable answer came after the call may have left: never sent again by itself."""
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    CANCELLED = "cancelled"
    """Stopped before any call."""
