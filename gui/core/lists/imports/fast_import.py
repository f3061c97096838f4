"""Import rows that need no notes in bulk: this decides the speed of large lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from gui.core.cells.cell_text import is_noteworthy
from gui.core.lists.imports.column_evidence import ColumnEvidence, are_mainland
from gui.core.lists.imports.row_values import SEPARATOR


class UsualRows(NamedTuple):
    """Rows that need no notes: their numbers, and for each mapped column its values."""

    numbers: list[str]
    values: list[list[str]]


def find_usual(
    rows: Sequence[Sequence[str]],
    column: int,
    mapped: Sequence[int],
    evidence: ColumnEvidence,
    width: int,
    *,
    noteworthy: bool,
) -> UsualRows | None:
    """Read rows that all have a mainland number and a value in every mapped column.

    Args:
        rows: their cells.
        column: that of the numbers.
        mapped: the columns that variables take their values from.
        evidence: what the column says about rounded numbers.
        width: cells of the header, beyond which a row has none; 0 if it may have any.
        noteworthy: whether some cell may have a line break, or a character that was not read.

    Returns:
        None if any row needs a note, or if there is none.
    """
    if not rows or (noteworthy and is_noteworthy("".join(chain.from_iterable(rows)))):
        return None
    wider = width > 0 and max(map(len, rows)) > width
    if wider and any(any(cells[width:]) for cells in rows):
        return None
    try:
        numbers = list(map(itemgetter(column), rows))
        values = [list(map(itemgetter(place), rows)) for place in mapped]
    except IndexError:
        return None
    together = SEPARATOR.join(numbers)
    if not are_mainland(together) or evidence.may_have_round(together):
        return None
    return UsualRows(numbers, values) if all(map(all, values)) else None
