"""Searches the history, during the confirmation, for who got exactly this message before."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.core.message.draft import SendSummary
from gui.core.params.placeholders import Placeholders
from gui.core.sending.sent_before import SearchProgress, SentBefore
from gui.jobs.job import Job
from gui.jobs.recipients import readiness as jobs
from gui.session.notices import Operation
from gui.session.work import Work
from gui.storage.paths import Paths


class SentBeforeSearch(QObject):
    """Searches for the recipients of one confirmation at a time: the last one."""

    progressed = Signal(object)
    """A `SearchProgress`."""
    found = Signal(object)
    """A `SentBefore`."""
    failed = Signal(object)
    """A `SmsDeskError`: the history cannot be read."""

    def __init__(self, work: Work, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._job: Job[SearchProgress, SentBefore] | None = None

    def start(self, summary: SendSummary, placeholders: Placeholders) -> None:
        """Search for the recipients of the ledger's draft; an earlier search is dropped."""
        self.stop()
        job = self._job = jobs.search_sent_before(
            self._ledger, summary.account, summary.draft, placeholders
        )

        def show(progress: SearchProgress) -> None:
            if self._job is job:
                self.progressed.emit(progress)

        def take(found: SentBefore) -> None:
            if self._job is job:
                self.found.emit(found)

        def refuse(error: SmsDeskError) -> None:
            if self._job is job:
                self.failed.emit(error)

        # On the lane of the draft's jobs: none of them changes it meanwhile.
        self._work.start(
            self._work.lists,
            job,
            Operation.SEARCH_SENT_BEFORE,
            on_progress=show,
            on_result=take,
            on_error=refuse,
        )

    def stop(self) -> None:
        """Stop looking; nothing is emitted any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
