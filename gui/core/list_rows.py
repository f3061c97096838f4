"""Numbers out of the lines of a file, where other things stand beside them."""

from __future__ import annotations

from collections.abc import Sequence

from gui.core.numbers_in_text import readings
from gui.core.phones import Phone, PhoneProblem, is_mainland, normalise
from gui.core.recipients import Collector

TITLE_ROWS = 3
"""Rows without any number that may stand above the first one: a title, a note, the header."""
DIGITS = 7
"""Of the shortest text that is taken for an attempt at a number."""


class RowReader:
    """Reads the rows of a table, or the lines of a text, into a collector.

    Words above the first number are a header.
    """

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._titles: list[tuple[int, str]] = []
        self._begun = False

    def read(self, line: int, cells: Sequence[str]) -> None:
        """Read a row of a table that begins on `line`; an empty one is nothing.

        A row without a number is a problem; in a row that has one, the other cells are none of
        our business, unless it is a whole list in one row.
        """
        if len(cells) == 1 and is_mainland(cells[0]):
            self._begin(header=True)
            self._collector.add_number(line, cells[0], cells[0])
            return
        found = [reading for cell in cells for reading in _cell(cell)]
        numbers = [reading for reading in found if isinstance(reading[1], Phone)]
        text = ", ".join(filter(None, (cell.strip() for cell in cells)))
        if numbers:
            self._begin(header=True)
            is_list = len(numbers) > 1
            for piece, phone in found:
                if isinstance(phone, Phone) or (is_list and _is_attempt(piece)):
                    self._collector.add(line, piece, phone)
        elif text and not self._begun and all(not _has_digit(piece) for piece, _ in found):
            self._titles.append((line, text))
        elif found:
            self._begin(header=False)
            self._collector.add(line, text, _reason(found))

    def read_line(self, line: int, text: str) -> None:
        """Read a line of a text; words beside a number are its label, all else is a problem."""
        if is_mainland(text):
            self._begin(header=True)
            self._collector.add_number(line, text, text)
            return
        found = list(readings(text))
        has_number = any(isinstance(phone, Phone) for _, phone in found)
        has_digit = has_number or any(_has_digit(piece) for piece, _ in found)
        if found and not has_digit and not self._begun:
            self._titles.append((line, text.strip()))
            return
        if found:
            self._begin(header=has_number)
        for piece, phone in found:
            if not has_number or _has_digit(piece):
                self._collector.add(line, piece, phone)

    def finish(self) -> None:
        """Say that the last row was read."""
        self._begin(header=False)

    def _begin(self, *, header: bool) -> None:
        """Settle what the words at the beginning were."""
        if self._begun:
            return
        self._begun = True
        if not header or len(self._titles) > TITLE_ROWS:
            for line, text in self._titles:
                self._collector.add(line, text, PhoneProblem.NOT_A_NUMBER)
        self._titles = []


def _cell(cell: str) -> list[tuple[str, Phone | PhoneProblem]]:
    whole = normalise(cell)
    return [(cell.strip(), whole)] if isinstance(whole, Phone) else list(readings(cell))


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _is_attempt(text: str) -> bool:
    return text.isdecimal() and len(text) >= DIGITS


def _reason(found: Sequence[tuple[str, Phone | PhoneProblem]]) -> PhoneProblem:
    """The most telling of what is wrong in a row: that of the cell most like a number."""
    problems = [(text, problem) for text, problem in found if isinstance(problem, PhoneProblem)]
    if any(problem is PhoneProblem.LOSSY for _, problem in problems):
        return PhoneProblem.LOSSY
    numeric = [pair for pair in problems if pair[1] is not PhoneProblem.NOT_A_NUMBER]
    return max(numeric or problems, key=lambda pair: sum(map(str.isdecimal, pair[0])))[1]
