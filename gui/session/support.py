"""Facts about the program for support: keyring, log, paths."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.jobs import support as jobs
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore


class Support(QObject):
    """Finds the keyring's name and reads the log, for those who help the operator."""

    keyring_found = Signal(object)
    """A `BackendInfo`."""
    log_read = Signal(str)
    """The end of the newest log; empty if there is none."""

    def __init__(
        self, work: Work, paths: Paths, secrets: SecretStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._paths = paths
        self._secrets = secrets

    @property
    def paths(self) -> Paths:
        """Where everything of this installation lies."""
        return self._paths

    def find_keyring(self) -> None:
        """Find out which keyring there is."""
        job = jobs.find_keyring(self._secrets)
        self._work.start(
            self._work.keyring, job, Operation.FIND_KEYRING, on_result=self.keyring_found.emit
        )

    def read_log(self) -> None:
        """Read the newest log."""
        job = jobs.read_log(self._paths.logs)
        self._work.start(self._work.reading, job, Operation.READ_LOG, on_result=self.log_read.emit)
