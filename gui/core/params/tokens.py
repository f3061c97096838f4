"""JSON as it is being typed: coloured pieces and matching brackets, right or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

BLANKS = r" \t\n\r\x85\xa0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
"""Blanks between the pieces, as in a class of a regular expression; pasted text has them all."""


class TokenKind(Enum):
    """What a piece of JSON is, for a highlighter."""

    KEY = auto()
    STRING = auto()
    NUMBER = auto()
    LITERAL = auto()
    """true, false, null."""
    PUNCTUATION = auto()
    BAD = auto()
    """No JSON; also the line of a string that is not closed on it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `text[start:end]`, never a blank one."""

    kind: TokenKind
    start: int
    end: int


# Possessive quantifiers (*+): whatever is typed is read once.
_STRING = r'"[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+(?P<closed>")?+'
_TOKEN = re.compile(
    rf"""
    (?P<string>{_STRING})
    | (?P<number>-?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)(?![\w.+-])
    | (?P<literal>true|false|null)(?!\w)
    | (?P<punctuation>[{{}}\[\]:,])
    | (?P<bad>[^{BLANKS}{{}}\[\]:,"]++)
    """,
    re.VERBOSE,
)
_COLON_NEXT = re.compile(rf"[{BLANKS}]*+:")
_BRACKET = re.compile(rf"{_STRING}|(?P<bracket>[{{}}\[\]])")
_OPENER = {"}": "{", "]": "["}


def tokenize(text: str) -> Iterator[Token]:
    """Go through the pieces of `text` from its beginning to its end, whatever it is."""
    for found in _TOKEN.finditer(text):
        yield Token(_kind(text, found), found.start(), found.end())


def _kind(text: str, found: re.Match[str]) -> TokenKind:
    if found["string"] is not None:
        if found["closed"] is None:
            return TokenKind.BAD
        return TokenKind.KEY if _COLON_NEXT.match(text, found.end()) else TokenKind.STRING
    if found["number"] is not None:
        return TokenKind.NUMBER
    if found["literal"] is not None:
        return TokenKind.LITERAL
    return TokenKind.PUNCTUATION if found["punctuation"] is not None else TokenKind.BAD


def matching_bracket(text: str, position: int) -> int | None:
    """Find the partner of the bracket at `position`; brackets in strings are none.

    Returns its position, or none if there is no bracket at `position` or it has no partner.
    """
    if not 0 <= position < len(text) or text[position] not in "{}[]":
        return None
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        bracket, here = found["bracket"], found.start()
        if bracket is None:
            if found.end() > position > here:
                return None
        elif bracket in "{[":
            opened.append(here)
        elif opened and text[opened[-1]] == _OPENER[bracket]:
            partner = opened.pop()
            if position in (here, partner):
                return partner if position == here else here
    return None
