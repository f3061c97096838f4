"""Results out: rows of the history, in a file the operator chose."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from gui.core.entry import Entry
from gui.storage import tables
from gui.storage.export_folders import export_register
from gui.storage.history import History
from gui.storage.ledger import Ledger
from gui.storage.tables import ExportProgress

EntryColumn = tuple[str, Callable[[Entry], str]]
"""A heading, and how to read a cell under it; called off the GUI thread."""


def export(
    ledger: Path,
    ids: array[int],
    columns: Sequence[EntryColumn],
    target: Path,
    stopped: Callable[[], bool] = tables.never,
) -> Generator[ExportProgress, None, None]:
    """Save rows of the history, each as it stands when its page is read.

    Whether numbers are masked is decided by the columns; the rest is as `tables.save` says.

    Raises:
        FileError: the file cannot be written (UNWRITABLE or DISK_FULL).
        LedgerError: the history cannot be read.
    """
    with Ledger(ledger, read_only=True) as open_ledger:
        register = export_register(ledger)
        yield from tables.save(History(open_ledger), ids, columns, target, stopped, register)
