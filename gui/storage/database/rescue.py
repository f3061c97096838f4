"""Rescue a damaged ledger: keep it unchanged, and copy what is readable into a new one.

    ledger.db.keeping                   the damaged file, with its -wal and -shm, unchanged
    ledger.db.damaged-20240506T120000   the same, once it is rescued
    ledger.db.rescuing                  the new one, while it is filled
    ledger.db.rescued                   the new one, complete: it only has to take its place
    ledger.db.suspect                   damage was found: check the whole file, whatever its size

After a crash in between, `check_or_rescue` finishes the rescue or starts again.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from gui.core.errors import FileFault, LedgerError
from gui.core.message.fields import SendMode
from gui.core.sending.outcome import NetworkFault, SkipReason, UnknownFault
from gui.core.sending.state import RecipientState
from gui.storage.database.backups import Backup, sound_backups
from gui.storage.database.connection import connect_by_uri
from gui.storage.database.database import Database, now_ms, translate_errors
from gui.storage.database.doubt import set_aside
from gui.storage.database.integrity import check
from gui.storage.database.salvage import (
    MAGIC,
    connect_tolerantly,
    copy_backup,
    copy_indexed,
    copy_tables,
    mend_header,
    restore_schema,
    sync,
)
from gui.storage.database.schema import MIGRATIONS, STATE_NUMBERS
from gui.storage.held_files import move, open_file
from gui.storage.permissions import keep_private

CHECK_MAX = 32 * 1024 * 1024
"""Maximum bytes of a ledger that is fully checked at each start: a third of a second."""
_BESIDE = ("-wal", "-shm")
_COPIED = 1024 * 1024
"""Bytes copied at once."""


@dataclass(frozen=True, slots=True)
class RescueResult:
    """The result of rescuing a damaged database.

    Attributes:
        kept: where the damaged file is kept.
        runs, recipients: numbers of rows that could be read.
        uncertain: how many of these were queued or submitting: they are unknown now, because later
            changes may be lost.
        restored: recipients that only a backup contained.
        restored_of: when that backup was made: ms since 1970, UTC; 0 if none was used.
        behind: whether it lacked its last changes, which need not be damage: a directory that was
            restored with its log does, too.
    """

    kept: Path
    runs: int
    recipients: int
    uncertain: int
    restored: int = 0
    restored_of: int = 0
    behind: bool = False


Identity = tuple[str, int]
"""The id of a ledger, and its count of calls."""


def check_or_rescue(
    path: Path, is_ahead: Callable[[Identity | None], bool] = lambda _: False
) -> RescueResult | None:
    """Make sure that the ledger can be opened; call it once, before anything else opens it.

    Creates a missing ledger, migrates an older one, and rescues a damaged one. Returns what was
    rescued, or none if it was intact.

    Args:
        path: the ledger.
        is_ahead: returns whether its witness counts more calls than it does.

    Raises:
        LedgerError: it cannot be opened, or the rescue cannot be written; the file is unchanged.
    """
    with translate_errors(path):
        _take_place(path)
        there = path.exists() and path.stat().st_size > 0
        if there and _is_newer(path):
            raise LedgerError(FileFault.NEWER, str(path))
        lost = there and _loses_commits(path, is_ahead)
    mark = _beside(path, "suspect")
    if not lost and _is_sound(path, there, mark.exists()):
        mark.unlink(missing_ok=True)
        return None
    with translate_errors(path):
        rescued = replace(_rescue(path), behind=lost)
        mark.unlink(missing_ok=True)
        return rescued


def _is_sound(path: Path, there: bool, suspected: bool) -> bool:
    """Open a ledger, and return whether it is intact."""
    try:
        with Database(path) as database, translate_errors(path):
            if path.stat().st_size <= CHECK_MAX or suspected:
                check(database.db)
        return True
    except LedgerError as error:
        if error.fault is not FileFault.DAMAGED:
            raise
    except sqlite3.Error:
        # Missing or duplicate tables: our statements are valid for an intact file.
        if not there:
            raise
    return False


def _loses_commits(path: Path, is_ahead: Callable[[Identity | None], bool]) -> bool:
    """Return whether SQLite would ignore commits in the log of a crashed program.

    SQLite silently stops at the first wrong checksum in the log. At the end that is right: a power
    cut interrupted an unfinished commit. In the middle, a flipped bit would undo commits that were
    followed by calls, which the witness counts. Nothing is changed here.
    """
    log = _name(path, "-wal")
    if not log.exists() or not log.stat().st_size:
        return False
    try:
        # If closed as the last one, a writable connection would delete the log.
        with closing(connect_by_uri(path, "mode=ro")) as db:
            if not db.execute("select 1 from sqlite_master where name = 'run'").fetchone():
                return is_ahead(None)
            identity = db.execute("select ledger_id, calls from identity").fetchone()
    except sqlite3.Error:  # damaged, or of an older version
        return False
    return is_ahead(identity)


def _is_newer(path: Path) -> bool:
    """Return whether a ledger is of a newer version, without changing its log."""
    with open_file(path) as file:
        header = file.read(100)
    return header.startswith(MAGIC) and int.from_bytes(header[60:64], "big") > len(MIGRATIONS)


def mark_suspect(path: Path) -> None:
    """Request a full check of a ledger of any size at the next start.

    Called when damage was found while it was in use.
    """
    with suppress(OSError):
        _beside(path, "suspect").touch()


def _rescue(path: Path) -> RescueResult:
    # If killed, it starts again without a further copy of the damaged file.
    kept, new, work = (_beside(path, name) for name in ("keeping", "rescuing", "reading"))
    try:
        for file in (kept, new, work):
            _remove(file)
        _copy(path, kept)
        _copy(kept, work)  # SQLite modifies the files it opens
        mend_header(work)
        with closing(sound_backups(path)) as backups, Database(new) as database:
            found = _fill(database, work, next(backups, None))
            database.db.execute("pragma wal_checkpoint(truncate)")
        sync(new)
    except BaseException:
        for file in (kept, new):  # the damaged file itself is still in place
            _remove(file)
        raise
    finally:
        _remove(work)
    move(new, _beside(path, "rescued"))
    return replace(found, kept=_take_place(path))


def _take_place(path: Path) -> Path:
    """Replace the damaged ledger by the rescued one; continue if interrupted before.

    Returns the new path of the damaged one.
    """
    stamp = f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    kept, again = _beside(path, stamp), 1
    while kept.exists():
        again += 1
        kept = _beside(path, f"{stamp}-{again}")
    rescued, half = _beside(path, "rescued"), _beside(path, "keeping")
    if rescued.exists():
        for ending in (*_BESIDE, ""):
            with suppress(FileNotFoundError):
                move(_name(half, ending), _name(kept, ending))
        for ending in _BESIDE:  # those of the damaged one: SQLite would apply them to the new one
            _name(path, ending).unlink(missing_ok=True)
        move(rescued, path)
        sync(path.parent)
    return kept


def _fill(database: Database, damaged: Path, backup: Backup | None) -> RescueResult:
    """Copy what is readable into a new ledger; return what was rescued."""
    facts: dict[str, object] = {
        "now": now_ms(),
        "unknown": STATE_NUMBERS[RecipientState.UNKNOWN],
        "states": json.dumps(list(STATE_NUMBERS.values())),
        "faults": json.dumps(["", *NetworkFault, *UnknownFault, *SkipReason]),
        "modes": json.dumps(list(SendMode)),
        "mode": SendMode.ONE_BY_ONE.value,
    }
    with database.transaction() as db:
        if not _has_tables(damaged):
            restore_schema(damaged, backup.db if backup else None, db)
        with closing(connect_tolerantly(damaged)) as source:
            hurt = copy_tables(source, db, damaged.stat().st_size)
            restored = 0 if backup is None else copy_backup(backup.db, db, hurt)
            copy_indexed(source, db)
        for mending in _MENDINGS:
            db.execute(mending, facts)
        uncertain = set_aside(db, now_ms(), UnknownFault.CRASH)
        (runs,) = db.execute("select count(*) from run").fetchone()
        (recipients,) = db.execute("select count(*) from recipient").fetchone()
    used = backup if restored else None
    return RescueResult(damaged, runs, recipients, uncertain, restored, used.made_at if used else 0)


def _has_tables(damaged: Path) -> bool:
    """Return whether a damaged file still has its table list; its log is checkpointed."""
    try:
        with closing(connect_tolerantly(damaged)) as source:
            found = set(source.execute("select name from sqlite_master where type = 'table'"))
            source.execute("pragma wal_checkpoint(truncate)").fetchall()
    except sqlite3.DatabaseError:
        return False
    return {("run",), ("recipient",)} <= found


_MENDINGS = (
    # Recipients of a lost run are assigned to an empty placeholder run.
    """
    insert into run (id, token, created_at, access_key_id, account_label, production, sandbox,
        endpoint, sign_name, template_code, template_param, out_id, up_extend_code, mode)
    select run_id, 'lost-' || run_id, coalesce(min(submitted_at), :now), '', '', 0, 0, '', '', '',
        '', '', '', :mode
    from recipient where run_id not in (select id from run) group by run_id
    """,
    # Replace values that the program does not expect.
    "update recipient set state = :unknown where state not in"
    " (select value from json_each(:states))",
    "update recipient set fault = '' where fault not in (select value from json_each(:faults))",
    "update run set mode = :mode where mode not in (select value from json_each(:modes))",
)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}.{ending}")


def _name(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _copy(path: Path, to: Path) -> None:
    for ending in ("", *_BESIDE):
        source, target = _name(path, ending), _name(to, ending)
        if source.exists():
            keep_private(target)
            with open_file(source) as old, open_file(target, "wb") as new:
                shutil.copyfileobj(old, new, _COPIED)
            sync(target)


def _remove(path: Path) -> None:
    for ending in ("", *_BESIDE):
        _name(path, ending).unlink(missing_ok=True)
