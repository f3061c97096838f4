"""The history: what is searched for, which row is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.codes import Code
from gui.core.entry import Entry
from gui.core.errors import FileFault, LedgerError
from gui.core.phones import mask, part
from gui.core.states import State
from gui.jobs import exporting, reading
from gui.jobs.job import Job
from gui.models.history import HistoryColumns
from gui.models.history import code as decisive_code
from gui.models.paged import PagedModel
from gui.session.work import Work
from gui.storage.history import History
from gui.storage.ledger import Ledger
from gui.storage.paths import Paths
from gui.storage.rescue import suspect
from gui.storage.tables import ExportProgress
from gui.words import details
from gui.words import progress as words
from gui.words.notices import Notice, Severity

REREAD_AFTER = 250
"""Milliseconds between two readings of the rows on show while a run goes on."""


class Browsing(QObject):
    """Shows the ledger by the page, on a connection of the GUI thread's own."""

    noticed = Signal(object)
    """A `Notice`."""
    details_changed = Signal(str)
    """Everything known of the row looked at; empty for none."""

    def __init__(
        self,
        work: Work,
        paths: Paths,
        explain: Callable[[str], Code],
        *,
        chinese: bool,
        masked: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._paths = paths
        self._explain = explain
        self._chinese = chinese
        self._ledger: Ledger | None = None
        self._columns = HistoryColumns(masked, self._meaning)
        self._wanted: tuple[str, State | None] = ("", None)
        self._job: Job | None = None
        self._stale = False
        self._selected: int | None = None
        self._pause = QTimer(self, interval=REREAD_AFTER, singleShot=True)
        self._pause.timeout.connect(self._reread)
        self.model = PagedModel(self, self._columns.all(), self)

    def search(self, text: str, state: State | None) -> None:
        """Show the rows whose number holds `text`, however it is written, in `state`."""
        self._wanted = (part(text), state)
        self.reload()

    def reload(self) -> None:
        """Look for rows anew: there may be others."""
        if self._job is not None:
            self._stale = True
            return
        self._stale = False
        job = reading.listing(self._paths.ledger, *self._wanted)
        self._job = job
        self._work.start(self._work.reading, job, self._show, ended=self._listed)

    def refresh(self) -> None:
        """Read the rows on show again, soon: they may have changed."""
        if not self._pause.isActive():
            self._pause.start()

    def select(self, id: int | None) -> None:
        """Look at one row, or none."""
        self._selected = id
        self._describe()

    def entry(self, id: int) -> Entry | None:
        """Everything known of one row."""
        return self.rows([id]).get(id)

    def export(self, path: str) -> None:
        """Save the rows on show to a file; numbers as they are shown."""
        ids = array("q", self.model.ids())
        masked = self._columns.masked
        columns = HistoryColumns(masked, self._meaning).exported()

        def report(seen: ExportProgress) -> None:
            text = words.exported(Path(path).name, seen.done, seen.total, masked=masked)
            self.noticed.emit(Notice(Severity.INFORMATION, text))

        job = exporting.exporting(self._paths.ledger, ids, columns, Path(path))
        self._work.start(self._work.asking, job, report)

    def mask(self, masked: bool) -> None:
        """Hide the middle of every number, or show it."""
        self._columns.masked = masked
        self.model.refresh()
        self._describe()

    def close(self) -> None:
        """Let go of the ledger."""
        self._pause.stop()
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def rows(self, ids: Sequence[int]) -> Mapping[int, Entry]:
        """Read a page for the model; what cannot be read stays blank."""
        if not ids:
            return {}
        try:
            if self._ledger is None:
                self._ledger = Ledger(self._paths.ledger, read_only=True)
            return History(self._ledger).rows(ids)
        except LedgerError as error:
            if error.fault is FileFault.DAMAGED:
                suspect(self._paths.ledger)
            self._work.refused.emit(error)
            return {}

    def _meaning(self, code: str) -> str:
        """The meaning of a code in the window's language; empty if no table has it."""
        known = self._explain(code)
        return known.zh if self._chinese else known.en

    def _show(self, ids: array[int]) -> None:
        self.model.show(ids)
        self._describe()

    def _listed(self) -> None:
        self._job = None
        if self._stale:
            self.reload()

    def _reread(self) -> None:
        self.model.reread()
        self._describe()

    def _describe(self) -> None:
        id = self._selected
        entry = self.rows([id]).get(id) if id is not None else None
        if entry is None:
            self.details_changed.emit("")
            return
        number = mask(entry.number) if self._columns.masked else entry.number
        said = entry.receipt_code if entry.state is State.DELIVERED else decisive_code(entry)
        code = self._explain(said) if said else None
        text = details.describe(entry, code, number=number, chinese=self._chinese)
        self.details_changed.emit(text)
