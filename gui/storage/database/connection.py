"""Connections to the ledger with common settings, and its checkpoints.

SQLite before 3.51.3 may corrupt a file if one connection commits while another one checkpoints
(https://www.sqlite.org/wal.html, "The WAL-Reset Bug"). So our connections do not checkpoint
automatically, and `checkpoint` does so only while it prevents commits by all others, including
other processes. SQLite also checkpoints when the last connection closes, which is safe.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path, PurePath
from threading import Lock

from gui.storage.held_files import HELD_SECONDS, wait_while_held
from gui.storage.permissions import keep_private

BUSY_SECONDS = 10.0
"""Seconds that a writer waits for another one of this program."""
PAGES_PER_CHECKPOINT = 1000
"""Pages in the log that trigger a checkpoint: SQLite's default."""
_PAGES_PER_COMMIT = 8
_ROWS_PER_PAGE = 20
"""Both are estimates: SQLite does not report the pages written by a commit."""

_guard = Lock()
_temporary: str | None = None
_pages: dict[Path, int] = {}


def connect(path: Path) -> sqlite3.Connection:
    """Connect for reading and writing; create the file, private to this user, if missing.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    keep_private(path)  # the files of its log have its permissions

    def open_connection() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)

    return _configured(_connect_once_free(path, open_connection, HELD_SECONDS), path)


def connect_to_read(path: Path, held_seconds: float = HELD_SECONDS) -> sqlite3.Connection:
    """Connect to an existing file, even in a directory where no log can be created.

    Wait up to `held_seconds` while another program lets nobody open it.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    db = _connect_once_free(path, lambda: connect_by_uri(path, "mode=rw"), held_seconds)
    try:
        db.execute("select 1 from sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        log = path.with_name(f"{path.name}-wal")
        cannot = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if not cannot or not path.is_file() or (log.exists() and log.stat().st_size):
            raise
        # No other process changes it: it would have created a log.
        db = connect_by_uri(path, "immutable=1")
    except BaseException:
        db.close()
        raise
    return _configured(db, path)


def connect_by_uri(path: Path, options: str) -> sqlite3.Connection:
    """Connect to an existing file with URI options (https://www.sqlite.org/uri.html).

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    uri = f"{file_uri(path.absolute())}?{options}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    db.execute("pragma wal_autocheckpoint = 0")
    return db


def file_uri(path: PurePath) -> str:
    r"""Return the URI that SQLite opens an absolute path by."""
    if str(path).startswith("\\\\?\\"):  # Windows takes it as it is, with backslashes alone
        from urllib.parse import quote_from_bytes

        return "file:" + quote_from_bytes(os.fsencode(path))
    uri = path.as_uri()
    if not uri.startswith("file:///"):  # a Windows share: SQLite accepts no host name
        uri = uri.replace("file://", "file:////", 1)
    return uri


def keep_temporary_files_in(db: sqlite3.Connection, folder: Path) -> None:
    """Keep SQLite's temporary files in this folder: they contain phone numbers.

    The setting applies to the whole process. If it fails, memory is used.
    """
    global _temporary
    wanted = str(folder.absolute())
    with _guard:
        if wanted != _temporary:
            quoted = wanted.replace("'", "''")
            with suppress(sqlite3.Error, UnicodeEncodeError):
                db.execute(f"pragma temp_store_directory = '{quoted}'")
                row = db.execute("pragma temp_store_directory").fetchone()
                _temporary = wanted if row == (wanted,) else None
        here = wanted == _temporary
    if not here:
        db.execute("pragma temp_store = memory")


def note_commit(path: Path, rows: int) -> bool:
    """Estimate the pages added by a commit; return true once a checkpoint is due."""
    with _guard:
        pages = _pages.get(path, 0) + _PAGES_PER_COMMIT + rows // _ROWS_PER_PAGE
        due = pages >= PAGES_PER_CHECKPOINT
        _pages[path] = 0 if due else pages
    return due


def checkpoint(db: sqlite3.Connection, path: Path) -> bool:
    """Checkpoint the log, unless another connection is writing; return whether it was tried.

    If the disk fails, the log is kept and nothing is lost.

    Args:
        db: open on this thread, with no transaction under way.
        path: its file.
    """
    with suppress(sqlite3.Error), closing(connect_by_uri(path, "mode=rw")) as writer:
        writer.execute("pragma busy_timeout = 0")
        writer.execute("begin immediate")  # prevents all other commits
        db.execute("pragma wal_checkpoint(passive)").fetchall()
        writer.execute("rollback")
        return True
    return False


def _connect_once_free(
    path: Path, open_connection: Callable[[], sqlite3.Connection], seconds: float
) -> sqlite3.Connection:
    """Connect; if another program holds the file, wait longer for it than SQLite does."""
    try:
        return open_connection()
    except sqlite3.OperationalError as error:
        cannot = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN
        if not cannot or not wait_while_held(path, seconds):
            raise
    return open_connection()


def _configured(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        db.execute("pragma wal_autocheckpoint = 0")
        # On macOS, a sync otherwise only reaches the cache of the drive
        # (https://www.sqlite.org/pragma.html#pragma_fullfsync).
        db.execute("pragma fullfsync = on")
        db.execute("pragma checkpoint_fullfsync = on")
        keep_temporary_files_in(db, path.parent)
    except BaseException:
        db.close()
        raise
    return db
