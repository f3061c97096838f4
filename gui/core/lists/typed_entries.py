"""Split typed text into entries, one per recipient, and find the names beside typed numbers.

An entry is a line of the stored text. A line is split only where every piece is read alone as it is
read within the line; otherwise it stays one entry with several readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import TypeVar

from gui.core.lists.guess import is_phone_header
from gui.core.phones.decoration import after_mark, visible
from gui.core.phones.normalise import DIGITS_MAX, normalise_mainland
from gui.core.phones.number import MAINLAND_REGION, PhoneProblem
from gui.core.phones.scan import Reading, scan_numbers
from gui.core.phones.typed_text import is_word, lines_of

SPLIT_MAX = 4000
"""Characters of a text that is split; a longer one has more entries than are shown singly."""
JUNK_DIGITS_MAX = 6
"""Digits of a piece that cannot be a number of any country, whatever stands beside it."""

_SEPARATOR = re.compile(r"[,，﹐、､﹑;；﹔\t]")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]").search

Item = TypeVar("Item")


class _Kind(Enum):
    WORD = "word"
    NUMBER = "number"
    JUNK = "junk"


def split_typed(text: str) -> list[str]:
    """Split what was typed or pasted into entries without blank lines.

    The heading of a pasted column is dropped.
    """
    lines = [line.strip() for line in lines_of(text)]
    lines = [line for line in lines if line]
    if len(lines) > 1 and not _DIGIT.search(lines[0]) and is_phone_header(lines[0]):
        del lines[0]
    if len(text) > SPLIT_MAX:
        return lines
    return [entry for line in lines for entry in _split_line(line)]


def name_readings(found: Iterable[Reading]) -> list[tuple[Reading, str]]:
    """Join the words of a line to the numbers that they stand beside.

    Returns:
        Each reading that is not the name of another one, with its name or an empty text.
    """
    return list(_named(list(found), _kind_of_reading, lambda reading: reading[0]))


def with_name(number: str, name: str) -> str:
    """Write a name before a number, as one line that is read as both again; else the number alone.

    `number` is one of the mainland, or one with a plus sign and its country code.
    """
    if not name or len(lines_of(name)) != 1:
        return number
    line = f"{name} {number}"
    alone = [found for _, found in scan_numbers(number, MAINLAND_REGION)]
    read = name_readings(scan_numbers(line, MAINLAND_REGION))
    same = [found for (_, found), _ in read] == alone and [said for _, said in read] == [name]
    return line if same else number


def _named(
    items: Sequence[Item], kind_of: Callable[[Item], _Kind], text_of: Callable[[Item], str]
) -> Iterator[tuple[Item, str]]:
    """Yield the items of a line that are not names, each with its name.

    Where a line begins with a word, words stand before their number, otherwise behind it.
    """
    kinds = [kind_of(item) for item in items]
    if _Kind.WORD not in kinds or _Kind.NUMBER not in kinds:
        for item in items:
            yield item, ""
        return
    names = dict[int, list[str]]()
    owned = set[int]()
    for at, kind in enumerate(kinds):
        if kind is not _Kind.WORD:
            continue
        before, after = at, at
        while before >= 0 and kinds[before] is _Kind.WORD:
            before -= 1
        while after < len(kinds) and kinds[after] is _Kind.WORD:
            after += 1
        sides = (after, before) if kinds[0] is _Kind.WORD else (before, after)
        for side in sides:
            if 0 <= side < len(kinds) and kinds[side] is _Kind.NUMBER:
                names.setdefault(side, []).append(text_of(items[at]))
                owned.add(at)
                break
    for at, item in enumerate(items):
        if at not in owned:
            yield item, " ".join(names.get(at, ()))


def _kind_of_reading(reading: Reading) -> _Kind:
    text, found = reading
    if not isinstance(found, PhoneProblem):
        return _Kind.NUMBER
    return _Kind.WORD if found is PhoneProblem.NOT_A_NUMBER and is_word(text) else _Kind.JUNK


def _split_line(line: str) -> list[str]:
    if not _SEPARATOR.search(line) and len(line.split()) < 2:
        return [line]
    if len(line) <= DIGITS_MAX and after_mark(visible(line)):
        return [line]
    pieces = list[tuple[str, _Kind]]()
    for part in _SEPARATOR.split(line):
        if found := _pieces(part.strip()):
            pieces += found
        elif part.strip():
            return [line]
    named = _named(pieces, lambda piece: piece[1], lambda piece: piece[0])
    return [f"{name} {text}".strip() for (text, _), name in named]


def _pieces(part: str) -> list[tuple[str, _Kind]]:
    """Classify the pieces of a part between separators; none if it may be read in several ways."""
    if normalise_mainland(part):
        return [(part, _Kind.NUMBER)]
    digits = len(_DIGIT.findall(part))
    if 0 < digits <= JUNK_DIGITS_MAX and part.isascii() and not _LETTER(part):
        return [(part, _Kind.JUNK)]
    pieces = list[tuple[str, _Kind]]()
    for piece in part.split():
        if is_word(piece):
            pieces.append((piece, _Kind.WORD))
        elif normalise_mainland(piece):
            pieces.append((piece, _Kind.NUMBER))
        else:
            return []
    return pieces
