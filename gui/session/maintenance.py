"""Looks after the data directory while the program runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from gui.core.backup_schedule import BackupSchedule
from gui.core.errors import FileFault, LedgerError, SmsDeskError
from gui.jobs.job import Query
from gui.jobs.maintenance import make_backup, tidy_up
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.database.backups import BackupResult
from gui.storage.drives import network_drive
from gui.storage.paths import Paths
from gui.words.ledger import maintenance as words
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence

TICK = 20_000
"""Milliseconds between two checks whether a backup is due."""


class Maintenance(QObject):
    """Backs the ledger up, removes what a killed program left behind, and warns of its drive.

    Args:
        clock: tells the time in seconds, and never goes back.
        find_drive: names the network drive that a folder lies on, if any.
        make_backup: makes the job that backs a ledger up.
    """

    def __init__(
        self,
        work: Work,
        paths: Paths,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        find_drive: Callable[[Path], str] = network_drive,
        make_backup: Callable[[Path], Query[BackupResult]] = make_backup,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._find_drive = find_drive
        self._make_backup = make_backup
        self._schedule = BackupSchedule(clock)
        self._backup: Query[BackupResult] | None = None
        self._backup_size = 0
        self._warned = False
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """Remove left-over files; call it once, when the ledger is locked."""
        self._work.start(
            self._work.maintenance,
            tidy_up(self._ledger, self._find_drive),
            Operation.TIDY_UP,
            on_result=self._warn,
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
            self._backup_size = 0
            self._backup = self._make_backup(self._ledger)
            self._work.start(
                self._work.maintenance,
                self._backup,
                Operation.BACK_UP,
                on_result=self._note_backup,
                on_error=self._fail_backup,
                on_end=self._end_backup,
            )

    def close(self) -> None:
        """Start no more jobs."""
        self._timer.stop()

    def _warn(self, drive: str) -> None:
        if drive:
            said = sentence(words.network_drive, str(self._ledger.parent), drive)
            self._work.notices.show(Notice(Severity.WARNING, said))

    def _note_backup(self, result: BackupResult) -> None:
        self._backup_size = result.size
        self._warned = False

    def _end_backup(self) -> None:
        self._backup = None
        self._schedule.end(self._backup_size)

    def _fail_backup(self, error: SmsDeskError) -> None:
        self._backup_size = 1  # tried again after the usual interval
        fault = error.fault if isinstance(error, LedgerError) else None
        if fault is FileFault.DAMAGED:
            self._work.notices.fail(Operation.BACK_UP, error)
            self.close()
        elif not self._warned and fault is not FileFault.IN_USE:
            self._warned = True
            said = sentence(words.no_backup, str(self._ledger.parent))
            self._work.notices.report(Operation.BACK_UP, Notice(Severity.WARNING, said))
