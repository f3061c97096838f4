"""The job that saves the history to a file."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Sequence
from pathlib import Path

from gui.core.sending import Wait
from gui.jobs.job import Job
from gui.storage import reports
from gui.storage.reports import EntryColumn
from gui.storage.tables import ExportProgress


def exporting(ledger: Path, ids: array[int], columns: Sequence[EntryColumn], target: Path) -> Job:
    """Save rows of the history to `target`, CSV or XLSX; yields `ExportProgress`.

    It fails with a `FileError` or a `LedgerError`; then, and after a stop, the file is what it was
    before. The columns are read on the job's thread.
    """

    def steps(wait: Wait) -> Generator[ExportProgress, None, None]:
        yield from reports.export(ledger, ids, columns, target, lambda: wait(0))

    return Job(steps)
