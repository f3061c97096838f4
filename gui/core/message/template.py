"""Variables of a template, and the message rendered from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

_VARIABLE = re.compile(r"\$\{([^${}]+)\}")


def find_variables(content: str) -> tuple[str, ...]:
    """Return the names of `${name}` in a TemplateContent, in order, each once."""
    return tuple(dict.fromkeys(name.strip() for name in _VARIABLE.findall(content)))


def render(content: str, values: Mapping[str, str]) -> str:
    """Replace the variables by `values`; a variable without a value is kept."""
    return _VARIABLE.sub(lambda found: values.get(found[1].strip(), found[0]), content)


def compose_message(sign: str, body: str, *, abroad: bool = False) -> str:
    """Return the text as the phone shows it, with the brackets that the platform adds.

    Abroad, an English sign gets English brackets. [Aliyun help: message rules]
    """
    return f"[{sign}]{body}" if abroad and sign.isascii() else f"【{sign}】{body}"


class PieceKind(Enum):
    """Where a piece of a message comes from."""

    TEXT = auto()
    """The sign and the template's own text."""
    VALUE = auto()
    """The value of a variable."""
    MISSING = auto()
    """A variable without a value, as `${name}`."""
    LACKING = auto()
    """A variable that takes its value from a column, whose name this is: the row has none."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as the phone shows it, in the pieces it is made of; empty for none."""

    pieces: tuple[tuple[PieceKind, str], ...] = ()

    def __str__(self) -> str:
        """The whole text."""
        return "".join(text for _, text in self.pieces)

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.pieces)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the variables without a value, each once."""
        marks = (text for kind, text in self.pieces if kind is PieceKind.MISSING)
        return tuple(dict.fromkeys(mark[2:-1].strip() for mark in marks))


def preview(
    sign: str,
    content: str,
    values: Mapping[str, str],
    lacking: Mapping[str, str] = MappingProxyType({}),
    *,
    abroad: bool = False,
) -> Preview:
    """Render the message; a variable without a value, or with a blank one, is missing.

    `lacking` has the column, by variable, that this row has no value of.
    """
    pieces = [(PieceKind.TEXT, compose_message(sign, "", abroad=abroad))]
    end = 0
    for found in _VARIABLE.finditer(content):
        pieces.append((PieceKind.TEXT, content[end : found.start()]))
        name = found[1].strip()
        if column := lacking.get(name):
            pieces.append((PieceKind.LACKING, column))
        elif (value := values.get(name, "")).strip():
            pieces.append((PieceKind.VALUE, value))
        else:
            pieces.append((PieceKind.MISSING, found[0]))
        end = found.end()
    pieces.append((PieceKind.TEXT, content[end:]))
    return Preview(tuple(piece for piece in pieces if piece[1]))
