"""Controls the draft's recipients in the database: lists and typed numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.core.lists.draft_rows import DraftOverview
from gui.core.message.draft import DraftFields
from gui.core.phones.number import MAINLAND_REGION, PhoneProblem
from gui.jobs import recipients as jobs
from gui.jobs.job import Job, Query
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words.notices import Notice, Severity
from gui.words.recipients import list_import as words
from gui.words.sentence import sentence

Result = TypeVar("Result")


class DraftList(QObject):
    """Knows the draft's recipients as a whole; what is done to them can be undone."""

    changed = Signal(object)
    """A `DraftOverview`."""
    checking_changed = Signal(bool)
    """Whether what is typed is still to be read, or the draft to be changed."""
    typed_changed = Signal(str)
    """What should stand in the editor: it was cleared, or is there from the last time."""
    region_changed = Signal(str)
    """Where typed numbers without a country code are from: it was undone, or is of last time."""
    noticed = Signal(object)
    """A `Notice`."""

    def __init__(self, work: Work, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._text = ""
        self._region = MAINLAND_REGION
        self._expected = False
        self._typing: jobs.ListJob[DraftOverview] | None = None
        self._changes = 0
        self.overview = DraftOverview()

    @property
    def busy(self) -> bool:
        """Whether the overview is about to be another one."""
        return self._expected or self._typing is not None or self._changes > 0

    def reload(self) -> None:
        """Show what the draft holds; call it once, before anything else."""
        self._change(jobs.load_draft(self._ledger))

    def expect_typed(self) -> None:
        """The typed text is changing: mark what was read of it as outdated."""
        self._expected = True
        self.checking_changed.emit(True)

    def read_typed(self, text: str) -> None:
        """Read typed or pasted numbers; the last text wins."""
        self._expected = False
        if text == self._text:
            self.checking_changed.emit(self.busy)
            return
        self._read(text, self._region)

    def read_region(self, region: str) -> None:
        """Read what is typed as numbers of a region where they have no country code."""
        if region != self._region:
            self._read(self._text, region)

    def _read(self, text: str, region: str) -> None:
        if self._typing is not None:
            self._typing.cancel()
        self._text, self._region = text, region
        job = self._typing = jobs.load_typed_numbers(self._ledger, text, region)

        def refuse(error: SmsDeskError) -> None:
            if job is self._typing:
                self._text, self._region = self.overview.typed, self.overview.typed_region
            self._work.refused.emit(error)

        def end() -> None:
            if job is self._typing:
                self._typing = None
            self.checking_changed.emit(self.busy)

        self._work.start(
            self._work.lists, job, on_result=self.set_overview, on_error=refuse, on_end=end
        )
        self.checking_changed.emit(True)

    def change(self, job: Query[DraftOverview]) -> None:
        """Show the draft as a job has changed it."""
        self._change(job)

    def replace_all(self, job: Query[DraftOverview], then: Callable[[DraftOverview], None]) -> None:
        """Let a job put others in the place of all recipients, typed ones too."""

        def take(overview: DraftOverview) -> None:
            self.set_overview(overview)
            then(overview)

        self._expected = False
        self._start(job, take)

    def remove_source(self, source_id: int) -> None:
        """Remove a list from the draft."""
        self._change(jobs.remove_source(self._ledger, source_id))

    def add_column_aliases(self, names: Mapping[str, str]) -> None:
        """Let lists give the value of one name under another, new name too."""
        self._change(jobs.add_column_aliases(self._ledger, names))

    def remove_rows(self, ids: Sequence[int]) -> None:
        """Remove some recipients from the draft."""
        self._change(jobs.remove_rows(self._ledger, ids))

    def take_rows(self, ids: Sequence[int]) -> None:
        """Make recipients of some doubtful rows, by the ids of their notes."""
        self._change(jobs.take_rows(self._ledger, ids))

    def take_all(self, problem: PhoneProblem) -> None:
        """Make recipients of every row that is doubtful for one reason, as far as is shown."""
        sources = [source.id for source in self.overview.sources]
        self._change(jobs.take_all(self._ledger, problem, sources))

    def clear(self) -> None:
        """Take everything out, what is typed too."""
        self._expected = False
        self._change(jobs.clear_draft(self._ledger))

    def load_run(self, run_id: int, take: Callable[[DraftFields], None]) -> None:
        """Put the recipients of a run in place of all; `take` gets the fields of its message."""

        def loaded(run: jobs.LoadedRun) -> None:
            self.set_overview(run.overview)
            take(run.fields)

        self._expected = False
        self._start(jobs.load_run(self._ledger, run_id), loaded)

    def replace_typed(self, text: str, done: Callable[[], None]) -> None:
        """Put typed numbers in place of everything, then call `done`."""

        def replaced(overview: DraftOverview) -> None:
            self.set_overview(overview)
            done()

        self._expected = False
        self._start(jobs.replace_typed(self._ledger, text), replaced)

    def undo(self) -> None:
        """Undo the last step."""
        self._start(jobs.undo_step(self._ledger), self._undone)

    def set_overview(self, overview: DraftOverview) -> None:
        """Set the overview that a job has read, and emit it."""
        self.overview = overview
        self.changed.emit(overview)
        if self._expected or self._typing is not None:
            return
        if overview.typed_region != self._region:
            self._region = overview.typed_region
            self.region_changed.emit(self._region)
        if overview.typed != self._text:
            self._text = overview.typed
            self.typed_changed.emit(self._text)

    def close(self) -> None:
        """Write down, once the lanes are closed, what was typed last."""
        if self._typing is not None:
            jobs.load_typed_numbers(self._ledger, self._text, self._region).run()

    def _change(self, job: Query[DraftOverview]) -> None:
        self._start(job, self.set_overview)

    def _start(self, job: Job[object, Result], take: Callable[[Result], None]) -> None:
        self._changes += 1
        self._work.start(self._work.lists, job, on_result=take, on_end=self._changed)
        self.checking_changed.emit(True)

    def _undone(self, result: jobs.UndoResult) -> None:
        self.set_overview(result.overview)
        if result.step is not None:
            self.noticed.emit(Notice(Severity.INFORMATION, sentence(words.undone, result.step)))

    def _changed(self) -> None:
        self._changes -= 1
        self.checking_changed.emit(self.busy)
