"""The import of a list: inspection, the operator's decisions, loading."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from gui.core.errors import ListError, ListFault, SmsDeskError
from gui.core.lists.draft_rows import DraftOverview, LoadProgress
from gui.core.lists.layout import Layout, LayoutChoice, ListInspection, column_names
from gui.jobs.recipients import recipients as jobs
from gui.models.draft_columns import mask_text
from gui.session.notices import Operation
from gui.session.recipients.draft_recipients import DraftList
from gui.session.recipients.list_checks import ListChecks
from gui.session.recipients.list_questions import leaves_no_question
from gui.session.work import Work
from gui.storage.blocked_numbers import BlockResult
from gui.storage.paths import Paths
from gui.words.errors import errors
from gui.words.notices import Notice, Severity
from gui.words.recipients import list_import as words
from gui.words.sentence import join, sentence

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """A list to be read in.

    Attributes:
        path: of its file; none for what was pasted.
        text: what was pasted.
        ask: whether the operator decides even if the layout is certain.
        replaces: the source that it was read as before.
        blocks: for whose do-not-send list the numbers are, by AccessKey ID; else for the draft.
    """

    path: Path | None
    text: str = ""
    ask: bool = False
    replaces: int | None = None
    blocks: str = ""

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.path.name if self.path else ""


CHOOSABLE = (ListFault.BINARY, ListFault.ENCODING)
"""The faults that another encoding may mend."""


class ListImport(QObject):
    """Reads one list after the other; those with a certain layout are read at once.

    The others wait for the operator: after `inspected` comes `accept`, `choose` or `drop`, and
    after `undecided` comes `choose` or `drop`.
    """

    inspected = Signal(object)
    """A `ListInspection`, for the operator to decide on."""
    undecided = Signal(str, object)
    """The name of a list, and the `ListError` why it cannot be read as it looks; in another
    encoding it may."""
    refused = Signal(object)
    """A `SmsDeskError`: why a list cannot be read with the layout that the operator chose."""
    looking_changed = Signal(bool)
    """Whether the list that the operator decides on is being inspected again."""
    checked = Signal(object)
    """A `ListCheck`: what the list would give with the layout given to `check`."""
    progressed = Signal(object)
    """A `LoadProgress`; none when no list is being read."""
    mapped = Signal(object)
    """What the operator mapped in the newest list: each variable's column, both by name."""
    noticed = Signal(object)
    """A `Notice`."""
    block_noticed = Signal(object)
    """A `Notice` about a list whose numbers were to be blocked."""
    block_ended = Signal()
    """The import of such a list is over."""

    def __init__(
        self, work: Work, listing: DraftList, paths: Paths, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._listing = listing
        self._ledger = paths.ledger
        self._waiting: deque[ImportRequest] = deque()
        self._request: ImportRequest | None = None
        self._job: jobs.ListJob[object] | None = None
        self._inspection: ListInspection | None = None
        self._asking = False
        self._checks = ListChecks(work, self)
        self._checks.checked.connect(self.checked)

    @property
    def blocks(self) -> bool:
        """Whether the current import adds to the do-not-send list."""
        return self._request is not None and bool(self._request.blocks)

    @property
    def loading(self) -> bool:
        """Whether a list is being read."""
        return self._job is not None

    def open(self, path: str) -> None:
        """Import a file, after those that are queued."""
        self._queue(ImportRequest(Path(path)))

    def open_text(self, text: str) -> None:
        """Import a table that was pasted from a spreadsheet."""
        self._queue(ImportRequest(None, text))

    def block(self, path: str, access_key_id: str) -> None:
        """Put every number of a file on an account's do-not-send list."""
        self._queue(ImportRequest(Path(path), blocks=access_key_id))

    def choose(self, choice: LayoutChoice) -> None:
        """Inspect the list again with the layout that the operator chose."""
        if self._request is None:
            return
        self.looking_changed.emit(True)
        self._inspect(self._request, choice)

    def check(self, layout: Layout) -> None:
        """Find out what the list would give with this layout."""
        if self._request is not None:
            self._checks.start(self._request.path, self._request.text, layout)

    def accept(self, layout: Layout) -> None:
        """Import the list as the operator decided."""
        self._checks.stop()
        wish, inspection = self._request, self._inspection
        if wish is None or inspection is None:
            return
        if self._job is not None:  # it was being inspected with another layout
            self._job.cancel()
        self._load(wish, layout, inspection)

    def drop(self) -> None:
        """Drop the list that was inspected."""
        self._checks.stop()
        if self._job is not None:
            self._job.cancel()
        self._next()

    def stop(self) -> None:
        """Stop reading; the draft stays as it was."""
        if self._job is not None:
            self._job.cancel()

    def _queue(self, wish: ImportRequest) -> None:
        self._waiting.append(wish)
        if self._request is None:
            self._next()

    def _next(self) -> None:
        if self.blocks:
            self.block_ended.emit()
        self._job = self._inspection = None
        self._asking = False
        self._request = self._waiting.popleft() if self._waiting else None
        self.progressed.emit(None)
        if self._request is not None:
            self._inspect(self._request, LayoutChoice())

    def _inspect(self, wish: ImportRequest, choice: LayoutChoice) -> None:
        if self._job is not None:
            self._job.cancel()
        job: jobs.ListJob[ListInspection]
        if wish.path is None:
            job = jobs.inspect_text(wish.text, choice)
        else:
            job = jobs.inspect_list(wish.path, choice)
        self._job = job

        def show(progress: LoadProgress) -> None:
            if self._job is job:
                self.progressed.emit(progress)

        def take(inspection: ListInspection) -> None:
            if self._job is job:
                self._decide(wish, inspection)

        def refuse(error: SmsDeskError) -> None:
            if self._job is not job:
                return
            if self._asking:
                self.refused.emit(error)
            elif wish.path and isinstance(error, ListError) and error.fault in CHOOSABLE:
                self._asking = True
                self.undecided.emit(wish.name, error)
            else:
                self._fail(wish, error)
                self._next()

        def end() -> None:
            if self._job is not job:
                return
            self._job = None
            self.progressed.emit(None)
            self.looking_changed.emit(False)
            if not self._asking:  # stopped before there was anything to be seen
                self._next()

        self._work.start(
            self._work.lists,
            job,
            Operation.CHECK_LIST,
            on_progress=show,
            on_result=take,
            on_error=refuse,
            on_end=end,
        )

    def _decide(self, wish: ImportRequest, inspection: ListInspection) -> None:
        self._inspection = inspection
        if not (self._asking or wish.ask) and leaves_no_question(inspection):
            self._load(wish, inspection.layout, inspection)
        else:
            self._asking = True
            self.inspected.emit(inspection)

    def _load(self, wish: ImportRequest, layout: Layout, inspection: ListInspection) -> None:
        asked, self._asking = self._asking, False

        def take(overview: DraftOverview) -> None:
            self._listing.set_overview(overview)
            self._say_loaded(wish, layout, overview, asked=asked)
            if layout.mapping:
                names = column_names(inspection.rows, layout.header_rows)
                self.mapped.emit({name: names[column] for name, column in layout.mapping})

        if wish.path is None:
            self._start(wish, jobs.load_text(self._ledger, wish.text, layout, wish.replaces), take)
        elif wish.blocks:
            job = jobs.block_list(self._ledger, wish.blocks, wish.path, layout)
            self._start(wish, job, self._say_blocked)
        else:
            self._start(wish, jobs.load_list(self._ledger, wish.path, layout, wish.replaces), take)

    def _start(
        self, wish: ImportRequest, job: jobs.ListJob[Result], take: Callable[[Result], None]
    ) -> None:
        """Start the job that imports a list; the next list follows it."""

        def refuse(error: SmsDeskError) -> None:
            self._fail(wish, error)

        def stop() -> None:
            self._notice(wish, Notice(Severity.INFORMATION, sentence(words.stopped)))

        self._job = job
        self._work.start(
            self._work.lists,
            job,
            Operation.IMPORT_LIST,
            about=wish.path,
            on_progress=self.progressed.emit,
            on_result=take,
            on_error=refuse,
            on_cancel=stop,
            on_end=self._next,
        )

    def _say_blocked(self, result: BlockResult) -> None:
        severity = Severity.WARNING if result.unread else Severity.SUCCESS
        first = [(line, mask_text(text)) for line, text in result.first]
        said = sentence(words.list_blocked, result.new, result.unread, first)
        self.block_noticed.emit(Notice(severity, said))

    def _fail(self, wish: ImportRequest, error: SmsDeskError) -> None:
        if wish.blocks:
            self.block_noticed.emit(Notice(Severity.ERROR, sentence(errors.error, error)))
        else:
            self._work.notices.fail(Operation.IMPORT_LIST, error, wish.path)

    def _notice(self, wish: ImportRequest, notice: Notice) -> None:
        (self.block_noticed if wish.blocks else self.noticed).emit(notice)

    def _say_loaded(
        self, wish: ImportRequest, layout: Layout, now: DraftOverview, *, asked: bool
    ) -> None:
        source = now.sources[-1]
        said = sentence(words.loaded, wish.name, source.recipients)
        if asked:
            self.noticed.emit(Notice(Severity.SUCCESS, said))
            return
        if layout.encoding is not None:
            said = join(said, sentence(words.read_as, layout.encoding))
        again = ImportRequest(wish.path, wish.text, ask=True, replaces=source.id)
        self.noticed.emit(
            Notice(
                Severity.SUCCESS,
                said,
                sentence(words.change),
                lambda: self._queue(again),
            )
        )
