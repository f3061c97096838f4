"""Extract phone numbers from lines that contain other text too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from gui.core.phones.normalise import normalise
from gui.core.phones.number import MAINLAND_REGION, Doubt, Found, Phone, PhoneProblem, is_mainland
from gui.core.phones.scan import Reading, doubt_foreign, scan_numbers

TITLE_ROWS = 3
"""Maximum rows of words above the first number: title, note and header."""

_DIGIT = re.compile(r"\d").search
_ATTEMPT = re.compile(r"(?:\d\D*+){7}").search
"""Match the digits of the shortest number."""


class RowSink(Protocol):
    """Receives numbers and problems."""

    def add(self, line: int, text: str, found: Found) -> None:
        """Add the result of reading `text`."""

    def add_number(self, line: int, text: str, number: str) -> None:
        """Add a number in the service's format; `text` is the original."""


class RowReader:
    """Reads the rows of a table, or the lines of a text, into a collector.

    Words above the first number are a header, unless they contain a digit.
    """

    def __init__(self, collector: RowSink, region: str = MAINLAND_REGION) -> None:
        """Create a reader; `region` is the ISO 3166 region of numbers without a country code."""
        self._collector = collector
        self._region = region
        self._titles: list[tuple[int, str]] = []
        self._begun = False

    def read(self, line: int, cells: Sequence[str]) -> None:
        """Read a row of a table that begins on `line`; skip an empty one.

        A row without a number is a problem. In a row with a number the other cells are ignored,
        unless the row is a whole list.
        """
        if len(cells) == 1 and self._is_usual(cells[0]):
            self._begin(header=True)
            self._collector.add_number(line, cells[0], cells[0])
            return
        # Most cells are not numbers, which is quickly determined.
        found = [reading for cell in cells if _ATTEMPT(cell) for reading in self._cell(cell)]
        if not (numbers := _count(found)):
            found = [reading for cell in cells for reading in self._cell(cell)]
            numbers = _count(found)
        if numbers:
            self._begin(header=True)
            if self._region == MAINLAND_REGION and any(map(_is_mainland_phone, found)):
                found = doubt_foreign(found)
            is_list = numbers > 1
            for piece, phone in found:
                if not isinstance(phone, PhoneProblem) or (is_list and piece.isdecimal()):
                    self._collector.add(line, piece, phone)
            return
        text = ", ".join(filter(None, (cell.strip() for cell in cells)))
        doubts = [phone for _, phone in found if isinstance(phone, Doubt)]
        if found and not self._begun and not _DIGIT(text):
            self._keep_title(line, text)
        elif doubts:
            self._begin(header=True)
            for doubt in doubts:
                self._collector.add(line, text, doubt)
        elif found:
            self._begin(header=False)
            self._collector.add(line, text, _reason(found))

    def read_line(self, line: int, text: str) -> None:
        """Read a line of text; words beside a number are ignored, anything else is a problem."""
        if self._is_usual(text):
            self._begin(header=True)
            self._collector.add_number(line, text, text)
            return
        found = list(scan_numbers(text, self._region))
        if found and not self._begun and not _DIGIT(text):
            self._keep_title(line, text.strip())
            return
        has_number = any(not isinstance(phone, PhoneProblem) for _, phone in found)
        if found:
            self._begin(header=has_number)
        for piece, phone in found:
            if not has_number or _DIGIT(piece):
                self._collector.add(line, piece, phone)

    def finish(self) -> None:
        """Finish after the last row."""
        self._begin(header=False)

    def _is_usual(self, text: str) -> bool:
        return self._region == MAINLAND_REGION and is_mainland(text)

    def _cell(self, cell: str) -> list[Reading]:
        whole = normalise(cell, self._region)
        if isinstance(whole, Phone):
            return [(cell.strip(), whole)]
        return list(scan_numbers(cell, self._region))

    def _keep_title(self, line: int, text: str) -> None:
        self._titles.append((line, text))
        if len(self._titles) > TITLE_ROWS:
            self._begin(header=False)

    def _begin(self, *, header: bool) -> None:
        """Decide whether the first rows of words were a header."""
        if self._begun:
            return
        self._begun = True
        if not header:
            for line, text in self._titles:
                self._collector.add(line, text, PhoneProblem.NOT_A_NUMBER)
        self._titles = []


def _count(found: Sequence[Reading]) -> int:
    return sum(isinstance(phone, Phone) for _, phone in found)


def _is_mainland_phone(reading: Reading) -> bool:
    found = reading[1]
    return isinstance(found, Phone) and not found.international


def _reason(found: Sequence[Reading]) -> PhoneProblem:
    """Return the problem of the cell of a row that most resembles a number."""
    problems = [(text, problem) for text, problem in found if isinstance(problem, PhoneProblem)]
    if any(problem is PhoneProblem.LOSSY for _, problem in problems):
        return PhoneProblem.LOSSY
    numeric = [pair for pair in problems if pair[1] is not PhoneProblem.NOT_A_NUMBER]
    return max(numeric or problems, key=lambda pair: sum(map(str.isdecimal, pair[0])))[1]
