"""Finds out, while the operator decides, what an import of a list would give."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.core.lists.layout import Layout
from gui.core.lists.list_check import ListCheck
from gui.jobs.recipients import list_check as jobs
from gui.jobs.recipients.recipients import ListJob
from gui.session.notices import Operation
from gui.session.work import Work


class ListChecks(QObject):
    """Checks one list at a time; only the latest check counts."""

    checked = Signal(object)
    """A `ListCheck` of the layout that was asked about last."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._job: ListJob[ListCheck] | None = None

    def start(self, path: Path | None, text: str, layout: Layout) -> None:
        """Check a file, or what was pasted."""
        self.stop()
        job = jobs.check_text(text, layout) if path is None else jobs.check_list(path, layout)
        self._job = job

        def take(check: ListCheck) -> None:
            if self._job is job:
                self._job = None
                self.checked.emit(check)

        def ignore(error: SmsDeskError) -> None:
            """Ignore it: the import reports what cannot be read."""

        self._work.start(
            self._work.lists, job, Operation.CHECK_LIST, on_result=take, on_error=ignore
        )

    def stop(self) -> None:
        """Cancel the check: the operator has decided."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
