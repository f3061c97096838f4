"""The first job of all on the ledger, before any other opens it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from gui.core.sending import Wait
from gui.jobs.job import Job
from gui.storage.rescue import Rescued, open_safely


def opening(ledger: Path) -> Job:
    """Make the ledger fit for use; yields a `Rescued` if it was damaged, else none.

    It fails with a `LedgerError` where there is no using it: NEWER, DISK_FULL, UNWRITABLE,
    UNREADABLE; nothing is overwritten then.
    """

    def steps(wait: Wait) -> Generator[Rescued | None, None, None]:
        yield open_safely(ledger)

    return Job(steps)
