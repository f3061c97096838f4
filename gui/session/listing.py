"""Who the message goes to: lists and typed numbers, as they stand in the ledger's draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from gui.core.drafted import Overview
from gui.core.errors import SmsDeskError
from gui.jobs import lists as jobs
from gui.jobs.job import Job
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words import importing as words
from gui.words.notices import Notice, Severity


class Listing(QObject):
    """Knows the draft's recipients as a whole; what is done to them can be undone."""

    changed = Signal(object)
    """An `Overview`."""
    checking_changed = Signal(bool)
    """Whether what is typed is still to be read, or the draft to be changed."""
    typed_changed = Signal(str)
    """What should stand in the editor: it was cleared, or is there from the last time."""
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(self, work: Work, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._text = ""
        self._expected = False
        self._typing: Job | None = None
        self._changes = 0
        self.overview = Overview()

    @property
    def busy(self) -> bool:
        """Whether the overview is about to be another one."""
        return self._expected or self._typing is not None or self._changes > 0

    def look(self) -> None:
        """Show what the draft holds; call it once, before anything else."""
        self._change(jobs.looking(self._ledger))

    def expect_typed(self) -> None:
        """Somebody types: what was read of it holds no more."""
        self._expected = True
        self.checking_changed.emit(True)

    def read_typed(self, text: str) -> None:
        """Read typed or pasted numbers; the last text wins."""
        self._expected = False
        if text == self._text:
            self.checking_changed.emit(self.busy)
            return
        if self._typing is not None:
            self._typing.cancel()
        self._text = text
        job = self._typing = jobs.typing(self._ledger, text)

        def refuse(error: SmsDeskError) -> None:
            if job is self._typing:
                self._text = self.overview.typed
            self._work.refused.emit(error)

        def end() -> None:
            if job is self._typing:
                self._typing = None
            self.checking_changed.emit(self.busy)

        self._work.start(self._work.lists, job, self._take, refuse, end)
        self.checking_changed.emit(True)

    def remove_source(self, source_id: int) -> None:
        """Take a list out."""
        self._change(jobs.removing_source(self._ledger, source_id))

    def name_alike(self, names: Mapping[str, str]) -> None:
        """Let lists give the value of one name under another, new name too."""
        self._change(jobs.naming(self._ledger, names))

    def remove_rows(self, ids: Sequence[int]) -> None:
        """Take some recipients out."""
        self._change(jobs.removing_rows(self._ledger, ids))

    def clear(self) -> None:
        """Take everything out, what is typed too."""
        self._expected = False
        self._change(jobs.clearing(self._ledger))

    def undo(self) -> None:
        """Take the last step back."""
        self._change(jobs.undoing(self._ledger))

    def show(self, overview: Overview) -> None:
        """Take the draft as it is now, once a job has looked at it."""
        self.overview = overview
        self.changed.emit(overview)
        typed = overview.typed
        if not self._expected and self._typing is None and typed != self._text:
            self._text = typed
            self.typed_changed.emit(typed)

    def close(self) -> None:
        """Write down, once the lanes are closed, what was typed last."""
        if self._typing is not None:
            jobs.typing(self._ledger, self._text).run()

    def _change(self, job: Job) -> None:
        self._changes += 1
        self._work.start(self._work.lists, job, self._take, ended=self._changed)
        self.checking_changed.emit(True)

    def _take(self, found: object) -> None:
        match found:
            case Overview():
                self.show(found)
            case jobs.Undone():
                self.show(found.overview)
                if found.step is not None:
                    self.noticed.emit(Notice(Severity.INFORMATION, words.undone(found.step)))

    def _changed(self) -> None:
        self._changes -= 1
        self.checking_changed.emit(self.busy)
