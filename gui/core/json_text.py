"""JSON as it is being typed: coloured pieces and matching brackets, right or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class TokenKind(Enum):
    """What a piece of JSON is, for a highlighter."""

    KEY = auto()
    STRING = auto()
    NUMBER = auto()
    LITERAL = auto()
    """true, false, null."""
    PUNCTUATION = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `text[start:end]`, never a blank one."""

    kind: TokenKind
    start: int
    end: int
