"""Write the rows of a list into the draft; they count once all of them are written.

They are written in batches, so that a run under way can record outcomes in between. If interrupted,
the written rows never count, and `purge` deletes them.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from gui.core.errors import ListError, ListFault
from gui.core.lists.draft_rows import LoadProgress, SourceKind, StepKind
from gui.core.lists.imports.imported_rows import ImportedRows
from gui.core.lists.imports.row_import import RowImporter
from gui.core.lists.imports.row_values import value_places
from gui.core.lists.layout import Layout, column_names
from gui.storage.database.database import Database, now_ms, translate_errors
from gui.storage.draft.accepted_rows import keep_taken
from gui.storage.draft.duplicates import DuplicateResolver
from gui.storage.draft.edits import carry_removals, set_removed
from gui.storage.draft.row_writer import BackgroundWriter, write_rows
from gui.storage.draft.undo import record
from gui.storage.lists.inspect import inspect_source
from gui.storage.lists.source import ListSource

ROWS_MAX = 2_000_000
"""Maximum rows of one list: their numbers are kept in memory."""
ROWS_PER_COMMIT = 20_000
MARKS_PER_COMMIT = 100_000

Loading = Generator[LoadProgress, None, int]
"""Loads a list step by step; every `yield` is a safe place to stop. Returns the source's id."""


def load_list(
    database: Database,
    source: ListSource,
    kind: SourceKind,
    path: str = "",
    layout: Layout | None = None,
    replaces: int | None = None,
) -> Loading:
    """Read a list into the draft; without a layout, guess it.

    Once complete, it replaces the source `replaces`, if given.

    Raises:
        ListError: it cannot be read, or is empty.
        LedgerError: the disk does not take it.
    """
    writer = yield from load_source(database, source, kind, path, layout)
    writer.finish(replaces)
    return writer.source_id


def load_source(
    database: Database, source: ListSource, kind: SourceKind, path: str, layout: Layout | None
) -> Generator[LoadProgress, None, DraftWriter]:
    """Read a list into a new source, which counts only once it is finished.

    Raises:
        ListError: it cannot be read, or holds nothing.
        LedgerError: the disk does not take it.
    """
    inspection = inspect_source(source, path)
    layout = layout or inspection.layout
    names = column_names(inspection.rows, layout.header_rows)
    writer = DraftWriter(database, kind, path, layout, value_places(names, layout))
    intake = RowImporter(layout, writer.first_id)
    with writer.in_background():
        for chunk in source.chunks():
            writer.write(intake.import_rows(chunk.lines, chunk.rows, noteworthy=chunk.noteworthy))
            if writer.first_id + ROWS_MAX <= intake.next_id:
                raise ListError(ListFault.TOO_LARGE, path)
            yield LoadProgress(chunk.done, source.size, intake.recipients, intake.noted)
        writer.write(intake.finish())
        if intake.next_id == writer.first_id:
            raise ListError(ListFault.EMPTY, path)
    writer.flush()
    return writer


def replace_unstorable(text: str) -> str:
    """Replace lone surrogates, which SQLite cannot store, by a mark."""
    return text.encode(errors="replace").decode()


class DraftWriter:
    """Writes the rows of one source."""

    def __init__(
        self,
        database: Database,
        kind: SourceKind,
        path: str,
        layout: Layout,
        names: dict[str, int],
        text: str = "",
    ) -> None:
        """Create a source that does not count yet.

        Args:
            database: open on this thread.
            kind: of the source.
            path: of its file, or empty.
            layout: how it is read.
            names: the names of values, and their positions among the cells of a row.
            text: the typed text.
        """
        self._database = database
        self._rows = ImportedRows()
        self._in_background = False
        self._background: BackgroundWriter | None = None
        self._recipients = 0
        with database.transaction() as db:
            (last,) = db.execute("select coalesce(max(last_id), 0) from draft_source").fetchone()
            self.first_id: int = last + 1
            cursor = db.execute(
                "insert into draft_source (kind, path, sheet, names, layout, text, added_at,"
                " first_id, last_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    kind.value,
                    replace_unstorable(path),
                    layout.sheet,
                    json.dumps(names, ensure_ascii=False),
                    json.dumps(asdict(layout), ensure_ascii=False),
                    text,
                    now_ms(),
                    self.first_id,
                    last,
                ),
            )
            assert cursor.lastrowid is not None  # noqa: S101 - a table with a rowid gives one
            self.source_id: int = cursor.lastrowid

    @contextmanager
    def in_background(self) -> Iterator[None]:
        """Let many rows be written on another thread; at the end, all that were flushed are there.

        Few rows are left to `flush`: a thread would take longer.

        Raises:
            LedgerError: the disk does not take it.
        """
        self._in_background = True
        try:
            yield
            if self._background is not None:
                self._background.finish()
        finally:
            self._in_background = False
            if self._background is not None:
                self._background.stop()
                self._background = None

    def write(self, taken: ImportedRows) -> None:
        """Buffer some rows, and write them once there are enough."""
        self._rows.plain += taken.plain
        self._rows.noted += taken.noted
        self._recipients += len(taken.plain)
        if len(self._rows.plain) + len(self._rows.noted) < ROWS_PER_COMMIT:
            return
        if not self._in_background:
            self.flush()
            return
        if self._background is None:
            self._background = BackgroundWriter(self._database.path, self.source_id)
        rows, self._rows = self._rows, ImportedRows()
        self._background.write(rows)

    def finish(self, replaces: int | None = None) -> None:
        """Write the rest and let the source count, as a step that can be undone.

        It replaces the source `replaces`, if that still counts. Repeated rows are marked before the
        source counts: a million of them take seconds, during which others must be able to write.
        """
        self.flush()
        db = self._database.db
        with translate_errors(self._database.path):
            (last,) = db.execute(
                "select last_id from draft_source where id = ?", (self.source_id,)
            ).fetchone()
            found = db.execute("select id from counting_source where id = ?", (replaces,))
            leaving = [id for (id,) in found]
            repeats = DuplicateResolver(db)
            with self._database.transaction():
                keep_taken(db, leaving, self.source_id, repeats)
            repeats.mark_shared([self.source_id], without=leaving)
            repeats.mark_dependent(leaving)
            repeats.decide(arriving=[self.source_id], leaving=leaving)
        for begin in range(self.first_id, last + 1, MARKS_PER_COMMIT):
            with self._unhurried(), self._database.transaction():
                repeats.apply(begin, min(last, begin + MARKS_PER_COMMIT - 1))
        with self._database.transaction():
            kind = StepKind.REPLACED if leaving else StepKind.ADDED
            step = record(db, kind, self._recipients, self.source_id)
            set_removed(db, leaving, step)
            carry_removals(db, leaving, self.source_id)
            repeats.apply(last=self.first_id - 1)
            db.execute("update draft_source set ready = 1 where id = ?", (self.source_id,))

    def flush(self) -> None:
        """Write the buffered rows."""
        if not self._rows.plain and not self._rows.noted:
            return
        rows, self._rows = self._rows, ImportedRows()
        with self._unhurried():
            write_rows(self._database, self.source_id, rows)

    @contextmanager
    def _unhurried(self) -> Iterator[None]:
        """Do not wait for the disk: rows that do not count yet may be lost in a power cut.

        The commit that lets the source count syncs all of them.
        """
        with translate_errors(self._database.path):
            self._database.db.execute("pragma synchronous = normal")
            try:
                yield
            finally:
                self._database.db.execute("pragma synchronous = full")
