"""The jobs that list the history, and save it to a file."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Sequence
from pathlib import Path

from gui.core.errors import FileFault, LedgerError
from gui.core.history import HistoryFilter, HistoryListing
from gui.core.sending.delivery import Wait
from gui.jobs.job import Job, Query, query
from gui.storage.database.database import Database
from gui.storage.exports import history_export
from gui.storage.exports.history_export import HistoryColumn
from gui.storage.exports.tables import ExportProgress
from gui.storage.runs.history import HistoryReader


def export_history(
    ledger: Path, ids: array[int], columns: Sequence[HistoryColumn], target: Path
) -> Job[ExportProgress, None]:
    """Save rows of the history to `target`, CSV or XLSX.

    It fails with a `FileError` or a `LedgerError`; then, and after a stop, the file is what it was
    before. The columns are read on the job's thread.
    """

    def steps(wait: Wait) -> Generator[ExportProgress, None, None]:
        yield from history_export.export_history(ledger, ids, columns, target, lambda: wait(0))

    return Job(steps)


def list_history(ledger: Path, wanted: HistoryFilter) -> Query[HistoryListing]:
    """Find the rows to show, also where nothing can be written."""

    def find() -> HistoryListing:
        with _opened(ledger) as database:
            return HistoryReader(database).listing(wanted)

    return query(find)


def _opened(ledger: Path) -> Database:
    try:
        return Database(ledger)
    except LedgerError as error:
        refused = (FileFault.UNWRITABLE, FileFault.UNLOCKED, FileFault.READ_ONLY)
        if error.fault not in refused or not ledger.exists():
            raise
        return Database(ledger, read_only=True)
