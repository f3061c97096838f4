"""The settings in use, and their way to the disk."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.jobs import settings as settings_jobs
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile


class Preferences(QObject):
    """Holds the one `Settings` value; every change goes to the disk, the last one wins."""

    changed = Signal()

    def __init__(
        self, work: Work, file: SettingsFile, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._file = file
        self._writing = False
        self._stale = False
        self.settings = settings

    def update(self, settings: Settings) -> None:
        """Use `settings` from now on."""
        if settings == self.settings:
            return
        self.settings = settings
        self.changed.emit()
        self._keep()

    def close(self) -> None:
        """Save pending settings synchronously after the lanes are closed."""
        if self._stale:
            self._stale = False
            # There is no window left to say it in.
            with suppress(SmsDeskError):
                self._file.save(self.settings)

    def _keep(self) -> None:
        if self._writing:
            self._stale = True
            return
        self._writing, self._stale = True, False
        job = settings_jobs.save_settings(self._file, self.settings)
        self._work.start(self._work.reading, job, Operation.SAVE_SETTINGS, on_end=self._kept)

    def _kept(self) -> None:
        self._writing = False
        if self._stale:
            self._keep()
