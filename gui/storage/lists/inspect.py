"""Read the first rows of an open list, and guess its layout."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from gui.core.lists.guess import guess_layout
from gui.core.lists.imports.imported_rows import SHOWN
from gui.core.lists.layout import PREVIEW_ROWS, Certainty, Layout, ListInspection
from gui.storage.lists.source import ListSource

LAYOUT_ROWS = 200
"""Rows used to guess a layout."""
PREVIEW_COLUMNS = 256


def inspect_source(source: ListSource, path: str) -> ListInspection:
    """Read the first rows of a list, and guess its layout.

    Raises:
        ListError: they cannot be read.
    """
    chunk = next(iter(source.chunks()), None)
    lines = tuple(islice(chunk.lines, LAYOUT_ROWS)) if chunk else ()
    rows = [list(row) for row in islice(chunk.rows, LAYOUT_ROWS)] if chunk else []
    layout, certainty = _guess(source.basis, rows)
    # Enough rows to have some below the header.
    shown = max(PREVIEW_ROWS, layout.header_rows + PREVIEW_ROWS // 2)
    return ListInspection(
        path=path,
        size=source.size,
        sheets=source.sheets,
        layout=layout,
        certainty=certainty,
        lines=lines[:shown],
        rows=tuple(tuple(cell[:SHOWN] for cell in row[:PREVIEW_COLUMNS]) for row in rows[:shown]),
    )


def _guess(basis: Layout, rows: list[list[str]]) -> tuple[Layout, Certainty]:
    if basis.encoding is not None and not basis.delimiter:
        return basis, Certainty.UNSURE  # a text with numbers anywhere
    found = guess_layout(rows)
    layout = replace(basis, header_rows=found.header_rows, number_column=found.number_column)
    return layout, found.certainty
