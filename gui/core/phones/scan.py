"""Split a line of text into phone numbers.

Separators are commas, semicolons, tabs and blanks. Since one number may be written with blanks, a
text between two other separators that makes one number without its blanks is one number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from gui.core.phones.decoration import after_mark, visible
from gui.core.phones.normalise import (
    DIGITS_MAX,
    is_bare,
    normalise,
    normalise_mainland,
    numbers_inside,
)
from gui.core.phones.number import MAINLAND_REGION, Doubt, Found, Phone, PhoneProblem, is_mainland

Reading = tuple[str, Found]
"""The original text, and the result of parsing it."""

WIDEST = 24
"""Maximum length of one number written with blanks, without them: (+86)-138-0013-8000."""
PIECES = 16
"""Maximum pieces of such a number: 1 3 8 0 0 1 3 8 0 0 0, and a prefix."""

_SEPARATOR = re.compile(r"[,，﹐、､﹑;；﹔\t\r\n]")
_PIECE = re.compile(r"(?:[(（]?(?:[+＋]|00|００) )?[+＋(（]*[0-9０-９][0-9０-９()（）.‐‑–—-]*")
_EXPLICIT = re.compile(r"[(（]?(?:[+＋]|00|００)")
_PLUS = re.compile(r"[(（]?[+＋]")
_CODE = re.compile(r"[(（]?(?:[+＋]|00|００) ?[(（]?[0-9０-９]{1,3}[)）]?")
"""A country code alone: the digits behind it are never a number without it."""
_SHORT = 6
"""Maximum length of a piece between blanks."""


def scan_numbers(text: str, region: str = MAINLAND_REGION) -> Iterator[Reading]:
    """Find the numbers in one line or cell of a list.

    A bare foreign number beside a mainland one is doubtful: order and QQ numbers look the same.

    Args:
        text: without a line break at the end.
        region: where numbers without a country code are from, as ISO 3166 has it.
    """
    held = list[Reading]()
    mainland = False
    for piece, found in _readings(text, region):
        if isinstance(found, Phone) and not found.international and not mainland:
            mainland = True
            yield from map(_doubted, held)
            held = []
        if not mainland and (held or _is_doubtful_beside(piece, found)):
            held.append((piece, found))
        else:
            yield _doubted((piece, found)) if mainland else (piece, found)
    yield from held


def doubt_foreign(found: Iterable[Reading]) -> list[Reading]:
    """Make bare foreign numbers doubtful, as beside a mainland one."""
    return list(map(_doubted, found))


def _doubted(reading: Reading) -> Reading:
    text, found = reading
    if isinstance(found, Phone) and _is_doubtful_beside(text, found):
        return text, Doubt(found, PhoneProblem.DOUBTFUL_REGION)
    return reading


def _is_doubtful_beside(text: str, found: Found) -> bool:
    return isinstance(found, Phone) and found.international and is_bare(text)


def _readings(text: str, region: str) -> Iterator[Reading]:
    if len(text) <= DIGITS_MAX and after_mark(visible(text)):
        whole = normalise(text, region)
        if isinstance(whole, Phone):
            yield text.strip(), whole
            return
    for chunk in _SEPARATOR.split(text):
        if region == MAINLAND_REGION and is_mainland(chunk):
            yield chunk, Phone(chunk, False)
            continue
        pieces = chunk.split()
        if len(pieces) == 1:
            if not _is_invisible(pieces[0]):
                yield from _single(pieces[0], region)
        elif pieces:
            yield from _spaced(chunk.strip(), pieces, region)


def _single(piece: str, region: str) -> Iterator[Reading]:
    """Scan a piece without blanks; several numbers among words are parsed one by one."""
    found = normalise(piece, region)
    if isinstance(found, Doubt):
        yield from _each_inside(piece, found, region)
    else:
        yield piece, found


def _is_invisible(text: str) -> bool:
    return all(unicodedata.category(character) == "Cf" for character in text)


def _spaced(chunk: str, pieces: Sequence[str], region: str) -> Iterator[Reading]:
    """Parse a chunk with blanks: one number, or several."""
    if len(chunk) <= DIGITS_MAX:
        whole = normalise(chunk, region)
        if isinstance(whole, Phone):
            bare = whole.international and not _EXPLICIT.match(chunk)
            # 55 13912345678 is a mobile of São Paulo, or the 55th of a list and one of ours.
            both = bare and any(map(is_mainland, pieces))
            yield chunk, PhoneProblem.AMBIGUOUS if both else whole
            return
        if whole is PhoneProblem.NEGATIVE:
            yield chunk, whole
            return
        found = list(_pieces(_signs_joined(pieces), region))
        clear = any(isinstance(one, Phone) or one is PhoneProblem.AMBIGUOUS for _, one in found)
        if clear or not isinstance(whole, Doubt):
            yield from found
        else:  # keep the words beside their number
            yield from _each_inside(chunk, whole, region)
        return
    yield from _pieces(_signs_joined(pieces), region)


def _signs_joined(pieces: Sequence[str]) -> list[str]:
    """Join a + or 00 that stands alone to the digits behind it: without it they are others."""
    joined = list[str]()
    for piece in pieces:
        if joined and _EXPLICIT.fullmatch(joined[-1]) and _is_plain(piece):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def _each_inside(text: str, doubt: Doubt, region: str) -> Iterator[Reading]:
    """Yield each number embedded in words or between other numbers."""
    if doubt.reason is not PhoneProblem.NUMBER_INSIDE:
        yield text, doubt
        return
    for phone in numbers_inside(text, region):
        yield text, Doubt(phone, doubt.reason)


def _pieces(pieces: Sequence[str], region: str) -> Iterator[Reading]:
    """Parse pieces between blanks, several of which may make one number."""
    position, unread = 0, 0
    while position < len(pieces):
        length, found = _longest_start(pieces, position, region)
        if length:
            yield from _problems(pieces[unread:position], region)
            yield " ".join(pieces[position : position + length]), found
            unread = position + length
        position += length or (2 if _is_code_of(pieces, position) else 1)
        if position - unread > PIECES:
            yield from _problems(pieces[unread:position], region)
            unread = position
    yield from _problems(pieces[unread:], region)


def _is_plain(piece: str) -> bool:
    """Return whether a piece is of digits that no prefix begins."""
    return _PIECE.fullmatch(piece) is not None and _EXPLICIT.match(piece) is None


def _is_code_of(pieces: Sequence[str], position: int) -> bool:
    """Return whether a piece is the country code of the next; a whole number needs none."""
    piece = pieces[position]
    following = pieces[position + 1] if position + 1 < len(pieces) else ""
    if not _CODE.fullmatch(piece) or not _is_plain(following) or is_mainland(following):
        return False
    # 0013 is also a group of 138 0013 8000.
    return _PLUS.match(piece) is not None or len(following) > _SHORT


def _longest_start(pieces: Sequence[str], start: int, region: str) -> tuple[int, Found]:
    """Parse a number that starts at `pieces[start]`; return how many pieces it takes, or 0."""
    first = pieces[start]
    if region == MAINLAND_REGION and is_mainland(first):
        return 1, Phone(first, False)
    alone = normalise(first, region)
    if isinstance(alone, Phone):
        return 1, alone
    explicit = _EXPLICIT.match(first) is not None
    taken, width, candidates = 0, 0, list[tuple[int, Phone]]()
    for piece in pieces[start : start + PIECES]:
        taken, width = taken + 1, width + len(piece)
        if width > WIDEST or not _PIECE.fullmatch(piece):
            break
        if taken > 1 and width >= (8 if explicit or region != MAINLAND_REGION else 11):
            joined = " ".join(pieces[start : start + taken])
            found = _read_joined(joined, region, explicit=explicit)
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


def _read_joined(joined: str, region: str, *, explicit: bool) -> Found | None:
    """Parse pieces as one number; within a list they may form a bare foreign one by chance."""
    if explicit or region != MAINLAND_REGION:
        return normalise(joined, region)
    return normalise_mainland(joined)


def _problems(pieces: Sequence[str], region: str) -> Iterator[Reading]:
    """Yield the problems of `pieces`.

    Adjacent short ones are parts of one number, and so are a country code and what follows it.
    """
    parts: list[str] = []
    for place, piece in enumerate(pieces):
        if len(piece) <= _SHORT and _PIECE.fullmatch(piece):
            if _PLUS.match(piece):
                yield from _problem(parts, region)
                parts = []
            parts.append(piece)
            continue
        if place and _is_code_of(pieces, place - 1):
            yield from _problem([*parts, piece], region)
            parts = []
            continue
        yield from _problem(parts, region)
        parts = []
        if not _is_invisible(piece):
            yield from _single(piece, region)
    yield from _problem(parts, region)


def _problem(parts: Sequence[str], region: str) -> Iterator[Reading]:
    if not parts:
        return
    text = " ".join(parts)
    found = normalise(text, region)
    if isinstance(found, Phone):
        yield text, PhoneProblem.AMBIGUOUS
    else:
        yield text, found
