"""Open lists of any format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gui.core.errors import ListError, ListFault
from gui.core.lists.layout import LayoutChoice, ListEncoding
from gui.storage.held_files import open_file
from gui.storage.lists.markup.open_markup import open_markup, tell_kind
from gui.storage.lists.markup.page_encoding import START
from gui.storage.lists.source import ListSource, open_unchanged
from gui.storage.lists.text_source import TextSource
from gui.storage.lists.workbooks.workbook_source import OLE_MARK, ZIP_MARK, WorkbookSource
from gui.storage.paths import reachable


def is_workbook(path: Path) -> bool:
    """Return whether a file starts like a workbook.

    Raises:
        OSError: it cannot be read.
    """
    place = reachable(path)
    if not place.is_file():
        return False
    with open_file(place) as file:
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
