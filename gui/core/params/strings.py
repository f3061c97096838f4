"""Parses one JSON string, and finds its errors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gui.core.params.problems import ParamProblem

FAULTS_MAX = 100
"""Maximum number of faults reported."""


@dataclass(frozen=True, slots=True)
class JsonFault:
    """An error, its position in the text, and what was found there."""

    problem: ParamProblem
    start: int
    found: str


class StopReading(Exception):
    """The rest of the text cannot be parsed."""

    def __init__(self, problem: ParamProblem, start: int, found: str) -> None:
        super().__init__(problem.name)
        self.fault = JsonFault(problem, start, found)


@dataclass(frozen=True, slots=True)
class JsonString:
    """A parsed string.

    Attributes:
        value: its characters, with escapes resolved; invalid parts are kept.
        end: the position after it.
    """

    value: str
    end: int
    faults: tuple[JsonFault, ...]


_PLAIN = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]*+')
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_ESCAPES = {
    '"': '"',
    "\\": "\\",
    "/": "/",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
}


def read_string(text: str, start: int) -> JsonString:
    """Parse the string whose opening quote is `text[start]`.

    Raises:
        StopReading: it is not closed, or closed by a Chinese quote.
    """
    parts: list[str] = []
    faults: list[JsonFault] = []
    position, on_first_line = start + 1, True
    while True:
        plain = _PLAIN.match(text, position)
        if plain and plain[0]:
            parts.append(plain[0])
            position = plain.end()
        character = text[position : position + 1]
        if character == '"':
            return JsonString("".join(parts), position + 1, tuple(faults))
        if not character:
            if on_first_line:
                _check_closing(text, start, position)
            raise StopReading(ParamProblem.UNCLOSED_STRING, start, text[start:])
        value, length, problem = _special(text, position)
        if problem is ParamProblem.RAW_NEWLINE and on_first_line:
            _check_closing(text, start, position)
            on_first_line = False
        if problem is not None and len(faults) < FAULTS_MAX:
            shown = 2 if problem is ParamProblem.BAD_ESCAPE else length
            faults.append(JsonFault(problem, position, text[position : position + shown]))
        parts.append(value)
        position += length


def _special(text: str, position: int) -> tuple[str, int, ParamProblem | None]:
    """Parse an escape or an invalid character: return its value, length and error."""
    character = text[position]
    if character == "\\":
        if pair := _PAIR.match(text, position):
            both = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
            return both, len(pair[0]), None
        if single := _UNICODE.match(text, position):
            value = chr(int(single[1], 16))
            half = ParamProblem.HALF_CHARACTER if "\ud800" <= value <= "\udfff" else None
            return value, len(single[0]), half
        escaped = text[position + 1 : position + 2]
        if escaped in _ESCAPES:
            return _ESCAPES[escaped], 2, None
        return character, 1, ParamProblem.BAD_ESCAPE
    if character in "\r\n":
        length = 2 if text.startswith("\r\n", position) else 1
        return "\n", length, ParamProblem.RAW_NEWLINE
    if character < " ":
        return character, 1, ParamProblem.RAW_CONTROL
    return character, 1, ParamProblem.HALF_CHARACTER


def _check_closing(text: str, start: int, line_end: int) -> None:
    """Raise `StopReading` if a Chinese quote was meant to close the string on its first line."""
    line = text[start + 1 : line_end].rstrip(" \t,，}｝]:：")
    if line.endswith(("“", "”", "＂")):
        raise StopReading(ParamProblem.CHINESE_QUOTES, start + len(line), line[-1])
