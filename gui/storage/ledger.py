"""The ledger: runs, recipients and what became of each, in one SQLite file.

A `Ledger` belongs to the thread that opened it: open one per thread. The write-ahead log lets the
history read while a run writes; `synchronous=FULL` makes every commit outlive a power cut.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from gui.core.errors import FileFault, LedgerError
from gui.storage.schema import MIGRATIONS

BUSY_SECONDS = 10.0
"""How long a writer waits for another one of this program."""

_FAULTS = {
    sqlite3.SQLITE_FULL: FileFault.DISK_FULL,
    sqlite3.SQLITE_READONLY: FileFault.UNWRITABLE,
    sqlite3.SQLITE_PERM: FileFault.UNWRITABLE,
    sqlite3.SQLITE_CORRUPT: FileFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: FileFault.DAMAGED,
    sqlite3.SQLITE_BUSY: FileFault.IN_USE,
    sqlite3.SQLITE_LOCKED: FileFault.IN_USE,
}


def now_ms() -> int:
    """Milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a failing disk into a `LedgerError`; leave our own mistakes as they are."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            raise
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_ERROR:
            raise
        raise LedgerError(_FAULTS.get(code, FileFault.UNREADABLE), str(path)) from error


class Ledger:
    """An open ledger."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open `path`; create it, or bring it up to this version, unless `read_only`.

        Raises:
            LedgerError: it cannot be opened, is damaged, or is of a newer version.
        """
        self.path = path
        with explained(path):
            self.db = sqlite3.connect(
                path, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=True
            )
        try:
            with explained(path):
                if read_only:
                    self.db.execute("pragma query_only = on")
                else:
                    version = self._version()
                    self.db.execute("pragma journal_mode = wal")
                    self.db.execute("pragma synchronous = full")
                    self._migrate(version)
        except BaseException:
            self.db.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do everything inside, durably, or nothing.

        Raises:
            LedgerError: the disk does not take it.
        """
        with explained(self.path):
            self.db.execute("begin immediate")
            try:
                yield self.db
                self.db.execute("commit")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("rollback")
                raise

    def _version(self) -> int:
        """Read the file's version, before anything in it is touched."""
        (version,) = self.db.execute("pragma user_version").fetchone()
        if version > len(MIGRATIONS):
            raise LedgerError(FileFault.NEWER, str(self.path))
        return int(version)

    def _migrate(self, version: int) -> None:
        if 0 < version < len(MIGRATIONS):
            self._back_up(version)
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            self.db.executescript(
                f"begin immediate; {script}; pragma user_version = {number}; commit;"
            )

    def _back_up(self, version: int) -> None:
        """Copy the file before its tables change."""
        copy = self.path.with_name(f"{self.path.name}.v{version}")
        with sqlite3.connect(copy) as target:
            self.db.backup(target)
        target.close()
