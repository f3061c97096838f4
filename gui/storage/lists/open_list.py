"""Open and inspect lists of any format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from gui.core.errors import ListError, ListFault
from gui.core.lists.guess import guess_layout
from gui.core.lists.imports.imported_rows import SHOWN
from gui.core.lists.layout import (
    PREVIEW_ROWS,
    Certainty,
    Layout,
    LayoutChoice,
    ListEncoding,
    ListInspection,
)
from gui.storage.lists.markup.open_markup import open_markup, tell_kind
from gui.storage.lists.markup.page_encoding import START
from gui.storage.lists.source import ListSource, open_unchanged
from gui.storage.lists.text_source import TextSource
from gui.storage.lists.workbooks.workbook_source import OLE_MARK, ZIP_MARK, WorkbookSource
from gui.storage.paths import reachable

LAYOUT_ROWS = 200
"""Rows used to guess a layout."""
PREVIEW_COLUMNS = 256


def is_workbook(path: Path) -> bool:
    """Return whether a file starts like a workbook.

    Raises:
        OSError: it cannot be read.
    """
    place = reachable(path)
    if not place.is_file():
        return False
    with place.open("rb") as file:
        return file.read(8).startswith((ZIP_MARK, OLE_MARK))


@contextmanager
def open_list(path: Path, choice: LayoutChoice | None = None) -> Iterator[ListSource]:
    """Open a list of any format.

    Raises:
        ListError: it cannot be read, or changes meanwhile.
    """
    with open_unchanged(path) as (file, status):
        choice = choice or LayoutChoice()
        start = file.read(START)
        file.seek(0)
        if start.startswith((ZIP_MARK, OLE_MARK)):
            yield WorkbookSource(str(path), file, status.st_size, choice)
        elif kind := tell_kind(start, str(path)):
            yield open_markup(kind, str(path), file, status.st_size, choice)
        else:
            yield TextSource(str(path), file, status.st_size, choice)


@contextmanager
def open_text(text: str, choice: LayoutChoice | None = None) -> Iterator[ListSource]:
    """Open text pasted from a spreadsheet, with columns separated by tabs, if any.

    Only the delimiter of the choice is used: the pasted text is decoded already.

    Raises:
        ListError: it is empty, too large, or not text.
    """
    data = text.encode(errors="replace")
    if not data:
        raise ListError(ListFault.EMPTY, "")
    delimiter = choice.delimiter if choice else None
    if delimiter is None and "\t" in text:
        delimiter = "\t"
    choice = LayoutChoice(ListEncoding.UTF_8, delimiter)
    yield TextSource("", io.BytesIO(data), len(data), choice)


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
