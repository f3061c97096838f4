"""Jobs that tidy up the data directory and back up the ledger."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Never

from gui.core.sending.delivery import Wait
from gui.jobs.job import Job, Query, query
from gui.storage.database.backups import BackupResult, back_up
from gui.storage.exports.export_folders import export_register, remove_left_behind


def tidy_up(ledger: Path, find_drive: Callable[[Path], str]) -> Query[str]:
    """Remove what killed exports left behind; return the network drive's kind, if it is on one."""

    def tidy() -> str:
        remove_left_behind(export_register(ledger))
        return find_drive(ledger.parent)

    return query(tidy)


def make_backup(ledger: Path) -> Query[BackupResult]:
    """Back up the ledger; when cancelled, it closes the ledger at once."""

    def steps(wait: Wait) -> Generator[Never, None, BackupResult]:
        return back_up(ledger, lambda: wait(0))
        yield

    return Job(steps)
