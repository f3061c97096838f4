"""Rows and lines of a text file, and where in the file they begin."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import TextIO

LINE_MAX = 64 * 1024
"""Characters of a line that are read at once; a longer one comes in parts."""
PARTS_MAX = 16
"""So many are kept together where there is no place to cut."""

_DELIMITERS = ",\t;，；|"
_QUOTED = re.compile(r'"[^"]*+"')
_LAST_SEPARATOR = re.compile(r".*[,，、;；\t]|.*[0-9]{11}(?=\s)", re.DOTALL)


def rows(file: TextIO, sample: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Go through the rows of a table: the line each begins on, and its cells.

    Args:
        file: opened with `newline=""`.
        sample: its beginning, from which the delimiter is told.

    Raises:
        csv.Error: a quote is opened and never closed.
    """
    reader = csv.reader(file, delimiter=_delimiter(sample))
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def lines(file: TextIO) -> Iterator[tuple[int, str]]:
    """Go through the lines of a text; one that is very long comes in parts, cut between numbers.

    Args:
        file: opened with `newline=None`.
    """
    line, kept = 1, list[str]()
    while part := file.readline(LINE_MAX):
        if part.endswith("\n"):
            yield line, "".join([*kept, part[:-1]])
            line, kept = line + 1, []
        elif cut := _LAST_SEPARATOR.match(part):
            yield line, "".join([*kept, cut[0]])
            kept = [part[cut.end() :]]
        elif len(kept) < PARTS_MAX:
            kept.append(part)
        else:  # no number is as long as that
            yield line, "".join([*kept, part])
            kept = []
    if kept:
        yield line, "".join(kept)


def _delimiter(sample: str) -> str:
    """The most frequent one outside quotes; a comma if there is none."""
    return max(_DELIMITERS, key=_QUOTED.sub("", sample).count)
