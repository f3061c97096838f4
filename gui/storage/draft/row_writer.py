"""Write a list's rows into the draft while the next ones are read.

SQLite works, and waits for the disk, without Python's global lock, so that on two processors a list
of a million rows takes a good third less time.
"""

from __future__ import annotations

from pathlib import Path
from queue import Queue
from threading import Thread

from gui.core.lists.imports.imported_rows import ImportedRows
from gui.storage.database.bulk_insert import insert_many
from gui.storage.database.database import Database

WAITING_MAX = 1
"""Maximum number of batches that wait while another one is written; more only take memory."""


def write_rows(database: Database, source_id: int, rows: ImportedRows) -> None:
    """Write some rows of a source in one transaction; they count once the source does.

    Raises:
        LedgerError: the rows cannot be written.
    """
    source = f"{source_id:d}"
    with database.transaction() as db:
        insert_many(db, "draft_row (id, line, number, cells, source_id)", rows.plain, source)
        insert_many(
            db,
            "draft_note (id, line, number, cells, text, note, first_id, detail, source_id)",
            rows.noted,
            source,
        )
        last = max(each[-1][0] for each in (rows.plain, rows.noted) if each)
        db.execute("update draft_source set last_id = ? where id = ?", (last, source_id))


class BackgroundWriter:
    """Writes batches of rows in order, on its own thread and connection.

    Its commits do not wait for the disk; the commit that makes the source count waits for all.
    """

    def __init__(self, path: Path, source_id: int) -> None:
        """Start the thread."""
        self._path, self._source_id = path, source_id
        self._batches: Queue[ImportedRows | None] = Queue(WAITING_MAX)
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, name="draft-writer", daemon=True)
        self._thread.start()

    def write(self, rows: ImportedRows) -> None:
        """Queue a batch; wait while another one is queued.

        Raises:
            LedgerError: an earlier batch could not be written.
        """
        self._check()
        self._batches.put(rows)

    def finish(self) -> None:
        """Wait until all batches are written.

        Raises:
            LedgerError: a batch could not be written.
        """
        self.stop()
        self._check()

    def stop(self) -> None:
        """End the thread after the queued batches."""
        if self._thread.is_alive():
            self._batches.put(None)
            self._thread.join()

    def _check(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            with Database(self._path, durable=False) as database:
                while (rows := self._batches.get()) is not None:
                    write_rows(database, self._source_id, rows)
        except BaseException as error:
            self._error = error
            while self._batches.get() is not None:  # wake a caller that waits for room
                pass
