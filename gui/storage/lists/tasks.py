"""The tasks of the child process that reads lists."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gui.core.lists.draft_rows import LoadProgress, SourceKind
from gui.core.lists.layout import Layout, LayoutChoice, ListInspection
from gui.core.lists.list_check import ListCheck
from gui.storage.blocked_numbers import BlockResult, block_source
from gui.storage.database.database import Database
from gui.storage.draft.writer import DraftWriter, Loading, load_source
from gui.storage.lists.check import check_source
from gui.storage.lists.inspect import inspect_source
from gui.storage.lists.open_list import open_list


@dataclass(frozen=True, slots=True)
class InspectTask:
    """Inspect a list; returns a `ListInspection`."""

    path: Path
    choice: LayoutChoice = field(default_factory=LayoutChoice)

    def steps(self) -> Generator[LoadProgress, None, ListInspection]:
        """Do the task.

        Raises:
            ListError: it cannot be read.
        """
        with open_list(self.path, self.choice) as source:
            yield LoadProgress(0, source.size, 0, 0)
            seen = inspect_source(source, str(self.path))
            return replace(seen, sheet_notes=source.sheet_notes())


@dataclass(frozen=True, slots=True)
class CheckTask:
    """Read a list as an import would, and keep nothing; returns a `ListCheck`."""

    path: Path
    layout: Layout

    def steps(self) -> Generator[LoadProgress, None, ListCheck]:
        """Do the task.

        Raises:
            ListError: it cannot be read.
        """
        with open_list(self.path, self.layout.choice) as source:
            return (yield from check_source(source, self.layout))


@dataclass(frozen=True, slots=True)
class LoadTask:
    """Load a list into the draft; without a layout, guess it. Returns the id of its source.

    Once complete, it replaces the source `replaces`, if given.
    """

    ledger: Path
    path: Path
    layout: Layout | None = None
    replaces: int | None = None

    def steps(self) -> Loading:
        """Do it.

        Raises:
            ListError: it cannot be read, or is empty.
            LedgerError: the disk does not take it.
        """
        with Database(self.ledger) as database:
            writer = yield from _load(database, self.path, self.layout)
            # Only now is it certain that the file has not changed.
            writer.finish(self.replaces)
            return writer.source_id


@dataclass(frozen=True, slots=True)
class BlockTask:
    """Add the numbers of a list to the do-not-send list; returns a `BlockResult`."""

    ledger: Path
    path: Path
    access_key_id: str
    layout: Layout | None = None

    def steps(self) -> Generator[LoadProgress, None, BlockResult]:
        """Do it.

        Raises:
            ListError: it cannot be read, or holds nothing.
            LedgerError: the disk does not take it.
        """
        with Database(self.ledger) as database:
            writer = yield from _load(database, self.path, self.layout)
            return block_source(database, self.access_key_id, writer.source_id)


def _load(
    database: Database, path: Path, layout: Layout | None
) -> Generator[LoadProgress, None, DraftWriter]:
    """Load a list as a source of the draft; without a layout, guess it."""
    with open_list(path, layout.choice if layout else None) as source:
        yield LoadProgress(0, source.size, 0, 0)
        return (yield from load_source(database, source, SourceKind.FILE, str(path), layout))
