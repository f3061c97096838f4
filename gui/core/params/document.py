"""Parse, validate and format the JSON of template parameters, with positions of errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from gui.core.params.problems import PARAMS_MAX, ParamError, ParamProblem
from gui.core.params.reader import JsonMember, JsonReader, ValueKind
from gui.core.params.strings import JsonFault
from gui.core.params.tokens import BLANKS, TokenKind, tokenize

__all__ = ["PARAMS_MAX", "ParamError", "ParamProblem", "Params", "format_params", "parse_params"]

DETAIL_MAX = 40
INDENT_MAX = 20
"""Maximum indented levels; deeper ones would grow the text quadratically."""

_NOTHING = re.compile(rf"[{BLANKS}]*+")
_LINE_BREAK = re.compile("\r\n|[\n\r]")
_WRONG_VALUES = {
    ValueKind.NULL: ParamProblem.VALUE_NULL,
    ValueKind.BOOLEAN: ParamProblem.VALUE_BOOLEAN,
    ValueKind.LIST: ParamProblem.VALUE_LIST,
    ValueKind.OBJECT: ParamProblem.VALUE_OBJECT,
    ValueKind.NOT_FINITE: ParamProblem.VALUE_NOT_FINITE,
}
_STILL_JSON = {
    ParamProblem.REPEATED_KEY,
    ParamProblem.EMPTY_KEY,
    ParamProblem.VALUE_NULL,
    ParamProblem.VALUE_BOOLEAN,
    ParamProblem.VALUE_LIST,
    ParamProblem.VALUE_OBJECT,
}


@dataclass(frozen=True, slots=True)
class Params:
    """Valid template parameters.

    Attributes:
        values: names and values in the order typed; numbers as typed.
    """

    values: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """Return a compact JSON object of strings, as for TemplateParam; empty for none."""
        if not self.values:
            return ""
        return json.dumps(dict(self.values), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=2)
def parse_params(text: str) -> Params | tuple[ParamError, ...]:
    """Parse the typed parameters; return them, or the errors in the order of the text.

    Values must be strings [TemplateParam: a JSON object of strings]; numbers become strings as
    typed. A blank text means no parameters. A text longer than `PARAMS_MAX` is rejected unparsed.

    Recent results are cached: the editor, the preview and the validation parse the same text, and
    20,000 characters take tens of milliseconds.
    """
    if len(text) > PARAMS_MAX:
        return (ParamError(ParamProblem.TOO_LONG, 1, 1, str(len(text))),)
    if _NOTHING.fullmatch(text):
        return Params()
    reader = JsonReader(text)
    faults = [*reader.faults, *_root_faults(reader), *_member_faults(reader.members)]
    if faults:
        return _errors(text, faults)
    return Params(tuple((member.key, member.value.text) for member in reader.members))


def format_params(text: str) -> str | tuple[ParamError, ...]:
    """Put each parameter on its own line; keys, strings and numbers stay as typed.

    Returns the errors if `text` is not a JSON object. An object that only breaks the rules for
    parameters is formatted, which makes it easier to fix.
    """
    checked = parse_params(text)
    if not isinstance(checked, Params):
        errors = tuple(error for error in checked if error.problem not in _STILL_JSON)
        if errors:
            return errors
    return "".join(_laid_out(text))


def _laid_out(text: str) -> Iterable[str]:
    depth, opened = 0, False
    for token in tokenize(text):
        piece = text[token.start : token.end]
        mark = piece if token.kind is TokenKind.PUNCTUATION else ""
        if mark in ("}", "]"):
            depth -= 1
            if not opened:
                yield _new_line(depth)
        elif opened:
            yield _new_line(depth)
        yield piece
        opened = mark in ("{", "[")
        if opened:
            depth += 1
        elif mark == ",":
            yield _new_line(depth)
        elif mark == ":":
            yield " "


def _new_line(depth: int) -> str:
    return "\n" + "  " * min(depth, INDENT_MAX)


def _root_faults(reader: JsonReader) -> Iterable[JsonFault]:
    if reader.root is not None and reader.root.kind is not ValueKind.OBJECT:
        yield JsonFault(ParamProblem.NOT_AN_OBJECT, reader.root.start, reader.root.text)


def _member_faults(members: Iterable[JsonMember]) -> Iterable[JsonFault]:
    seen = set[str]()
    for member in members:
        if not member.key:
            yield JsonFault(ParamProblem.EMPTY_KEY, member.start, "")
        elif member.key in seen:
            yield JsonFault(ParamProblem.REPEATED_KEY, member.start, member.key)
        seen.add(member.key)
        if problem := _WRONG_VALUES.get(member.value.kind):
            yield JsonFault(problem, member.value.start, member.key)


def _errors(text: str, faults: Iterable[JsonFault]) -> tuple[ParamError, ...]:
    """Add line and column to each fault, in the order of the text."""
    errors = []
    line, line_start = 1, 0
    breaks = (found.end() for found in _LINE_BREAK.finditer(text))
    next_start = next(breaks, None)
    for fault in sorted(faults, key=lambda fault: fault.start):
        while next_start is not None and next_start <= fault.start:
            line, line_start = line + 1, next_start
            next_start = next(breaks, None)
        detail = _short(fault.found)
        errors.append(ParamError(fault.problem, line, fault.start - line_start + 1, detail))
    return tuple(errors)


def _short(text: str) -> str:
    return text if len(text) <= DETAIL_MAX else text[: DETAIL_MAX - 1] + "…"
