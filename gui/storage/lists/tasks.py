"""What is done with a list in a process of its own."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gui.core.drafted import LoadProgress, SourceKind
from gui.core.layout import Choice, Inspection, Layout
from gui.storage.blocked import Blocked, block_source
from gui.storage.draft_writer import Loading, fill
from gui.storage.ledger import Ledger
from gui.storage.lists.opening import inspect, open_list


@dataclass(frozen=True, slots=True)
class Inspect:
    """Look at the first rows; gives an `Inspection`."""

    path: Path
    choice: Choice = field(default_factory=Choice)

    def steps(self) -> Generator[LoadProgress, None, Inspection]:
        """Do it.

        Raises:
            ListError: it cannot be read.
        """
        with open_list(self.path, self.choice) as source:
            yield LoadProgress(0, source.size, 0, 0)
            seen = inspect(source, str(self.path))
            return replace(seen, sheet_notes=source.sheet_notes())


@dataclass(frozen=True, slots=True)
class Load:
    """Read a list into the draft; without a layout, as it looks. Gives its source's id.

    Once it is all there, it counts in place of the source that it `replaces`, if any.
    """

    ledger: Path
    path: Path
    layout: Layout | None = None
    replaces: int | None = None

    def steps(self) -> Loading:
        """Do it.

        Raises:
            ListError: it cannot be read, or holds nothing.
            LedgerError: the disk does not take it.
        """
        with Ledger(self.ledger) as ledger:
            with open_list(self.path, _choice(self.layout)) as source:
                yield LoadProgress(0, source.size, 0, 0)
                writer = yield from fill(
                    ledger, source, SourceKind.FILE, str(self.path), self.layout
                )
            # Only now is the file known to be the same as at the beginning.
            writer.finish(self.replaces)
            return writer.source_id


@dataclass(frozen=True, slots=True)
class Block:
    """Put the numbers of a list on the do-not-send list; gives a `Blocked`."""

    ledger: Path
    path: Path
    access_key_id: str
    layout: Layout | None = None

    def steps(self) -> Generator[LoadProgress, None, Blocked]:
        """Do it.

        Raises:
            ListError: it cannot be read, or holds nothing.
            LedgerError: the disk does not take it.
        """
        with Ledger(self.ledger) as ledger:
            with open_list(self.path, _choice(self.layout)) as source:
                yield LoadProgress(0, source.size, 0, 0)
                writer = yield from fill(
                    ledger, source, SourceKind.FILE, str(self.path), self.layout
                )
            return block_source(ledger, self.access_key_id, writer.source_id)


Task = Inspect | Load | Block


def _choice(layout: Layout | None) -> Choice | None:
    return layout.choice if layout else None
