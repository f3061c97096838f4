"""Verified backups of the ledger, used to rescue a damaged one.

    ledger.db.backup-1   the newest
    ledger.db.backup-2   at least one day older
    ledger.db.backup-3   at least one week older

If a backup is copied over the ledger by hand, it counts fewer calls than the witness, so its queued
recipients are not sent to automatically.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from gui.core.errors import FileFault, LedgerError
from gui.storage.database.connection import connect_by_uri, connect_to_read
from gui.storage.database.database import translate_errors
from gui.storage.database.integrity import check
from gui.storage.database.salvage import sync
from gui.storage.held_files import move
from gui.storage.permissions import keep_private

GENERATIONS = 3
TOTAL_MAX = 1024 * 1024 * 1024
"""Maximum bytes of all backups; older ones are deleted first, the newest is always kept."""
ROOM = 256 * 1024 * 1024
"""Bytes that must remain free on the disk."""
_AGES = {2: 24 * 3600, 3: 7 * 24 * 3600}
"""Age in seconds at which a generation is replaced by the next newer one."""
_PAGES_PER_STEP = 500
_INSTRUCTIONS_PER_STEP = 100_000
_CONTENT = (
    "select count(*), total(id), total(length(token)) from run not indexed",
    "select count(*), total(state), total(length(number)) from recipient not indexed",
)


class _Stopped(Exception):
    """The backup was stopped."""


@dataclass(frozen=True, slots=True)
class BackupResult:
    """The result of a backup.

    Attributes:
        made: whether there is a new one; false if the ledger had not changed.
        size: bytes of the ledger; 0 if it was stopped.
    """

    made: bool
    size: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup, open for reading.

    Attributes:
        made_at: last change of the copied ledger: ms since 1970, UTC.
    """

    db: sqlite3.Connection
    path: Path
    made_at: int


def back_up(ledger: Path, stopped: Callable[[], bool] = lambda: False) -> BackupResult:
    """Back up a consistent snapshot of the ledger, and verify the copy.

    Concurrent readers and writers are not blocked.

    Args:
        ledger: the file; it may be open.
        stopped: polled; the backup is abandoned once it returns true.

    Raises:
        LedgerError: DISK_FULL if there is too little space, DAMAGED if the copy is, or why it
            cannot be read or written.
    """
    half = _named(ledger, "backup-part")
    with translate_errors(ledger):
        changed, size = _changed_at(ledger), ledger.stat().st_size
        newest = backup(ledger, 1)
        if newest.exists() and newest.stat().st_mtime_ns == changed:
            return BackupResult(made=False, size=size)
        try:
            _remove(half)
            if shutil.disk_usage(ledger.parent).free < size + ROOM:
                raise LedgerError(FileFault.DISK_FULL, str(newest))
            keep_private(half)
            _copy(ledger, half, stopped)
            sync(half)
            os.utime(half, ns=(changed, changed))
            _make_place(ledger, changed, half)
            move(half, newest)
            sync(ledger.parent)
        except _Stopped:
            return BackupResult(made=False, size=0)
        finally:
            with suppress(OSError):
                _remove(half)
        return BackupResult(made=True, size=size)


def backup(ledger: Path, generation: int) -> Path:
    """Return the path of a backup; 1 is the newest."""
    return _named(ledger, f"backup-{generation}")


def sound_backups(ledger: Path) -> Generator[Backup, None, None]:
    """Yield the intact backups, newest first, each open until the next one is requested.

    Copies made before migrations come last. None of them is modified.
    """
    older = sorted(ledger.parent.glob(f"{ledger.name}.v*"), key=_version, reverse=True)
    places = [backup(ledger, generation) for generation in range(1, GENERATIONS + 1)]
    for place in [*places, *(path for path in older if _version(path))]:
        if not place.is_file():
            continue
        with suppress(sqlite3.Error), closing(connect_by_uri(place, "immutable=1")) as db:
            (answer,) = db.execute("pragma quick_check(1)").fetchone()
            if answer == "ok":
                yield Backup(db, place, place.stat().st_mtime_ns // 1_000_000)


def _copy(ledger: Path, to: Path, stopped: Callable[[], bool]) -> None:
    def go_on(*_: object) -> None:
        if stopped():
            raise _Stopped

    with (
        closing(connect_to_read(ledger)) as source,
        closing(sqlite3.connect(to, isolation_level=None)) as target,
    ):
        # Copy it in one step: others may write meanwhile.
        source.execute("begin")
        source.execute("select 1 from sqlite_master").fetchone()
        source.backup(target, pages=_PAGES_PER_STEP, progress=go_on)
        for db in (source, target):
            db.set_progress_handler(stopped, _INSTRUCTIONS_PER_STEP)
        try:
            # One file, without a log beside it that could be lost.
            target.execute("pragma journal_mode = delete").fetchone()
            check(target, quick=True)
            for query in _CONTENT:
                if source.execute(query).fetchone() != target.execute(query).fetchone():
                    raise sqlite3.DatabaseError("the copy differs")
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code == sqlite3.SQLITE_INTERRUPT:
                raise _Stopped from error
            if code is None:  # found by `check`
                raise LedgerError(FileFault.DAMAGED, str(ledger)) from error
            raise


def _make_place(ledger: Path, changed: int, new: Path) -> None:
    """Rotate older backups that are due; delete those that exceed the limit.

    All are rotated if the ledger has another identity: after an older copy replaced it, the backup
    may be all that is left of the newer ledger.
    """
    size, other = new.stat().st_size, _ledger_id(new) != _ledger_id(backup(ledger, 1))
    for generation in range(GENERATIONS, 1, -1):
        old, before = backup(ledger, generation), backup(ledger, generation - 1)
        if before.exists():
            age = (changed - old.stat().st_mtime_ns) / 1e9 if old.exists() else -1
            if other or not 0 <= age < _AGES[generation]:  # or in the future: the clock was changed
                move(before, old)
    for generation in range(2, GENERATIONS + 1):
        place = backup(ledger, generation)
        if place.exists():
            size += place.stat().st_size
            if size > TOTAL_MAX:
                _remove(place)


def _ledger_id(path: Path) -> str:
    """Return the id of the ledger of a backup; empty if it is missing or unreadable."""
    if path.is_file():
        with suppress(sqlite3.Error), closing(connect_by_uri(path, "immutable=1")) as db:
            (found,) = db.execute("select ledger_id from identity").fetchone()
            return str(found)
    return ""


def _changed_at(ledger: Path) -> int:
    """Return when the ledger or its log was last written, in ns."""
    log = ledger.with_name(f"{ledger.name}-wal")
    written = log.exists() and log.stat().st_size > 0  # an empty one is created on every open
    return max(file.stat().st_mtime_ns for file in (ledger, log)[: 1 + written])


def _named(ledger: Path, ending: str) -> Path:
    return ledger.with_name(f"{ledger.name}.{ending}")


def _version(path: Path) -> int:
    text = path.suffix.removeprefix(".v")
    return int(text) if text.isdecimal() else 0


def _remove(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
