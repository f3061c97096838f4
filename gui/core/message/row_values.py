"""Fill parameters from the row of one recipient, and find what the row lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gui.core.cells.unreadable import UNREADABLE
from gui.core.lists.draft_rows import DraftSource
from gui.core.params.placeholders import Placeholders


def fill_row(
    placeholders: Placeholders, row: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Fill in the values of a row as far as it has them.

    Returns:
        The values by parameter, and of the other parameters the first column without a value.
    """
    values, lacking = dict[str, str](), dict[str, str]()
    for key, pieces in placeholders.members:
        names = [placeholders.names[piece] for piece in pieces if isinstance(piece, int)]
        missing = next((name for name in names if not has_value(row, name)), None)
        if missing is not None:
            lacking[key] = missing
            continue
        values[key] = "".join(
            piece if isinstance(piece, str) else row[placeholders.names[piece]] for piece in pieces
        )
    return values, lacking


def has_value(row: Mapping[str, str], name: str) -> bool:
    """Return whether a row has a value of this name that can be sent."""
    value = row.get(name, "")
    return bool(value.strip()) and UNREADABLE not in value


def first_complete_row(sources: Sequence[DraftSource], names: Collection[str]) -> int:
    """Return the place of the first recipient whose source has all these columns; 0 if none has.

    Test phones and typed numbers come first and have no columns: a message to them shows nothing.
    """
    place = 0
    for source in sources:
        if source.recipients and set(names) <= set(source.names):
            return place
        place += source.recipients
    return 0
