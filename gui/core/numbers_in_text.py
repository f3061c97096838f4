"""Where one number ends and the next begins.

Separators are commas, semicolons and tabs, and blanks too, but people also write one number with
blanks in it: what stands between two separators and makes one number without its blanks is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from gui.core.phone import Phone, PhoneProblem, is_mainland
from gui.core.phones import LONGEST, normalise, normalise_mainland

Reading = tuple[str, Phone | PhoneProblem]
"""What was there, and what it was read as."""

WIDEST = 24
"""Characters of one number written with blanks, without them: (+86)-138-0013-8000."""
PIECES = 16
"""Pieces of such a number: 1 3 8 0 0 1 3 8 0 0 0, and a prefix."""

_SEPARATOR = re.compile(r"[,，﹐、､﹑;；﹔\t\r\n]")
_PIECE = re.compile(r"[+＋(（]*[0-9０-９][0-9０-９()（）.‐‑–—-]*")
_EXPLICIT = re.compile(r"[(（]?(?:[+＋]|00|００)")
_SHORT = 6
"""Characters of the longest piece that people write between blanks."""


def readings(text: str) -> Iterator[Reading]:
    """Read one line, or one cell, of a list."""
    for chunk in _SEPARATOR.split(text):
        if is_mainland(chunk):
            yield chunk, Phone(chunk, False)
            continue
        pieces = chunk.split()
        if len(pieces) == 1:
            if not _is_invisible(pieces[0]):
                yield pieces[0], normalise(pieces[0])
        elif pieces:
            yield from _spaced(chunk.strip(), pieces)


def _is_invisible(text: str) -> bool:
    return all(unicodedata.category(character) == "Cf" for character in text)


def _spaced(chunk: str, pieces: Sequence[str]) -> Iterator[Reading]:
    """Read a chunk with blanks in it: one number, or several."""
    if len(chunk) <= LONGEST:
        whole = normalise(chunk)
        if isinstance(whole, Phone):
            bare = whole.international and not _EXPLICIT.match(chunk)
            # 55 13912345678 is a mobile of São Paulo, or the 55th of a list and one of ours.
            both = bare and any(map(is_mainland, pieces))
            yield chunk, PhoneProblem.AMBIGUOUS if both else whole
            return
    position, unread = 0, 0
    while position < len(pieces):
        length, found = _longest_start(pieces, position)
        if length:
            yield from _problems(pieces[unread:position])
            yield " ".join(pieces[position : position + length]), found
            unread = position + length
        position += length or 1
        if position - unread > PIECES:
            yield from _problems(pieces[unread:position])
            unread = position
    yield from _problems(pieces[unread:])


def _longest_start(pieces: Sequence[str], start: int) -> tuple[int, Phone | PhoneProblem]:
    """Read a number from `pieces[start]` on; return how many pieces it takes, 0 if none does."""
    first = pieces[start]
    if is_mainland(first):
        return 1, Phone(first, False)
    alone = normalise(first)
    if isinstance(alone, Phone):
        return 1, alone
    explicit = _EXPLICIT.match(first) is not None
    taken, width, candidates = 0, 0, list[tuple[int, Phone]]()
    for piece in pieces[start : start + PIECES]:
        taken, width = taken + 1, width + len(piece)
        if width > WIDEST or not _PIECE.fullmatch(piece):
            break
        if taken > 1 and width >= (8 if explicit else 11):
            joined = " ".join(pieces[start : start + taken])
            # Within a list, pieces may make a bare number of another country by chance.
            found = normalise(joined) if explicit else normalise_mainland(joined)
            if isinstance(found, Phone):
                candidates.append((taken, found))
                if not found.international:
                    break
    match candidates:
        case []:
            return 0, alone
        case [(length, phone)]:
            return length, phone
        case _:
            return candidates[-1][0], PhoneProblem.AMBIGUOUS


def _problems(pieces: Sequence[str]) -> Iterator[Reading]:
    """Tell why `pieces` hold no number; short ones beside each other are parts of one."""
    parts: list[str] = []
    for piece in pieces:
        if len(piece) <= _SHORT and _PIECE.fullmatch(piece):
            parts.append(piece)
            continue
        yield from _problem(parts)
        parts = []
        if not _is_invisible(piece):
            yield from _problem([piece])
    yield from _problem(parts)


def _problem(parts: Sequence[str]) -> Iterator[Reading]:
    if not parts:
        return
    text = " ".join(parts)
    found = normalise(text)
    yield text, PhoneProblem.AMBIGUOUS if isinstance(found, Phone) else found
