"""The witness of a ledger: its count of calls, stored in two places outside of it.

One is the lock file beside the ledger, the other a file in the platform's state directory, which is
not restored with the data directory. Both are written durably once. Later only the count in them is
overwritten, without a sync: after a power cut the witness may be older than the ledger, which is in
order, but never newer.

    sms-desk-witness 1
    000000000000042 7f3a…   number of commits followed by calls; id of the ledger
    9c1b…                   the computer
    /home/op/…/ledger.db    its path
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection

from gui.core.errors import FileFault, LedgerError
from gui.core.sending.outcome import UnknownFault
from gui.core.witness import Record, SetAside, find_doubt
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.doubt import set_aside
from gui.storage.database.lock import LedgerLock, lock_handle
from gui.storage.database.salvage import sync
from gui.storage.database.schema import CANCELLED, QUEUED
from gui.storage.held_files import open_file, open_handle, read_file
from gui.storage.paths import file_fault
from gui.storage.permissions import make_private_folder

log = logging.getLogger(__name__)

_HEAD = "sms-desk-witness 1"
_COUNT_AT = len(_HEAD) + 1
_DIGITS = 15
_RETIRED = 10**_DIGITS - 1
"""The count in the witness of a retired identity: every copy of that ledger is behind it."""
_SIZE_MAX = 16 * 1024
_IDENTITY = "select ledger_id, calls, owner from identity"
_BEGUN = f"""
    select exists (select 1 from run where deliveries > 0 or exists (
        select 1 from recipient where run_id = run.id and state not in ({QUEUED}, {CANCELLED})))
"""  # noqa: S608 - fixed text


class Witness:
    """The program's record of its ledger, shared by all deliveries.

    Args:
        path: the ledger.
        folder: for the witnesses of all ledgers of this user; none for tests without one.
        machine: identifies this computer.
        lock: held on the ledger; its file contains a witness.

    Attributes:
        owner: random id of this program, stored in the ledger and part of its OutIds.
        begun: ids of the runs that this program has sent from.
    """

    def __init__(
        self,
        path: Path,
        folder: Path | None = None,
        machine: str = "",
        lock: LedgerLock | None = None,
    ) -> None:
        self._path = path
        self._folder = folder
        self._machine = machine
        self._lock = lock
        self._handles: list[int] = []
        self._opened: list[int] = []
        self._inode: int | None = None
        # The known state of the ledger, and the state after the last commit, which may have failed.
        self._identity: tuple[str, int, str] | None = None
        self._next: tuple[str, int, str] | None = None
        self._calls = 0
        self.owner = os.urandom(4).hex()
        self.begun = set[int]()

    def close(self) -> None:
        """Close the files."""
        for handle in (*self._opened, *filter(None, [self._inode])):
            os.close(handle)
        self._opened, self._handles, self._inode = [], [], None

    def exclude_others(self) -> None:
        """Exclude other programs of this user from the ledger's file, whichever path they use.

        The lock beside the ledger cannot: the file may be mounted in two directories.

        Raises:
            LedgerError: IN_USE.
        """
        if self._folder is None or self._lock is None:
            return
        with suppress(OSError):
            file = self._path.stat()
            folder = self._make(self._folder / "locks")
            name = folder / f"{file.st_dev:x}-{file.st_ino:x}"
            handle = open_handle(name, os.O_RDWR | os.O_CREAT)
            if self._inode is not None and os.path.sameopenfile(handle, self._inode):
                os.close(handle)
                return
            try:
                lock_handle(handle)
            except OSError as error:
                os.close(handle)
                if isinstance(error, (BlockingIOError, PermissionError)):
                    raise LedgerError(FileFault.IN_USE, str(self._path)) from error
                raise  # a file system without locks
            if self._inode is not None:
                os.close(self._inode)
            self._inode = handle

    def is_ahead(self, identity: tuple[str, int] | None) -> bool:
        """Return whether calls were made that are not recorded in a ledger.

        Args:
            identity: the ledger's id and count of calls; none if its tables are lost.
        """
        if identity is None:
            return self._read_lock() is not None
        ledger_id, calls = identity
        return any(
            record.ledger_id == ledger_id and record.calls > calls
            for record in self._known(ledger_id)
        )

    def meet(self, database: Database) -> SetAside | None:
        """Compare a ledger with its witness; call it once, before anything is sent.

        A doubtful ledger gets a new identity, and its queued recipients become unknown.

        Raises:
            LedgerError: the ledger or the witness cannot be written.
        """
        found: SetAside | None = None
        with translate_errors(self._path):
            self._identity = self._read_identity(database.db)
            old_id = self._identity[0]
            known = self._known(old_id)
            (begun,) = database.db.execute(_BEGUN).fetchone()
        own = Record(old_id, self._identity[1], self._machine, self._place)
        doubt = find_doubt(own, known, begun=bool(begun))
        if doubt is not None:
            with database.transaction() as db:
                found = SetAside(doubt, set_aside(db, database.now(), UnknownFault.LATER_COPY))
                db.execute("update identity set ledger_id = ?", (os.urandom(16).hex(),))
                self._identity = self._read_identity(db)
            elsewhere = (r.ledger_id == old_id and r.path != self._place for r in known)
            if not any(elsewhere):
                self._retire(old_id)  # an older copy of it may still be restored
        self._calls = self._identity[1]
        self._write_all()
        return found

    def step(self, db: Connection, *, calls: bool) -> None:
        """Count a commit that is followed by calls, within its transaction; claim the ledger.

        Without calls, only check that no other program changed the ledger.

        Raises:
            LedgerError: REPLACED, if the ledger is not as this program left it.
        """
        known = self._identity or self._read_identity(db)
        # The last commit may have succeeded although it seemed to fail.
        expected = {known, self._next or known}
        found = self._read_identity(db)
        if found not in expected:
            raise LedgerError(FileFault.REPLACED, str(self._path))
        ledger_id, count, owner = found
        if calls or owner != self.owner:
            self._next = (ledger_id, count + calls, self.owner)
            db.execute("update identity set calls = ?, owner = ?", self._next[1:])
        self._identity = found

    def check_lock(self) -> None:
        """Check that the lock is still effective.

        Raises:
            LedgerError: UNLOCKED.
        """
        if self._lock is not None and not self._lock.is_in_place():
            raise LedgerError(FileFault.UNLOCKED, str(self._path))

    def note(self) -> None:
        """Store the count of calls, after a commit.

        Raises:
            LedgerError: no witness could be written; no call may be made.
        """
        self._identity = self._next or self._identity
        if self._identity is not None:
            self._calls = self._identity[1]
        count, errors = f"{self._calls:0{_DIGITS}d}".encode(), list[OSError]()
        for handle in self._handles:
            try:
                _write_at(handle, count, _COUNT_AT)
            except OSError as error:
                errors.append(error)
        if errors and len(errors) == len(self._handles):
            raise LedgerError(file_fault(errors[0], writing=True), str(self._path)) from errors[0]

    @property
    def _place(self) -> str:
        return os.path.realpath(self._path)

    def _read_identity(self, db: Connection) -> tuple[str, int, str]:
        ledger_id, calls, owner = db.execute(_IDENTITY).fetchone()
        return ledger_id, calls, owner

    def _known(self, ledger_id: str) -> list[Record]:
        found = (self._read_lock(), self._read(self._file(ledger_id)))
        return [record for record in found if record is not None]

    def _file(self, ledger_id: str) -> Path | None:
        known = self._folder is not None and ledger_id.isalnum()
        return self._folder / ledger_id if known and self._folder is not None else None

    def _read_lock(self) -> Record | None:
        if self._lock is None or self._lock.handle is None:
            return None
        try:
            return _parse(_read_all(self._lock.handle))
        except OSError:
            return None

    def _read(self, path: Path | None) -> Record | None:
        if path is None:
            return None
        try:
            return _parse(read_file(path)[:_SIZE_MAX])
        except OSError:
            return None

    def _retire(self, ledger_id: str) -> None:
        path = self._file(ledger_id)
        if path is not None:
            with suppress(OSError):
                self._make(path.parent)
                with open_file(path, "wb") as file:
                    file.write(self._text(ledger_id, _RETIRED))
                sync(path)

    def _write_all(self) -> None:
        """Write both witnesses durably."""
        for handle in self._opened:
            os.close(handle)
        self._opened, self._handles = [], []
        ledger_id = self._identity[0] if self._identity else ""
        text = self._text(ledger_id, self._calls)
        if self._lock is not None and self._lock.handle is not None:
            with translate_errors(self._path):
                _write_whole(self._lock.handle, text)
            self._handles.append(self._lock.handle)
        path = self._file(ledger_id)
        if path is None:
            return
        try:
            self._make(path.parent)
            handle = open_handle(path, os.O_RDWR | os.O_CREAT)
            self._opened.append(handle)
            _write_whole(handle, text)
            sync(path.parent)
            self._handles.append(handle)
        except OSError as error:
            # The one in the lock file remains.
            log.warning("no witness in the state directory: %s", type(error).__name__)

    def _make(self, folder: Path) -> Path:
        make_private_folder(folder)
        return folder

    def _text(self, ledger_id: str, calls: int) -> bytes:
        lines = (_HEAD, f"{calls:0{_DIGITS}d} {ledger_id}", self._machine, self._place)
        return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def _parse(content: bytes) -> Record | None:
    lines = content.decode("utf-8", "surrogateescape").split("\n", 3)
    if len(lines) < 4 or lines[0] != _HEAD:
        return None
    count, _, ledger_id = lines[1].partition(" ")
    if not count.isdecimal() or not ledger_id:
        return None
    return Record(ledger_id, int(count), lines[2], lines[3].removesuffix("\n"))


def _read_all(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, _SIZE_MAX)


def _write_whole(handle: int, content: bytes) -> None:
    """Overwrite a file durably, unless its content is the same."""
    if _read_all(handle) == content:
        return
    _write_at(handle, content, 0)
    os.ftruncate(handle, len(content))
    os.fsync(handle)


def _write_at(handle: int, content: bytes, place: int) -> None:
    if hasattr(os, "pwrite"):
        os.pwrite(handle, content, place)
        return
    os.lseek(handle, place, os.SEEK_SET)  # Windows
    os.write(handle, content)
