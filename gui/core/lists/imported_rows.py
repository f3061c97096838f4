"""What becomes of a list's rows: recipients, and notes about the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from gui.core.lists.notes import Note

SHOWN = 80
"""Characters kept of the text that a note is about."""
PlainRow = tuple[int, int, str, str | None]
"""A recipient about whom there is nothing to say: id, line, number, cells joined by `SEPARATOR`."""


class NotedRow(NamedTuple):
    """What is said of a row; a repaired recipient is among the fine ones too, with the same id.

    Attributes:
        cells: the others of its row, joined by `SEPARATOR`, or none.
        number: none if there is none; of a doubtful one what it would be.
        text: what was there, at most `SHOWN` characters.
        first_id: of a repeated one.
        detail: the variable without a value; of a repeated one, what else there is to be said.
    """

    id: int
    line: int
    number: str | None
    cells: str | None
    text: str
    note: Note
    first_id: int | None = None
    detail: str | None = None


@dataclass(slots=True)
class ImportedRows:
    """The result of importing some rows, each kind in the order of its ids."""

    plain: list[PlainRow] = field(default_factory=list)
    noted: list[NotedRow] = field(default_factory=list)
