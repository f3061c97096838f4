"""Looks after the data directory while the program runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.backup_schedule import BackupSchedule
from gui.core.errors import FileFault, LedgerError
from gui.jobs.job import Job
from gui.jobs.maintenance import make_backup, tidy_up
from gui.session.work import Work
from gui.storage.database.backups import BackupResult
from gui.storage.drives import network_drive
from gui.storage.paths import Paths
from gui.words import errors
from gui.words import maintenance as words
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence

TICK = 20_000
"""Milliseconds between two looks at whether a backup is due."""


class Maintenance(QObject):
    """Backs the ledger up, removes what a killed program left behind, and warns of its drive.

    Args:
        clock: tells the time in seconds, and never goes back.
        find_drive: names the network drive that a folder lies on, if any.
        make_backup: makes the job that backs a ledger up.
    """

    noticed = Signal(object)
    """A `Notice`."""

    def __init__(
        self,
        work: Work,
        paths: Paths,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        find_drive: Callable[[Path], str] = network_drive,
        make_backup: Callable[[Path], Job] = make_backup,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._find_drive = find_drive
        self._make_backup = make_backup
        self._schedule = BackupSchedule(clock)
        self._backup: Job | None = None
        self._warned = False
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """Tidy up; call it once, when the ledger is locked."""
        self._work.start(
            self._work.maintenance, tidy_up(self._ledger, self._find_drive), self._warn
        )

    def begin_backups(self) -> None:
        """Back the ledger up from now on; call it once the ledger is fit for use."""
        self._timer.start()

    def note_sending(self, sending: bool) -> None:
        """Take note that messages are sent from now on, or no longer; a backup makes way."""
        self._schedule.note_sending(sending)
        if sending and self._backup is not None:
            self._backup.cancel()

    def tick(self) -> None:
        """Make a backup if one is due."""
        if self._schedule.begin():
            size = 0

            def take(result: BackupResult) -> None:
                nonlocal size
                size = result.size

            def fail(error: LedgerError) -> None:
                nonlocal size
                size = 1
                self._tell(error)

            def end() -> None:
                self._backup = None
                self._schedule.end(size)

            job = self._make_backup(self._ledger)
            self._backup = job
            self._work.start(self._work.maintenance, job, take, fail, end)

    def close(self) -> None:
        """Start no more jobs."""
        self._timer.stop()

    def _warn(self, drive: str) -> None:
        if drive:
            said = sentence(words.network_drive, str(self._ledger.parent), drive)
            self.noticed.emit(Notice(Severity.WARNING, said))

    def _tell(self, error: LedgerError) -> None:
        if error.fault is FileFault.DAMAGED:
            self.noticed.emit(Notice(Severity.ERROR, sentence(errors.error, error)))
            self.close()
        elif not self._warned and error.fault is not FileFault.IN_USE:
            self._warned = True
            said = sentence(words.no_backup, str(self._ledger.parent))
            self.noticed.emit(Notice(Severity.WARNING, said))
