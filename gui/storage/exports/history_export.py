"""Results out: rows of the history, in a file the operator chose."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from gui.core.history import HistoryEntry
from gui.storage.database.database import Database
from gui.storage.exports import tables
from gui.storage.exports.export_folders import export_register
from gui.storage.exports.tables import ExportProgress
from gui.storage.runs.history import HistoryReader

HistoryColumn = tuple[str, Callable[[HistoryEntry], str]]
"""A heading, and how to read a cell under it; called off the GUI thread."""


def export_history(
    ledger: Path,
    ids: array[int],
    columns: Sequence[HistoryColumn],
    target: Path,
    stopped: Callable[[], bool] = tables.never_stopped,
) -> Generator[ExportProgress, None, None]:
    """Export rows of the history; each is as current as the page it is read with.

    Whether numbers are masked is decided by the columns; the rest is as `tables.save_table` says.

    Raises:
        FileError: the file cannot be written (UNWRITABLE or DISK_FULL).
        LedgerError: the history cannot be read.
    """
    with Database(ledger, read_only=True) as database:
        register = export_register(ledger)
        yield from tables.save_table(
            HistoryReader(database), ids, columns, target, stopped, register
        )
