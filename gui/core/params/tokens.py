"""Tokens of JSON while it is typed, for highlighting and bracket matching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

BLANKS = r" \t\n\r\x85\xa0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
"""Blanks between tokens, as a regular expression class; pasted text has all of them."""


class TokenKind(Enum):
    """The kind of a token."""

    KEY = auto()
    STRING = auto()
    NUMBER = auto()
    LITERAL = auto()
    """true, false, null."""
    PUNCTUATION = auto()
    BAD = auto()
    """Not JSON; also the line of an unclosed string."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token: `text[start:end]`, never blank."""

    kind: TokenKind
    start: int
    end: int


# Possessive quantifiers (*+) keep the time linear for any text.
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
    """Yield the tokens of any `text`, from its beginning to its end."""
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
    """Find the bracket that matches the one at `position`, ignoring strings.

    Returns its position, or none if there is no bracket at `position` or no match.
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
