"""Find numbers inside multi-line cells: an unclosed quote merges whole rows into a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LINE_END = re.compile("\r\n|\r|\n")
_INSIDE = re.compile(
    r"(?<![0-9])(?:(?:\+|00)?86[- ]?)?1[3-9][0-9]([- ]?)[0-9]{4}\1[0-9]{4}(?![0-9])"
)


def find_hidden_numbers(line: int, cells: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Find the numbers in multi-line cells: yield the position of the cell, line and text."""
    for place, cell in enumerate(cells):
        if "\n" not in cell and "\r" not in cell:
            continue
        parts = LINE_END.split(cell)
        for at, part in enumerate(parts, line):
            yield from ((place, at, found[0]) for found in _INSIDE.finditer(part))
        line += len(parts) - 1
