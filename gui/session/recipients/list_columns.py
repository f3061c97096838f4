"""The columns of the imported lists, each with a value, for who binds a variable to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gui.core.lists.draft_rows import DraftRecipient, DraftSource, SourceKind

LISTS = (SourceKind.FILE, SourceKind.PASTED)


ROWS_SHOWN = 3
"""Rows of a list that the form shows."""


def first_rows(
    sources: Sequence[DraftSource], recipient: Callable[[int], DraftRecipient | None]
) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a list that is the only one: line, number, and values.

    `sources` and `recipient` are as in `list_columns`.
    """
    listed = [source for source in sources if source.kind in LISTS and source.recipients]
    if len(listed) != 1:
        return ()
    (source,) = listed
    before = sum(one.recipients for one in sources[: sources.index(source)])
    names = [name for name, _ in list_columns(sources, recipient)]
    found = (recipient(before + at) for at in range(min(ROWS_SHOWN, source.recipients)))
    return tuple(
        (str(row.line), row.number, *_others(row, names)) for row in found if row is not None
    )


def _others(row: DraftRecipient, names: Sequence[str]) -> list[str]:
    """The values of a row but that of the column of numbers, however the number is written."""
    values = (row.values.get(name, "") for name in names)
    end = row.number[-7:]
    return [value for value in values if not "".join(filter(str.isdigit, value)).endswith(end)]


def list_columns(
    sources: Sequence[DraftSource], recipient: Callable[[int], DraftRecipient | None]
) -> tuple[tuple[str, str], ...]:
    """Return the names of the columns in the order of the lists, and their first values.

    Args:
        sources: of the draft, in the order of sending.
        recipient: reads the recipient at a place, from 0.
    """
    found = dict[str, str]()
    place = 0
    for source in sources:
        if source.kind in LISTS and source.recipients:
            first = recipient(place)
            # The other names of mapped columns are those of variables.
            others = {name for name, _ in source.layout.mapping}
            own = [name for name in source.names if name.strip() and name not in others]
            for name in own or source.names:
                found.setdefault(name, first.values.get(name, "") if first else "")
        place += source.recipients
    return tuple(found.items())
