"""What is to be said of a row of a phone list."""

from __future__ import annotations

from enum import StrEnum

from gui.core.phones.number import PhoneProblem


class RowNote(StrEnum):
    """What is to be said of a row that holds a number."""

    REPAIRED = "repaired"
    """It is sent to; the number was written in a way the service does not take."""
    TAKEN = "taken"
    """It is sent to; it was doubtful, and the operator took it."""
    REPEATED = "repeated"
    """The same number stands further up."""
    MISSING_VALUE = "missing-value"
    """A variable has no value."""
    UNCLOSED_QUOTE = "swallowed"
    """A number within a cell of several lines: a quote before it is not closed."""
    SHIFTED = "shifted"
    """More filled cells than the header has: a delimiter within a value moved those behind it."""
    EXTRA_CELL = "extra-cell"
    """The same, but behind the number the header has no column: no value is moved."""
    UNREADABLE = "unreadable"
    """Some bytes of the row are no character; a mark stands in their place."""
    UNREADABLE_VALUE = "unreadable-value"
    """They are in the value of a variable."""
    LINE_BREAK = "line-break"
    """A value has a line break in it."""


SENT = frozenset(
    {RowNote.REPAIRED, RowNote.TAKEN, RowNote.EXTRA_CELL, RowNote.UNREADABLE, RowNote.LINE_BREAK}
)
"""Said of rows that are sent to all the same."""


Note = PhoneProblem | RowNote
