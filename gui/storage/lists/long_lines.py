"""Iterate over the lines of a text file, even very long ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

LINE_MAX = 64 * 1024
"""Characters of a line that are read at once; a longer one is split."""
PARTS_MAX = 16
"""Maximum parts kept together if there is no separator to split at."""

_LAST_SEPARATOR = re.compile(r".*[,，、;；\t]|.*[0-9]{11}(?=\s)", re.DOTALL)


def iter_lines(file: TextIO) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text; a very long one is split between numbers.

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
        else:  # no number is that long
            yield line, "".join([*kept, part])
            kept = []
    if kept:
        yield line, "".join(kept)
