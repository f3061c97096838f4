"""Collects what `scan_numbers` and `RowReader` find, each number once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gui.core.lists.imports.imported_rows import SHOWN
from gui.core.phones.number import Doubt, Found, Phone, PhoneProblem
from gui.core.phones.scan import scan_numbers

_LINE_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")


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
        text: what was there; what is longer than `SHOWN` ends in an ellipsis.
        first_line: for a repeated number the line of its first, otherwise 0.
    """

    line: int
    text: str
    reason: Reason
    first_line: int = 0


@dataclass(frozen=True, slots=True)
class Recipients:
    """The recipients found in a text or a list.

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


class Collector:
    """Gathers numbers and problems line by line, and finds repetitions."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._problems: list[Problem] = []
        self._repeated = 0

    @property
    def valid(self) -> int:
        """How many numbers there are so far."""
        return len(self._lines)

    def add(self, line: int, text: str, found: Found) -> None:
        """Take what `text` was read as; nobody is here to say that a doubtful number is right."""
        if isinstance(found, Phone):
            self.add_number(line, text, found.number)
        else:
            reason = found.reason if isinstance(found, Doubt) else found
            self._problems.append(Problem(line, _shown(text), reason))

    def add_number(self, line: int, text: str, number: str) -> None:
        """Add a number in the service's format; `text` is the original."""
        first = self._lines.get(number)
        if first is None:
            self._lines[number] = line
            return
        self._problems.append(Problem(line, _shown(text), RowProblem.REPEATED, first))
        self._repeated += 1

    def result(self) -> Recipients:
        """Everything gathered so far."""
        return Recipients(tuple(self._lines), tuple(self._problems), self._repeated)


def read(text: str) -> Recipients:
    """Read the numbers of a text."""
    collector = Collector()
    for line, content in enumerate(_LINE_BREAK.split(text), 1):
        for piece, found in scan_numbers(content):
            collector.add(line, piece, found)
    return collector.result()


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
