"""The notes on rows of a phone list."""

from __future__ import annotations

from enum import StrEnum

from gui.core.phones.number import PhoneProblem


class RowNote(StrEnum):
    """A note on a row that contains a number."""

    REPAIRED = "repaired"
    """Sent to; the number was converted to the format of the service."""
    TAKEN = "taken"
    """Sent to; it was doubtful, and the operator accepted it."""
    REPEATED = "repeated"
    """The number occurred in an earlier row."""
    MISSING_VALUE = "missing-value"
    """A variable has no value."""
    UNCLOSED_QUOTE = "swallowed"
    """A number inside a multi-line cell: a quote before it is not closed.

    The value is the one stored in ledgers since the first version.
    """
    SHIFTED = "shifted"
    """More cells than the header: a delimiter inside a value shifted the following cells."""
    EXTRA_CELL = "extra-cell"
    """As `SHIFTED`, but only after the last column of the header: no value is shifted."""
    UNREADABLE = "unreadable"
    """Some bytes of the row could not be decoded and were replaced by a mark."""
    UNREADABLE_VALUE = "unreadable-value"
    """As `UNREADABLE`, in the value of a variable."""
    LINE_BREAK = "line-break"
    """A value contains a line break."""
    UNFIT_VALUE = "unfit-value"
    """Sent to; the service is likely to refuse the value of a variable."""


SENT = frozenset(
    {
        RowNote.REPAIRED,
        RowNote.TAKEN,
        RowNote.EXTRA_CELL,
        RowNote.UNREADABLE,
        RowNote.LINE_BREAK,
        RowNote.UNFIT_VALUE,
    }
)
"""Notes on rows that are sent to nevertheless."""


Note = PhoneProblem | RowNote
