"""Controls the draft's recipients in the database: lists and typed numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.core.lists.draft_rows import DraftEntry, DraftOverview, SourceKind
from gui.core.lists.notes import SENT
from gui.core.message.fields import DraftFields
from gui.core.phones.number import MAINLAND_REGION, PhoneProblem
from gui.jobs.job import Job, Query
from gui.jobs.recipients import recipients as jobs
from gui.session.notices import Operation
from gui.session.recipients.typed_numbers import TypedNumbers
from gui.session.work import Work
from gui.storage.paths import Paths
from gui.words.notices import Notice, Severity
from gui.words.recipients import list_import as words
from gui.words.sentence import sentence

Result = TypeVar("Result")
CHANGE, READ = Operation.CHANGE_DRAFT, Operation.READ_TYPED


class DraftList(QObject):
    """Holds the overview of the draft's recipients; changes to them can be undone.

    Attributes:
        overview: without what is being typed, as long as that is no number.
    """

    changed = Signal(object)
    """A `DraftOverview`."""
    checking_changed = Signal(bool)
    """Whether what is typed is still to be read, or the draft to be changed."""
    editing_requested = Signal(str)
    """An entry was taken out of the draft: the text that should stand in the editor."""
    region_changed = Signal(str)
    """The region of typed numbers without a country code, restored by an undo or at the start."""

    def __init__(self, work: Work, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._ledger = paths.ledger
        self._typed = TypedNumbers()
        self._text = ""
        self._region = MAINLAND_REGION
        self._expected = False
        self._typing: jobs.ListJob[DraftOverview] | None = None
        self._changes = self._adopting = self._clearing = 0
        self._adopts = False
        self._waiting: list[str] = []
        self._made = ""
        self._stored = self.overview = DraftOverview()

    @property
    def busy(self) -> bool:
        """Whether the overview is about to change."""
        return self._expected or self._typing is not None or self._changes > 0

    def reload(self) -> None:
        """Show what the draft holds; call it once, before anything else."""
        self._adopt(jobs.load_draft(self._ledger), self._set_stored)

    def expect_typed(self) -> None:
        """The text in the editor is changing: mark what was read of it as outdated."""
        self._expected = True
        self.checking_changed.emit(True)

    def read_pending(self, text: str) -> None:
        """Read what stands in the editor; the last text wins."""
        self._typed.pending = text
        self._read_text()

    def take(self, text: str) -> None:
        """Make entries of a finished text, which leaves the editor."""
        if self._adopting:
            # Entries are about to come back: these ones go below them.
            self._typed.pending = ""
            self._waiting.append(text)
            return
        self._typed.add(text, self._last_step)
        self._read_text()

    def remove_entry(self, entry: DraftEntry) -> None:
        """Remove a typed or saved entry."""
        if entry.kind is SourceKind.SAVED:
            self.change(jobs.remove_saved(self._ledger, [entry.number]))
            return
        if self._adopting:
            return
        if self._typed.is_alone(entry, self._stored):
            self._typed.remove([entry.line], self._last_step)
        elif entry.number and (entry.note is None or entry.note in SENT):
            self.remove_rows([entry.id])
            return
        else:
            self._typed.remove_piece(entry.line, entry.text, self._last_step)
        self._read_text()

    def edit_entry(self, entry: DraftEntry) -> None:
        """Take a typed entry out of the draft, and its text into the editor."""
        alone = self._typed.is_alone(entry, self._stored)
        self.edit_text(entry.line, "" if alone else entry.text)

    def edit_text(self, line: int, piece: str = "") -> None:
        """Take a line of the typed text, from 1, or a piece of it, into the editor."""
        if self._adopting:
            return
        if text := piece or self._typed.entry(line):
            if piece:
                self._typed.remove_piece(line, piece, self._last_step)
            else:
                self._typed.remove([line], self._last_step)
            self._typed.pending = text
            self.editing_requested.emit(text)
            self._read_text()

    def read_region(self, region: str) -> None:
        """Read what is typed as numbers of a region where they have no country code."""
        if region != self._region:
            self._read(self._typed.text, region)

    def remove_source(self, source_id: int) -> None:
        """Remove a list from the draft."""
        self.change(jobs.remove_source(self._ledger, source_id))

    def add_column_aliases(self, names: Mapping[str, str]) -> None:
        """Let lists give the values of a column also under another name."""
        self.change(jobs.add_column_aliases(self._ledger, names))

    def remove_rows(self, ids: Sequence[int]) -> None:
        """Remove some recipients from the draft."""
        self.change(jobs.remove_rows(self._ledger, ids))

    def take_rows(self, ids: Sequence[int]) -> None:
        """Make recipients of some doubtful rows, by the ids of their notes."""
        self.change(jobs.take_rows(self._ledger, ids))

    def take_all(self, problem: PhoneProblem) -> None:
        """Make recipients of every row that is doubtful for one reason, as far as is shown."""
        sources = [source.id for source in self.overview.sources]
        self.change(jobs.take_all(self._ledger, problem, sources))

    def clear(self) -> None:
        """Remove all recipients, typed ones included."""
        self._expected = self._adopts = False
        self._waiting.clear()
        self._typed.clear()
        self._text = ""
        if self._typing is not None:
            self._typing.cancel()
            self._typing = None
        self._clearing = 1

        def cleared(overview: DraftOverview) -> None:
            self._clearing = 0
            self._work.notices.clear(READ)  # nothing is typed now
            self.set_overview(overview)

        self._start(jobs.clear_draft(self._ledger), cleared, self._cleared)

    def change(self, job: Query[DraftOverview]) -> None:
        """Show the draft as a job has changed it; the job leaves typed numbers alone."""
        self._start(job, self.set_overview, self._changed)

    def replace_all(self, job: Query[DraftOverview], then: Callable[[DraftOverview], None]) -> None:
        """Let a job replace all recipients, typed ones included."""

        def take(overview: DraftOverview) -> None:
            self._set_made(overview)
            then(overview)

        self._replace(job, take)

    def load_run(self, run_id: int, take: Callable[[DraftFields], None]) -> None:
        """Replace all recipients by those of a run; `take` gets the fields of its message."""

        def loaded(run: jobs.LoadedRun) -> None:
            self._set_made(run.overview)
            take(run.fields)

        self._replace(jobs.load_run(self._ledger, run_id), loaded)

    def replace_typed(self, text: str, done: Callable[[], None]) -> None:
        """Put typed numbers in place of everything, then call `done`."""

        def replaced(overview: DraftOverview) -> None:
            self._set_made(overview)
            done()

        self._replace(jobs.replace_typed(self._ledger, text), replaced)

    def undo(self) -> None:
        """Undo the last step."""
        step = self._typed.undo_of(self._last_step)
        if step is None:
            since = () if self._typed.text == self._made else self._typed.entries
            undone = partial(self._undone, since)
            self._adopt(jobs.undo_step(self._ledger), undone)
        elif not self._adopting:
            if self._typed.undo():
                self.editing_requested.emit("")
            self._read_text()
            self._work.notices.show(Notice(Severity.INFORMATION, sentence(words.undone, step)))

    def set_overview(self, overview: DraftOverview) -> None:
        """Set the overview that a job has read, and emit it."""
        self._stored = overview
        self.overview = self._typed.shown(overview)
        self.changed.emit(self.overview)

    def close(self) -> None:
        """Store what was typed last; call it after the lanes are closed."""
        if self._waiting:
            if self._adopts:
                stored = jobs.load_draft(self._ledger)
                stored.succeeded.connect(lambda overview: self._typed.adopt(overview.typed))
                stored.run()
            for text in self._waiting:
                self._typed.add(text, 0)
        if self._waiting or self._typing is not None:
            jobs.load_typed_numbers(self._ledger, self._typed.text, self._region).run()

    @property
    def _last_step(self) -> int:
        """The id of the last stored step, or the one that is on its way."""
        return (self._stored.undo.id if self._stored.undo else 0) + self._clearing

    def _read_text(self) -> None:
        """Store and parse the typed text, unless that was done already."""
        self._expected = False
        if self._adopting:
            return
        if self._typed.text == self._text:
            self.set_overview(self._stored)
            self.checking_changed.emit(self.busy)
            return
        self._read(self._typed.text, self._region)

    def _read(self, text: str, region: str) -> None:
        if self._typing is not None:
            self._typing.cancel()
        self._text, self._region = text, region
        job = self._typing = jobs.load_typed_numbers(self._ledger, text, region)

        def refuse(error: SmsDeskError) -> None:
            if job is self._typing:
                self._text, self._region = self._stored.typed, self._stored.typed_region
                self.editing_requested.emit(self._typed.give_back(self._text))
                self.set_overview(self._stored)
            self._work.notices.fail(READ, error)

        def take(overview: DraftOverview) -> None:
            if job is self._typing:
                self._typing = None
                self.set_overview(overview)

        def end() -> None:
            if job is self._typing:
                self._typing = None
            self.checking_changed.emit(self.busy)

        self._work.start(self._work.lists, job, READ, on_result=take, on_error=refuse, on_end=end)
        self.checking_changed.emit(True)

    def _replace(self, job: Job[object, Result], take: Callable[[Result], None]) -> None:
        self._expected = False
        self._waiting.clear()
        self._typed.pending = ""
        self.editing_requested.emit("")
        self._adopt(job, take)

    def _adopt(self, job: Job[object, Result], take: Callable[[Result], None]) -> None:
        """Start a job whose overview may bring typed text back."""
        self._adopting += 1
        self._adopts = True
        self._start(job, take, self._adopted)

    def _start(
        self, job: Job[object, Result], take: Callable[[Result], None], end: Callable[[], None]
    ) -> None:
        self._changes += 1
        self._work.start(self._work.lists, job, CHANGE, on_result=take, on_end=end)
        self.checking_changed.emit(True)

    def _set_made(self, overview: DraftOverview) -> None:
        """Show recipients that replaced all others; an undo removes their typed numbers."""
        self._set_stored(overview)
        self._made = self._typed.text

    def _set_stored(self, overview: DraftOverview) -> None:
        if self._adopts:
            self._work.notices.clear(READ)  # others are typed now
            self._text = overview.typed
            self._typed.adopt(overview.typed)
            if overview.typed_region != self._region:
                self._region = overview.typed_region
                self.region_changed.emit(self._region)
        self.set_overview(overview)

    def _undone(self, since: Sequence[str], result: jobs.UndoResult) -> None:
        self._set_stored(result.overview)
        # What was typed after the step stays, below what it brings back.
        self._typed.keep(since)
        if result.step is not None:
            said = sentence(words.undone, result.step)
            self._work.notices.show(Notice(Severity.INFORMATION, said))

    def _adopted(self) -> None:
        self._adopting -= 1
        if not self._adopting:
            for text in self._waiting:
                self._typed.add(text, self._last_step)
            self._waiting.clear()
            self._read_text()
        self._changed()

    def _cleared(self) -> None:
        self._clearing = 0
        self._changed()

    def _changed(self) -> None:
        self._changes -= 1
        self.checking_changed.emit(self.busy)
