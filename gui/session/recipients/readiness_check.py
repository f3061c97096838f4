"""The recipients of the draft that would be sent to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.accounts.account import Account
from gui.core.message.variables import Variable
from gui.core.params.placeholders import Placeholders
from gui.jobs.job import Job
from gui.jobs.recipients import readiness as jobs
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.storage.runs.creation import CreationProgress


class ReadinessCheck(QObject):
    """Keeps the readiness of the draft current; only the latest check counts."""

    changed = Signal()

    def __init__(self, work: Work, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._job: Job[CreationProgress, jobs.Readiness] | None = None
        self._wish: tuple[str, str, bool, tuple[Variable, ...]] | None = None
        self.readiness = jobs.Readiness()

    @property
    def busy(self) -> bool:
        """Whether `readiness` is about to change."""
        return self._job is not None

    def invalidate(self) -> None:
        """Mark it as outdated: the draft or the do-not-send list has changed."""
        self._wish = None

    def update(
        self,
        account: Account,
        placeholders: Placeholders,
        variables: tuple[Variable, ...] = (),
        *,
        nobody: bool,
    ) -> None:
        """Find out who would be sent to, unless that is known; `nobody`: the draft is empty."""
        access_key_id, real = account.access_key_id, account.reaches_phones
        wish = (access_key_id, placeholders.to_json(), real, variables)
        if wish == self._wish:
            return
        self._wish = wish
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if nobody:
            self.readiness = jobs.Readiness()
            return
        job = self._job = jobs.check_readiness(
            self._ledger, access_key_id, placeholders, variables, find_magic=real
        )

        def take(found: jobs.Readiness) -> None:
            if self._job is job:
                self.readiness = found

        def end() -> None:
            if self._job is job:
                self._job = None
                self.changed.emit()

        # Until it is checked, no recipient counts as ready.
        self.readiness = jobs.Readiness()
        self._work.start(self._work.lists, job, Operation.CHECK_DRAFT, on_result=take, on_end=end)
