"""Phone numbers out of typed or pasted text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.core.phones import PhoneProblem


class RowProblem(StrEnum):
    """What is wrong with a place in a list although its number is fine."""

    REPEATED = "repeated"
    """The same number stands further up."""


Reason = PhoneProblem | RowProblem


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a list that is not sent to.

    Attributes:
        line: where it stands, from 1.
        text: what was there.
        first_line: for a repeated number the line of its first, otherwise 0.
    """

    line: int
    text: str
    reason: Reason
    first_line: int = 0


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a text or a list names.

    Attributes:
        numbers: valid ones, once each, in the order of the text.
        problems: everything left out, in the order of the text.
        repeated: how many of the problems are repetitions.
    """

    numbers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    repeated: int = 0

    @property
    def valid(self) -> int:
        """How many will be sent to."""
        return len(self.numbers)

    @property
    def invalid(self) -> int:
        """How many places hold no number that can be sent to."""
        return len(self.problems) - self.repeated


@dataclass(frozen=True, slots=True)
class ReadProgress:
    """How far a text or a file has been read.

    Attributes:
        done, total: in characters of a text, bytes of a file.
        valid: numbers found so far.
    """

    done: int
    total: int
    valid: int
