"""A list on its way in: looked at, decided upon, read."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.core.drafted import LoadProgress, Overview
from gui.core.errors import ListError, ListFault, SmsDeskError
from gui.core.layout import Certainty, Choice, Inspection, Layout, column_names
from gui.jobs import lists as jobs
from gui.jobs.job import Job
from gui.models.draft_columns import mask_text
from gui.session.listing import Listing
from gui.session.work import Work
from gui.storage.blocked import Blocked
from gui.storage.paths import Paths
from gui.words import errors
from gui.words import importing as words
from gui.words.notices import Notice, Severity


@dataclass(frozen=True, slots=True)
class _Wish:
    """A list to be read in.

    Attributes:
        path: of its file; none for what was pasted.
        text: what was pasted.
        ask: whether the operator is to decide, however clear it is.
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
"""What another encoding may help against."""


class Importing(QObject):
    """Reads one list after the other; those that leave no question are read at once.

    The others wait for the operator: after `inspected` comes `accept`, `choose` or `drop`, and
    after `undecided` comes `choose` or `drop`.
    """

    inspected = Signal(object)
    """An `Inspection`, for the operator to decide on."""
    undecided = Signal(str, str)
    """The name of a list, and why it cannot be read as it looks; in another encoding it may."""
    refused = Signal(str)
    """Why a list cannot be read in the way the operator wants to look at it."""
    looking_changed = Signal(bool)
    """Whether the list the operator decides on is being looked at again."""
    progressed = Signal(object)
    """A `LoadProgress`; none when there is no list on its way."""
    mapped = Signal(object)
    """What the operator mapped in the newest list: each variable's column, both by name."""
    noticed = Signal(object)
    """A `Notice`."""
    block_noticed = Signal(object)
    """A `Notice` about a list whose numbers were to be blocked."""
    block_ended = Signal()
    """Nothing more becomes of such a list."""

    def __init__(
        self, work: Work, listing: Listing, paths: Paths, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._listing = listing
        self._ledger = paths.ledger
        self._waiting: deque[_Wish] = deque()
        self._wish: _Wish | None = None
        self._job: Job | None = None
        self._inspection: Inspection | None = None
        self._asking = False

    @property
    def blocks(self) -> bool:
        """Whether the list at hand is one whose numbers are to be blocked."""
        return self._wish is not None and bool(self._wish.blocks)

    @property
    def loading(self) -> bool:
        """Whether a list is being read."""
        return self._job is not None

    def open(self, path: str) -> None:
        """Read a file in, after those that are on their way."""
        self._queue(_Wish(Path(path)))

    def open_text(self, text: str) -> None:
        """Read what was pasted from a spreadsheet in."""
        self._queue(_Wish(None, text))

    def block(self, path: str, access_key_id: str) -> None:
        """Put every number of a file on an account's do-not-send list."""
        self._queue(_Wish(Path(path), blocks=access_key_id))

    def choose(self, choice: Choice) -> None:
        """Look at the list again, in the way the operator chose."""
        if self._wish is None:
            return
        self.looking_changed.emit(True)
        self._inspect(self._wish, choice)

    def accept(self, layout: Layout) -> None:
        """Read the list in as the operator decided."""
        wish, inspection = self._wish, self._inspection
        if wish is None or inspection is None:
            return
        if self._job is not None:  # it was being looked at in a way that is wanted no more
            self._job.cancel()
        self._load(wish, layout, inspection)

    def drop(self) -> None:
        """Do without the list that was looked at."""
        if self._job is not None:
            self._job.cancel()
        self._next()

    def stop(self) -> None:
        """Stop reading; the draft stays as it was."""
        if self._job is not None:
            self._job.cancel()

    def _queue(self, wish: _Wish) -> None:
        self._waiting.append(wish)
        if self._wish is None:
            self._next()

    def _next(self) -> None:
        if self.blocks:
            self.block_ended.emit()
        self._job = self._inspection = None
        self._asking = False
        self._wish = self._waiting.popleft() if self._waiting else None
        self.progressed.emit(None)
        if self._wish is not None:
            self._inspect(self._wish, Choice())

    def _inspect(self, wish: _Wish, choice: Choice) -> None:
        if self._job is not None:
            self._job.cancel()
        if wish.path is None:
            job = jobs.inspecting_text(wish.text, choice)
        else:
            job = jobs.inspecting(wish.path, choice)
        self._job = job

        def take(found: object) -> None:
            if self._job is not job:
                return
            if isinstance(found, LoadProgress):
                self.progressed.emit(found)
            elif isinstance(found, Inspection):
                self._decide(wish, found)

        def refuse(error: SmsDeskError) -> None:
            if self._job is not job:
                return
            text = errors.error(error)
            if self._asking:
                self.refused.emit(text)
            elif wish.path and isinstance(error, ListError) and error.fault in CHOOSABLE:
                self._asking = True
                self.undecided.emit(wish.name, text)
            else:
                self._notice(wish, Notice(Severity.ERROR, text))
                self._next()

        def end() -> None:
            if self._job is not job:
                return
            self._job = None
            self.progressed.emit(None)
            self.looking_changed.emit(False)
            if not self._asking:  # stopped before there was anything to be seen
                self._next()

        self._work.start(self._work.lists, job, take, refuse, end)

    def _decide(self, wish: _Wish, inspection: Inspection) -> None:
        self._inspection = inspection
        if not (self._asking or wish.ask) and leaves_no_question(inspection):
            self._load(wish, inspection.layout, inspection)
        else:
            self._asking = True
            self.inspected.emit(inspection)

    def _load(self, wish: _Wish, layout: Layout, inspection: Inspection) -> None:
        asked, self._asking = self._asking, False
        if wish.path is None:
            job = jobs.loading_text(self._ledger, wish.text, layout, wish.replaces)
        elif wish.blocks:
            job = jobs.blocking_list(self._ledger, wish.blocks, wish.path, layout)
        else:
            job = jobs.loading(self._ledger, wish.path, layout, wish.replaces)
        self._job = job
        over = False

        def take(found: object) -> None:
            nonlocal over
            match found:
                case Overview():
                    over = True
                    self._listing.show(found)
                    self._say_loaded(wish, layout, found, asked=asked)
                    if layout.mapping:
                        names = column_names(inspection.rows, layout.header_rows)
                        self.mapped.emit({name: names[column] for name, column in layout.mapping})
                case Blocked():
                    over = True
                    severity = Severity.WARNING if found.unread else Severity.SUCCESS
                    first = [(line, mask_text(text)) for line, text in found.first]
                    text = words.list_blocked(found.new, found.unread, first)
                    self.block_noticed.emit(Notice(severity, text))
                case LoadProgress():
                    self.progressed.emit(found)

        def refuse(error: SmsDeskError) -> None:
            nonlocal over
            over = True
            self._notice(wish, Notice(Severity.ERROR, errors.error(error)))

        def end() -> None:
            if not over:
                self._notice(wish, Notice(Severity.INFORMATION, words.stopped()))
            self._next()

        self._work.start(self._work.lists, job, take, refuse, end)

    def _notice(self, wish: _Wish, notice: Notice) -> None:
        (self.block_noticed if wish.blocks else self.noticed).emit(notice)

    def _say_loaded(self, wish: _Wish, layout: Layout, now: Overview, *, asked: bool) -> None:
        source = now.sources[-1]
        text = words.loaded(wish.name, source.recipients)
        if asked or layout.encoding is None:
            self.noticed.emit(Notice(Severity.SUCCESS, text))
            return
        again = _Wish(wish.path, wish.text, ask=True, replaces=source.id)
        self.noticed.emit(
            Notice(
                Severity.SUCCESS,
                f"{text} {words.read_as(layout.encoding)}",
                words.change(),
                lambda: self._queue(again),
            )
        )


def leaves_no_question(inspection: Inspection) -> bool:
    """Whether a list can be read as it looks: one column, of one sheet, that is known to be it.

    Hidden rows and doubtful values of a sheet are always a question.
    """
    shown = [sheet for sheet in inspection.sheets if not sheet.hidden]
    width = max(map(len, inspection.rows), default=0)
    certain = (
        inspection.certainty is not Certainty.UNSURE or inspection.layout.number_column is None
    )
    return len(shown) <= 1 and width <= 1 and certain and not inspection.sheet_notes
