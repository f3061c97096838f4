"""The result of importing rows: recipients, and notes about the other rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from gui.core.lists.notes import Note

SHOWN = 80
"""Maximum characters kept of the text that a note is about."""
PlainRow = tuple[int, int, str, str | None]
"""A recipient without a note: id, line, number, cells joined by `SEPARATOR`."""


class NotedRow(NamedTuple):
    """A note on a row; a repaired recipient is in `plain` too, with the same id.

    Attributes:
        cells: the other cells of the row, joined by `SEPARATOR`, or none.
        number: none if there is none; of a doubtful row, the possible number.
        text: of the cell, at most `SHOWN` characters.
        first_id: of a repeated row, the id of the first one.
        detail: the variable without a value; of a repeated row, its further note.
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
