"""The draft's recipients and notes, read by the page."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.core.errors import LedgerError
from gui.core.lists.draft_rows import DraftRecipient, DraftSource
from gui.jobs.job import Query
from gui.jobs.recipients import recipients as jobs
from gui.models.draft_columns import NoteColumns, RecipientColumns, value_names
from gui.models.paged import PagedModel
from gui.session.exporting import start_export
from gui.session.notices import Operation
from gui.session.reloader import Reloader
from gui.session.work import Work
from gui.storage.database.database import Database
from gui.storage.draft.reader import NoteReader, RecipientReader
from gui.storage.draft.value_notes import ValueRules
from gui.storage.exports.tables import ExportProgress
from gui.storage.paths import Paths
from gui.words.recipients import list_import as words
from gui.words.sentence import Sentence, sentence


class DraftRows(QObject):
    """Shows the draft by the page, on a connection of the GUI thread's own."""

    counted = Signal(int)
    """The number of recipients that the preview can step through."""

    def __init__(
        self, work: Work, paths: Paths, *, masked: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._paths = paths
        self._ledger: Database | None = None
        self._search = ""
        self._rules = ValueRules()
        self._access_key_id = ""
        self._columns = (RecipientColumns(masked), NoteColumns(masked))
        self.recipients = PagedModel(_Pages(self._recipients), self._columns[0].all(), self)
        self.notes = PagedModel(_Pages(self._notes), self._columns[1].all(), self)
        self._lists = (
            Reloader(
                work,
                work.lists,
                Operation.LIST_RECIPIENTS,
                lambda: jobs.list_recipients(paths.ledger),
                self._show_recipients,
                show_stale=False,
            ),
            Reloader(
                work,
                work.lists,
                Operation.LIST_NOTES,
                self._find_notes,
                self.notes.show,
                show_stale=False,
            ),
        )

    def reload(self, sources: Sequence[DraftSource]) -> None:
        """Reload the recipients after the draft has changed; these are its sources now."""
        self.recipients.set_columns(self._columns[0].all(value_names(sources)))
        self._lists[0].reload()

    def set_rules(self, rules: ValueRules, access_key_id: str) -> None:
        """Set what values are checked for, and the account of the do-not-send list."""
        self._rules, self._access_key_id = rules, access_key_id

    def search(self, text: str) -> None:
        """Search the notes for rows whose text or number contains `text`."""
        self._search = text
        self._lists[1].reload()

    def save_notes(self, path: str) -> None:
        """Save what is on show of it to a file; numbers as they are shown."""
        masked = self._columns[1].masked
        columns = [(each.title, each.text) for each in NoteColumns(masked).all()]
        ids = array("q", self.notes.ids())

        target = Path(path)

        def describe(seen: ExportProgress) -> Sentence:
            return sentence(words.notes_saved, target.name, seen.done, seen.total, masked=masked)

        job = jobs.save_notes(self._paths.ledger, ids, target, columns, self._rules)
        start_export(self._work, job, target, describe)

    def recipient(self, place: int) -> DraftRecipient | None:
        """Read the recipient at a place, from 0; none if there is none."""
        if not 0 <= place < self.recipients.rowCount():
            return None
        id = self.recipients.id_of(place)
        found = self._recipients([id]).get(id)
        return found if isinstance(found, DraftRecipient) else None

    @property
    def masked(self) -> bool:
        """Whether the middle of every number is hidden."""
        return self._columns[0].masked

    def mask(self, masked: bool) -> None:
        """Hide the middle of every number, or show it."""
        for columns in self._columns:
            columns.masked = masked
        self.recipients.refresh()
        self.notes.refresh()

    def close(self) -> None:
        """Close the database."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def _find_notes(self) -> Query[array[int]]:
        return jobs.list_notes(
            self._paths.ledger,
            self._search,
            rules=self._rules,
            access_key_id=self._access_key_id,
        )

    def _show_recipients(self, ids: array[int]) -> None:
        self.recipients.show(ids)
        self.counted.emit(len(ids))

    def _recipients(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return self._read(lambda ledger: RecipientReader(ledger).rows(ids))

    def _notes(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return self._read(lambda ledger: NoteReader(ledger, self._rules).rows(ids))

    def _read(self, rows: Callable[[Database], Mapping[int, Any]]) -> Mapping[int, Any]:
        """Read a page for a model; what cannot be read stays blank."""
        try:
            if self._ledger is None:
                self._ledger = Database(self._paths.ledger, read_only=True, held_seconds=0)
            found = rows(self._ledger)
        except LedgerError as error:
            self._work.notices.fail(Operation.READ_DRAFT_ROWS, error)
            return {}
        self._work.notices.clear(Operation.READ_DRAFT_ROWS)
        return found


class _Pages:
    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, Any]]) -> None:
        self.rows = read
