"""Errors in the template parameters typed by the operator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

PARAMS_MAX = 20_000
"""Maximum length of parameters in characters.

A message has at most 500 characters [MessageRules], so the values of its variables have no more;
the rest is room for names, escapes and blanks.
"""


class ParamProblem(Enum):
    """The kind of an error; its docstring says what `ParamError.detail` contains."""

    # Not JSON; `detail` is what was found there, empty at the end of the text.
    EXPECTED_OBJECT = auto()
    """The text does not start like JSON."""
    EXPECTED_KEY = auto()
    """A key in double quotes was expected."""
    EXPECTED_COLON = auto()
    EXPECTED_VALUE = auto()
    EXPECTED_COMMA = auto()
    """A comma or the closing bracket was expected."""
    UNCLOSED = auto()
    """The text ends before the bracket is closed; the position is that of the bracket."""
    UNCLOSED_STRING = auto()
    """The text ends before the string is closed; the position is that of the opening quote."""
    TEXT_AFTER_END = auto()
    TRAILING_COMMA = auto()
    """A comma before the closing bracket; the position is that of the comma."""
    SINGLE_QUOTES = auto()
    CHINESE_QUOTES = auto()
    """“ ” or full-width ＂ instead of "."""
    CHINESE_PUNCTUATION = auto()
    """A full-width colon, comma or brace instead of the ASCII one."""
    UNQUOTED = auto()
    """A key or a text without quotes."""
    COMMENT = auto()
    BAD_ESCAPE = auto()
    r"""A backslash that begins no escape of JSON (\n, \", \\, \u4f60 …)."""
    BAD_NUMBER = auto()
    """Starts like a number but is none (+1, .5, 1., 0x1F)."""
    RAW_NEWLINE = auto()
    r"""A line break in a string, where \n must be written."""
    RAW_CONTROL = auto()
    r"""Another control character in a string, such as a tab, where \t must be written."""
    HALF_CHARACTER = auto()
    """A lone surrogate: it cannot be sent."""

    TOO_LONG = auto()
    """More than `PARAMS_MAX` characters, not parsed; `detail` is the number."""

    # JSON, but not parameters.
    NOT_AN_OBJECT = auto()
    """A list, string, number or literal; `detail` is its beginning."""
    REPEATED_KEY = auto()
    """`detail` is the key."""
    EMPTY_KEY = auto()
    VALUE_NULL = auto()
    """null; `detail` is the key, as for the following ones."""
    VALUE_BOOLEAN = auto()
    VALUE_LIST = auto()
    VALUE_OBJECT = auto()
    VALUE_NOT_FINITE = auto()
    """NaN, Infinity or -Infinity."""


@dataclass(frozen=True, slots=True)
class ParamError:
    """An error and its position.

    Attributes:
        line, column: from 1; the column counts characters (code points).
        detail: as `problem` documents; at most 40 characters.
    """

    problem: ParamProblem
    line: int
    column: int
    detail: str = ""
