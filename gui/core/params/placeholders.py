"""Template parameters with places for the values of a row: {"name": "{{姓名}}"}.

`{{列名}}` stands for the value that a recipient's row has under that name. Blanks inside the
brackets do not count. Keys are plain: only values may hold references.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gui.core.cells.unreadable import UNREADABLE
from gui.core.params.document import Params

_REFERENCE = re.compile(r"\{\{\s*([^{}]*[^{}\s])\s*\}\}")
_quoted = json.encoder.encode_basestring

Piece = str | int
"""Text to be put down as it is, or the number of a name in `Placeholders.names`."""


class MissingValue(str):
    """The name of a reference for which a row has no value."""

    __slots__ = ()


class UnreadableValue(MissingValue):
    """The same, where a value has a mark in place of bytes that are no character."""

    __slots__ = ()


Filler = Callable[[Sequence[str]], "str | MissingValue"]
"""From the cells of a row to the JSON of its parameters, or to what it lacks."""


@dataclass(frozen=True, slots=True)
class Placeholders:
    """Parameters as typed, taken apart at their references.

    Attributes:
        members: keys and what their values are made of, in order.
        names: what is referred to, once each, in order.
    """

    members: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    names: tuple[str, ...] = ()

    @property
    def present(self) -> bool:
        """Whether rows have parameters of their own."""
        return bool(self.names)

    def to_json(self) -> str:
        """The JSON of all parameters, references as they are; empty for none."""
        return Params(
            tuple((key, "".join(map(self._shown, pieces))) for key, pieces in self.members)
        ).to_json()

    def _shown(self, piece: Piece) -> str:
        return piece if isinstance(piece, str) else f"{{{{{self.names[piece]}}}}}"

    @property
    def column_by_param(self) -> dict[str, str]:
        """Map each parameter that is exactly one placeholder to its column."""
        return {
            key: self.names[pieces[0]]
            for key, pieces in self.members
            if len(pieces) == 1 and isinstance(pieces[0], int)
        }

    def unknown_names(self, known: Iterable[str]) -> tuple[str, ...]:
        """List the references to names that are not `known`, in order."""
        have = set(known)
        return tuple(name for name in self.names if name not in have)

    def fill(self, row: Mapping[str, str]) -> Params | tuple[MissingValue, ...]:
        """Put the values of a row in place; names without one, or with a blank one, are missing.

        So are those whose value could not be read.
        """
        values = ((name, row.get(name, "")) for name in self.names)
        missing = tuple(
            UnreadableValue(name) if value.strip() else MissingValue(name)
            for name, value in values
            if not value.strip() or UNREADABLE in value
        )
        if missing:
            return missing
        return Params(
            tuple(
                (
                    key,
                    "".join(
                        piece if isinstance(piece, str) else row[self.names[piece]]
                        for piece in pieces
                    ),
                )
                for key, pieces in self.members
            )
        )

    def filler(self, columns: Mapping[str, int]) -> Filler:
        """Prepare for rows whose cells stand in `columns`, by name.

        Renders a row in a microsecond or two; says the same as `fill`.
        """
        for name in self.names:
            if columns.get(name, -1) < 0:
                lacking = MissingValue(name)
                return lambda cells: lacking
        if not self.members:
            return lambda cells: ""
        places = [columns[name] for name in self.names]
        # Literal JSON between the values: {"name":" … ","code":"1234"}.
        literals: list[str] = []
        wanted: list[int] = []
        text = "{"
        for number, (key, pieces) in enumerate(self.members):
            text += f'{"," if number else ""}{_quoted(key)}:"'
            for piece in pieces:
                if isinstance(piece, str):
                    text += _quoted(piece)[1:-1]
                else:
                    literals.append(text)
                    wanted.append(places[piece])
                    text = ""
            text += '"'
        text += "}"
        parts = tuple(zip(literals, wanted, strict=True))
        names = tuple(zip(places, self.names, strict=True))

        def render(cells: Sequence[str]) -> str | MissingValue:
            try:
                for place, name in names:
                    value = cells[place]
                    if not value or value.isspace():
                        return MissingValue(name)
                    if UNREADABLE in value:
                        return UnreadableValue(name)
                return (
                    "".join([literal + _quoted(cells[place])[1:-1] for literal, place in parts])
                    + text
                )
            except IndexError:
                width = len(cells)
                return MissingValue(next(name for place, name in names if place >= width))

        return render


def find_placeholders(params: Params) -> Placeholders:
    """Find the references in parameters."""
    names: dict[str, int] = {}
    members = []
    for key, value in params.values:
        pieces: list[Piece] = []
        end = 0
        for found in _REFERENCE.finditer(value):
            if found.start() > end:
                pieces.append(value[end : found.start()])
            pieces.append(names.setdefault(found[1], len(names)))
            end = found.end()
        if end < len(value):
            pieces.append(value[end:])
        members.append((key, tuple(pieces)))
    return Placeholders(tuple(members), tuple(names))
