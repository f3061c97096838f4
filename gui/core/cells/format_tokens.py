"""Cut the display format of a spreadsheet cell into tokens.

The syntax is specified in ECMA-376, part 1, section 18.8.31 (numFmts).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from operator import eq, ge, gt, le, lt, ne


class FormatError(ValueError):
    """A display format that is malformed or not supported."""


class Kind(Enum):
    """The kind of a token."""

    LITERAL = auto()
    DIGIT = auto()
    """`0`, `#` or `?`."""
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    """`E+` or `E-`."""
    GENERAL = auto()
    TEXT = auto()
    """`@`."""
    DATE = auto()
    """A run of one letter of y, m, d, h, s, a, e; or `[h]`, `[m]`, `[s]`."""
    HALF_DAY = auto()
    """`AM/PM`, `A/P` or `上午/下午`."""


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a section; `text` is as written, literals without their quotes."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """The format of some values: positive ones, or those that meet a condition.

    Attributes:
        condition: none if its position among the sections decides.
    """

    tokens: tuple[Token, ...]
    condition: Callable[[float], bool] | None = None

    def has(self, kind: Kind) -> bool:
        """Return whether there is a token of this kind."""
        return any(token.kind is kind for token in self.tokens)


_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)(?:"|\Z)
    | \\(?P<escaped>.)
    | !(?P<marked>.)                       # how spreadsheets of East Asia escape
    | (?P<blank>_.)
    | (?P<fill>\*.)
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|aaaa?|e+)
    | (?P<digit>[0\#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<text>@)
    | (?P<separator>;)
    | (?P<unknown>[/gbn])
    | (?P<other>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)").fullmatch
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne
}  # fmt: skip
_NUMERALS = re.compile("dbnum|natnum", re.IGNORECASE).match
_LOCALE = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]*)(?:,.*)?)?").fullmatch
_SYSTEM = {0xF800: 'yyyy"年"m"月"d"日"', 0xF400: "h:mm:ss"}
"""Formats that depend on the system's locale, with those of China."""
_CALENDAR = 0xFFFF0000
"""Bits of a locale that select another calendar or other digits."""
_KINDS = {
    "general": Kind.GENERAL,
    "half": Kind.HALF_DAY,
    "exponent": Kind.EXPONENT,
    "date": Kind.DATE,
    "digit": Kind.DIGIT,
    "point": Kind.POINT,
    "comma": Kind.COMMA,
    "percent": Kind.PERCENT,
    "text": Kind.TEXT,
}
_SECTIONS_MAX = 4


def cut(code: str) -> tuple[Section, ...]:
    """Split a format into its sections, one to four.

    Raises:
        FormatError: it is malformed or not supported.
    """
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: Callable[[float], bool] | None = None
    for match in _TOKEN.finditer(code):
        name = match.lastgroup or ""
        text = match[name]
        match name:
            case "separator":
                sections.append(Section(tuple(tokens), condition))
                tokens, condition = [], None
            case "quoted" | "escaped" | "marked":
                tokens.append(Token(Kind.LITERAL, text))
            case "other" | "unknown":
                # A slash separates parts of a date or a currency from a unit, or makes a fraction.
                if name == "unknown" and (text != "/" or _is_fraction(code)):
                    raise FormatError(code)
                tokens.append(Token(Kind.LITERAL, text))
            case "blank":
                tokens.append(Token(Kind.LITERAL, " "))
            case "fill":
                continue
            case "elapsed":
                tokens.append(Token(Kind.DATE, f"[{text.lower()}]"))
            case "bracket":
                if found := _CONDITION(text):
                    condition = _compare(found[1], float(found[2]))
                elif (system := _bracket(text, tokens)) is not None:
                    return cut(system)
            case "date" | "general":
                tokens.append(Token(_KINDS[name], text.lower()))
            case _:
                tokens.append(Token(_KINDS[name], text))
    sections.append(Section(tuple(tokens), condition))
    if len(sections) > _SECTIONS_MAX:
        raise FormatError(code)
    return tuple(sections)


def _bracket(text: str, tokens: list[Token]) -> str | None:
    """Handle a part in brackets; return the format that replaces the whole one, if any.

    Raises:
        FormatError: it is malformed or not supported.
    """
    if _NUMERALS(text):
        raise FormatError(text)
    if not (found := _LOCALE(text)):
        return None  # a colour
    locale = int(found[2] or "0", 16)
    if locale in _SYSTEM:
        return _SYSTEM[locale]
    if locale & _CALENDAR:
        raise FormatError(text)
    if found[1]:
        tokens.append(Token(Kind.LITERAL, found[1]))
    return None


def _is_fraction(code: str) -> bool:
    return re.search(r"[0#?]\s*/\s*[0-9#?]", code) is not None


def _compare(operator: str, bound: float) -> Callable[[float], bool]:
    compare = _COMPARE[operator]
    return lambda value: compare(value, bound)
