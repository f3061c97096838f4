"""The jobs that look after the data directory."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from gui.core.sending.delivery import Wait
from gui.jobs.job import Job
from gui.storage.database.backups import BackupResult, back_up
from gui.storage.exports.export_folders import export_register, remove_left_behind


def tidy_up(ledger: Path, find_drive: Callable[[Path], str]) -> Job:
    """Remove what killed exports left behind; yields the network drive's kind, if it is on one."""

    def steps(wait: Wait) -> Generator[str, None, None]:
        remove_left_behind(export_register(ledger))
        yield find_drive(ledger.parent)

    return Job(steps)


def make_backup(ledger: Path) -> Job:
    """Back the ledger up; yields a `BackupResult`. Stopped, it lets go of the ledger at once."""

    def steps(wait: Wait) -> Generator[BackupResult, None, None]:
        yield back_up(ledger, lambda: wait(0))

    return Job(steps)
