"""Looks after the data directory while the program runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.jobs.upkeep import tidy_up
from gui.session.work import Work
from gui.storage.drives import network_drive
from gui.storage.paths import Paths
from gui.words import upkeep as words
from gui.words.notices import Notice, Severity


class Upkeep(QObject):
    """Removes what a killed program left behind, and warns of a drive that is not to be trusted."""

    noticed = Signal(object)
    """A `Notice`."""

    def __init__(
        self,
        work: Work,
        paths: Paths,
        parent: QObject | None = None,
        *,
        find_drive: Callable[[Path], str] = network_drive,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._find_drive = find_drive

    def begin(self) -> None:
        """Start; call it once, when the ledger is locked."""
        self._work.start(self._work.upkeep, tidy_up(self._ledger, self._find_drive), self._warn)

    def _warn(self, drive: str) -> None:
        if drive:
            text = words.network_drive(str(self._ledger.parent), drive)
            self.noticed.emit(Notice(Severity.WARNING, text))
