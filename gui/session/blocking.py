"""The numbers that the current account never sends to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.core.drafted import LoadProgress
from gui.core.errors import SmsDeskError
from gui.core.recipients import read
from gui.jobs import checking
from gui.jobs import lists as jobs
from gui.jobs.job import Job
from gui.session.accounts import Accounts
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words import errors
from gui.words import importing as words
from gui.words.notices import Severity


class Blocking(QObject):
    """Reads and changes the do-not-send list."""

    listed = Signal(object)
    """Numbers, and since when each is blocked, in ms since 1970, UTC; the newest first."""
    said = Signal(str, object)
    """What came of the last wish, and a `Severity`."""
    busy_changed = Signal(bool)
    changed = Signal()
    """The list is another one."""

    def __init__(
        self, work: Work, accounts: Accounts, paths: Paths, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._accounts = accounts
        self._ledger = paths.ledger

    def look(self) -> None:
        """Read the list."""
        job = checking.listing_blocked(self._ledger, self._key)
        self._work.start(self._work.lists, job, self.listed.emit, self._refuse)

    def add(self, text: str) -> None:
        """Put the numbers in `text` on the list."""
        numbers = read(text).numbers
        if not numbers:
            self.said.emit(words.nothing_to_block(), Severity.WARNING)
            return
        self._change(jobs.blocking(self._ledger, self._key, numbers))

    def add_list(self, path: str) -> None:
        """Put every number of a file on the list."""
        self._change(jobs.blocking_list(self._ledger, self._key, Path(path)))

    def remove(self, numbers: Sequence[str]) -> None:
        """Take numbers off the list."""
        self._change(jobs.unblocking(self._ledger, self._key, numbers), removal=True)

    @property
    def _key(self) -> str:
        return self._accounts.current.access_key_id

    def _change(self, job: Job, *, removal: bool = False) -> None:
        def take(found: LoadProgress | int) -> None:
            if isinstance(found, int):
                text = words.unblocked(found) if removal else words.blocked(found)
                self.said.emit(text, Severity.SUCCESS)

        def end() -> None:
            self.busy_changed.emit(False)
            self.changed.emit()
            self.look()

        self.busy_changed.emit(True)
        self._work.start(self._work.lists, job, take, self._refuse, end)

    def _refuse(self, error: SmsDeskError) -> None:
        self.said.emit(errors.error(error), Severity.ERROR)
