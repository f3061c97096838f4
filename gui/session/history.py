"""The history: the search, and the selected row."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.errors import FileFault, LedgerError
from gui.core.history import HistoryEntry, HistoryFilter, HistoryListing
from gui.core.phones.masking import mask_number
from gui.core.sending.state import RecipientState
from gui.core.service_codes import ServiceCode
from gui.jobs import history
from gui.jobs.job import Query
from gui.models.history import HistoryColumns
from gui.models.history import code as decisive_code
from gui.models.paged import PagedModel
from gui.session.exporting import start_export
from gui.session.notices import Operation
from gui.session.reloader import Reloader
from gui.session.work import Work
from gui.storage.database.database import Database, now_ms
from gui.storage.database.rescue import mark_suspect
from gui.storage.exports.tables import ExportProgress
from gui.storage.paths import Paths
from gui.storage.runs.history import HistoryReader
from gui.words.history import details as history_words
from gui.words.sending import progress as words
from gui.words.sentence import Sentence, sentence

REREAD_AFTER = 250
"""Milliseconds between two readings of the rows on show while a run goes on."""


class HistoryBrowser(QObject):
    """Shows the ledger by the page, on a connection of the GUI thread's own."""

    listed = Signal(object)
    """A `HistoryListing`: what the filter found, after the model shows it."""
    details_changed = Signal(object)
    """`EntryDetails` of the selected row, or none."""

    def __init__(
        self,
        work: Work,
        paths: Paths,
        explain: Callable[[str], ServiceCode],
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
        self._ledger: Database | None = None
        self._columns = HistoryColumns(masked, self._meaning)
        self._wanted = HistoryFilter()
        self._list = Reloader(
            work, work.reading, Operation.LIST_HISTORY, self._find, self._show, show_stale=True
        )
        self._selected: int | None = None
        self._on_show = True
        self._pause = QTimer(self, interval=REREAD_AFTER, singleShot=True)
        self._pause.timeout.connect(self._reread)
        self.model = PagedModel(self, self._columns.all(), self)

    def search(self, wanted: HistoryFilter) -> None:
        """Show the rows that match a filter."""
        self._wanted = wanted
        self.reload()

    def reload(self) -> None:
        """Run the search again: the rows may have changed."""
        self._list.reload()

    def refresh(self) -> None:
        """Read the rows on show again, soon: they may have changed."""
        if not self._pause.isActive():
            self._pause.start()

    def watch(self, on_show: bool) -> None:
        """Note whether the rows are on show: they are not read while nobody sees them."""
        self._on_show = on_show
        if on_show:
            self.refresh()

    def select(self, id: int | None) -> None:
        """Select one row, or none."""
        self._selected = id
        self._describe()

    def export(self, path: str) -> None:
        """Save the rows on show to a file; numbers as they are shown."""
        ids = array("q", self.model.ids())
        masked = self._columns.masked
        columns = HistoryColumns(masked, self._meaning).exported()

        target = Path(path)

        def describe(seen: ExportProgress) -> Sentence:
            return sentence(words.exported, target.name, seen.done, seen.total, masked=masked)

        job = history.export_history(self._paths.ledger, ids, columns, target)
        start_export(self._work, job, target, describe)

    def mask(self, masked: bool) -> None:
        """Hide the middle of every number, or show it."""
        self._columns.masked = masked
        self.model.refresh()
        self._describe()

    def close(self) -> None:
        """Close the database."""
        self._pause.stop()
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def rows(self, ids: Sequence[int]) -> Mapping[int, HistoryEntry]:
        """Read a page for the model; what cannot be read stays blank."""
        if not ids:
            return {}
        try:
            if self._ledger is None:
                self._ledger = Database(self._paths.ledger, read_only=True, held_seconds=0)
            found = HistoryReader(self._ledger).rows(ids)
        except LedgerError as error:
            if error.fault is FileFault.DAMAGED:
                mark_suspect(self._paths.ledger)
            self._work.notices.fail(Operation.READ_HISTORY, error)
            return {}
        self._work.notices.clear(Operation.READ_HISTORY)
        return found

    def _meaning(self, code: str) -> str:
        """The meaning of a code in the window's language; empty if no table has it."""
        known = self._explain(code)
        return known.zh if self._chinese else known.en

    def _find(self) -> Query[HistoryListing]:
        return history.list_history(self._paths.ledger, self._wanted)

    def _show(self, listing: HistoryListing) -> None:
        self.model.show(listing.ids)
        if self._selected is not None and self.model.row_of(self._selected) < 0:
            self._selected = None  # what is not on show has no details
        self.listed.emit(listing)
        self._describe()

    def _reread(self) -> None:
        if self._on_show:
            self.model.reread()
            self._describe()
        else:
            self.model.forget()

    def _describe(self) -> None:
        id = self._selected
        entry = self.rows([id]).get(id) if id is not None else None
        if entry is None:
            self.details_changed.emit(None)
            return
        number = mask_number(entry.number) if self._columns.masked else entry.number
        # That it was delivered needs no explanation.
        said = "" if entry.state is RecipientState.DELIVERED else decisive_code(entry)
        code = self._explain(said) if said else None
        details = history_words.describe_entry(
            entry, code, number=number, chinese=self._chinese, now=now_ms()
        )
        self.details_changed.emit(details)
