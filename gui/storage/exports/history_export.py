"""Export rows of the history to a file."""

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
"""The heading of a column, and a function that reads its cells off the GUI thread."""


def export_history(
    ledger: Path,
    ids: array[int],
    columns: Sequence[HistoryColumn],
    target: Path,
    stopped: Callable[[], bool] = tables.never_stopped,
) -> Generator[ExportProgress, None, None]:
    """Export rows of the history, each as of the time its page is read.

    The columns decide whether numbers are masked; see `tables.save_table` for the rest.

    Raises:
        FileError: the file cannot be written (UNWRITABLE or DISK_FULL).
        LedgerError: the history cannot be read.
    """
    with Database(ledger, read_only=True) as database:
        register = export_register(ledger)
        yield from tables.save_table(
            HistoryReader(database), ids, columns, target, stopped, register
        )
