"""Read a list as an import would, without writing anything."""

from __future__ import annotations

from collections.abc import Generator

from gui.core.lists.draft_rows import LoadProgress
from gui.core.lists.layout import Layout, column_names
from gui.core.lists.list_check import ListCheck, ListChecker
from gui.storage.lists.inspect import inspect_source
from gui.storage.lists.source import ListSource


def check_source(source: ListSource, layout: Layout) -> Generator[LoadProgress, None, ListCheck]:
    """Read all rows; every `yield` is a safe place to stop.

    Raises:
        ListError: it cannot be read.
    """
    names = column_names(inspect_source(source, "").rows, layout.header_rows)
    checker = ListChecker(layout, names)
    for chunk in source.chunks():
        checker.read(chunk.lines, chunk.rows, noteworthy=chunk.noteworthy)
        yield LoadProgress(chunk.done, source.size, checker.recipients, checker.noted)
    return checker.finish()
