"""What is to be said of a row of a phone list."""

from __future__ import annotations

from enum import StrEnum

from gui.core.phone import PhoneProblem


class RowNote(StrEnum):
    """What is to be said of a row that holds a number."""

    REPAIRED = "repaired"
    """It is sent to; the number was written in a way the service does not take."""
    REPEATED = "repeated"
    """The same number stands further up."""
    MISSING_VALUE = "missing-value"
    """A variable has no value."""
    SWALLOWED = "swallowed"
    """A number within a cell of several lines: a quote before it is not closed."""


Note = PhoneProblem | RowNote
