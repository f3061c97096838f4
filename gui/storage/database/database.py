"""The database: runs, recipients and their states, in one SQLite file.

A `Database` belongs to the thread that opened it: open one per thread. The write-ahead log lets the
history read while a run writes; with `synchronous=FULL` every commit survives a power cut.
`gui.storage.database.lock` keeps other programs from writing to it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from gui.core.errors import FileFault, LedgerError
from gui.core.steady_clock import SteadyClock
from gui.storage.database.connection import (
    BUSY_SECONDS,
    checkpoint,
    connect,
    connect_to_read,
    note_commit,
)
from gui.storage.database.schema import MIGRATIONS
from gui.storage.held_files import HELD_SECONDS, is_held, move
from gui.storage.paths import file_fault
from gui.storage.permissions import keep_private

_only_read: dict[Path, LedgerError | None] = {}

_FAULTS = {
    sqlite3.SQLITE_FULL: FileFault.DISK_FULL,
    sqlite3.SQLITE_READONLY: FileFault.UNWRITABLE,
    sqlite3.SQLITE_PERM: FileFault.UNWRITABLE,
    sqlite3.SQLITE_CORRUPT: FileFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: FileFault.DAMAGED,
    sqlite3.SQLITE_BUSY: FileFault.IN_USE,
    sqlite3.SQLITE_LOCKED: FileFault.IN_USE,
}
_WRITING = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_DELETE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_LOCK,
}
_ROOM = 256 * 1024
"""Bytes of free space below which a write error counts as a full disk."""


STEADY = SteadyClock(lambda: time.time_ns() // 1_000_000, lambda: time.monotonic_ns() // 1_000_000)
"""The clock of this process."""


def now_ms() -> int:
    """Return milliseconds since 1970 in UTC."""
    return STEADY.now()


def forbid_writing(path: Path, why: LedgerError | None = None) -> None:
    """Prevent all further writes to a ledger by this program, because it has no lock.

    Whoever tries gets `why`, or UNLOCKED.
    """
    _only_read[path] = why


def read_rows(
    db: sqlite3.Connection, query: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[sqlite3.Row]:
    """Run a query; return its rows, with the values accessible by column name."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(query, values).fetchall()


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Translate disk and SQLite errors into `LedgerError`; programming errors pass."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            raise
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code & 0xFF == sqlite3.SQLITE_ERROR:
            raise
        raise LedgerError(_fault(code, path), str(path)) from error
    except UnicodeDecodeError as error:  # in a name that SQLite quotes in its message
        raise LedgerError(FileFault.DAMAGED, str(path)) from error
    except OSError as error:
        raise LedgerError(file_fault(error, writing=False), str(path)) from error


def _fault(code: int, path: Path) -> FileFault:
    if known := _FAULTS.get(code & 0xFF):
        return known
    folder = path.parent
    try:
        full = shutil.disk_usage(folder).free < _ROOM
        # SQLite cannot create its log in a read-only directory.
        refused = not os.access(folder, os.W_OK)
    except OSError:  # the drive was removed
        return FileFault.UNREADABLE
    if code in _WRITING or code & 0xFF == sqlite3.SQLITE_CANTOPEN:
        if any(is_held(path.with_name(path.name + end)) for end in ("", "-wal", "-shm")):
            return FileFault.IN_USE
        if full:
            return FileFault.DISK_FULL
        if code in _WRITING or (refused and not path.is_dir()):
            return FileFault.UNWRITABLE
    return FileFault.UNREADABLE


class Database:
    """An open ledger."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        durable: bool = True,
        now: Callable[[], int] = now_ms,
        held_seconds: float = HELD_SECONDS,
    ) -> None:
        """Open `path`; create or migrate it, unless `read_only`.

        Args:
            path: the file.
            read_only: open for reading only; the file must exist with this version's tables, and
                may be on a read-only drive.
            durable: whether every commit must survive a power cut; otherwise the last ones may be
                lost, which is acceptable for data that can be queried again.
            now: returns the time for new rows: ms since 1970, UTC.
            held_seconds: how long to wait at most, if `read_only`, while another program lets
                nobody open the file; 0 on the GUI thread.

        Raises:
            LedgerError: it cannot be opened, is damaged, or of a newer version; if writing is
                forbidden, what `forbid_writing` was told.
        """
        if path in _only_read and not read_only:
            why = _only_read[path] or LedgerError(FileFault.UNLOCKED, str(path))
            raise LedgerError(why.fault, why.path)
        self.path, self.now = path, now
        with translate_errors(path):
            self.db = connect_to_read(path, held_seconds) if read_only else connect(path)
        # Rows with damaged text must remain readable.
        self.db.text_factory = partial(str, encoding="utf-8", errors="replace")
        try:
            with translate_errors(path):
                if read_only:
                    self.db.execute("pragma query_only = on")
                    if self._version() < len(MIGRATIONS):
                        raise LedgerError(FileFault.UNWRITABLE, str(path))
                else:
                    version = self._version()
                    self._keep_log()
                    self.db.execute(f"pragma synchronous = {'full' if durable else 'normal'}")
                    self._migrate(version)
                self._file = _identity(path)
        except BaseException:
            self.db.close()
            raise

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def check_in_place(self) -> None:
        """Check that the path still refers to the open file.

        Raises:
            LedgerError: REPLACED.
        """
        with translate_errors(self.path):
            if _identity(self.path) != self._file:
                raise LedgerError(FileFault.REPLACED, str(self.path))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit everything inside durably, or nothing.

        Raises:
            LedgerError: the disk does not take it.
        """
        with translate_errors(self.path):
            self.db.execute("begin immediate")
            before = self.db.total_changes
            try:
                yield self.db
                self.db.execute("commit")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("rollback")
                raise
            if note_commit(self.path, self.db.total_changes - before):
                checkpoint(self.db, self.path)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Read everything inside as of one commit, whatever is written meanwhile."""
        with translate_errors(self.path):
            if self.db.in_transaction:
                yield self.db
                return
            self.db.execute("begin")
            try:
                yield self.db
            finally:
                if self.db.in_transaction:
                    self.db.execute("commit")

    def _version(self) -> int:
        """Return the file's version."""
        (version,) = self.db.execute("pragma user_version").fetchone()
        if version > len(MIGRATIONS):
            raise LedgerError(FileFault.NEWER, str(self.path))
        return int(version)

    def _keep_log(self) -> None:
        """Switch to the write-ahead log; SQLite has no busy timeout for this."""
        end = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self.db.execute("pragma journal_mode = wal")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.01)

    def _migrate(self, version: int) -> None:
        if version == 0:
            # A new file waits for the disk once, not at each step.
            with self.transaction() as db:
                if self._version() == 0:  # no other thread was first
                    for number, script in enumerate(MIGRATIONS, 1):
                        _apply(db, number, script)
            version = self._version()
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            with self.transaction() as db:
                found = self._version()
                if found >= number:
                    continue  # another thread was first
                if found == version:
                    self._back_up(version)
                _apply(db, number, script)

    def _back_up(self, version: int) -> None:
        """Back up the file before a migration; the copy is renamed once complete."""
        copy = self.path.with_name(f"{self.path.name}.v{version}")
        half = copy.with_name(f"{copy.name}.part")
        try:
            half.unlink(missing_ok=True)
            keep_private(half)
            # Use a separate connection: the writing one would wait for itself.
            with (
                closing(sqlite3.connect(self.path)) as source,
                closing(sqlite3.connect(half)) as target,
            ):
                source.backup(target)
            move(half, copy)
        finally:
            half.unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _apply(db: sqlite3.Connection, number: int, script: str) -> None:
    # `executescript` would commit before it begins.
    for statement in _statements(script):
        db.execute(statement)
    db.execute(f"pragma user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for part in script.split(";")[:-1]:
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
