"""The lock that gives one program exclusive use of a ledger."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from gui.core.errors import FileFault, LedgerError
from gui.storage.held_files import open_handle
from gui.storage.paths import file_fault

# Not `filelock`: the lock is taken before the window opens, and that package costs a tenth of a
# second and ten megabytes at start-up. It also falls back to a file that merely exists.
if sys.platform == "win32":
    import msvcrt

    def lock_handle(handle: int) -> None:
        """Lock an open file for this handle alone, without waiting, or raise `OSError`."""
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock_handle(handle: int) -> None:
        """Lock an open file for this handle alone, without waiting, or raise `OSError`."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LedgerLock:
    """A lock file beside the ledger that excludes other programs.

    A ledger has one lock, whichever symbolic links lead to it.

    The operating system releases it when the program ends, even by a crash; a left-over file is no
    obstacle. Child processes do not inherit it.

    Args:
        path: the ledger.

    Attributes:
        handle: the open lock file, which also contains a witness of the ledger; none unless the
            lock is held.
    """

    def __init__(self, path: Path) -> None:
        self._ledger = Path(os.path.realpath(path))
        self.path = self._ledger.with_name(f"{self._ledger.name}.lock")
        self.handle: int | None = None

    def __enter__(self) -> Self:
        """Acquire the lock."""
        self.acquire()
        return self

    def __exit__(self, *failure: object) -> None:
        """Release the lock."""
        self.release()

    def acquire(self) -> None:
        """Acquire the lock without waiting; do nothing if this object holds it already.

        Raises:
            LedgerError: IN_USE if another program holds it; READ_ONLY if its folder may not be
                written to; UNWRITABLE if the file system has no locks; DISK_FULL, LINKED for a
                ledger with hard links, or UNREADABLE for a missing folder.
        """
        if self.handle is not None:
            return
        try:
            handle = open_handle(self.path, os.O_RDWR | os.O_CREAT, seconds=0)
        except FileNotFoundError as error:
            raise LedgerError(FileFault.UNREADABLE, str(self.path)) from error
        except OSError as error:
            fault = file_fault(error, writing=True)
            if fault is FileFault.UNWRITABLE:
                raise LedgerError(FileFault.READ_ONLY, str(self.path.parent)) from error
            raise LedgerError(fault, str(self.path)) from error
        try:
            lock_handle(handle)
        except (BlockingIOError, PermissionError) as error:  # systems differ in which of the two
            os.close(handle)
            raise LedgerError(FileFault.IN_USE, str(self._ledger)) from error
        except OSError as error:
            os.close(handle)
            raise LedgerError(file_fault(error, writing=True), str(self.path)) from error
        if self._names() > 1:  # each name could have a lock of its own
            os.close(handle)
            raise LedgerError(FileFault.LINKED, str(self._ledger))
        self.handle = handle

    def is_in_place(self) -> bool:
        """Return whether the held lock is on the file that another program would try to lock."""
        if self.handle is None:
            return False
        try:
            return os.path.samestat(os.fstat(self.handle), self.path.stat())
        except OSError:  # it was deleted
            return False

    def _names(self) -> int:
        try:
            return self._ledger.stat().st_nlink
        except OSError:  # it does not exist yet, or opening it will report the error
            return 1

    def release(self) -> None:
        """Release the lock if it is held."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
