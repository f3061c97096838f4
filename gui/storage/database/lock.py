"""One program a ledger, as long as it lives."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from gui.core.errors import FileFault, LedgerError
from gui.storage.paths import file_fault

# Not `filelock`: it is taken before there is a window, and that package costs the start a tenth of
# a second and ten megabytes. Nor is a file that merely exists a lock, as it makes do with.
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
    """A lock beside the ledger that keeps a second program off it.

    A ledger has one lock, whatever symbolic links lead to it.

    The operating system holds it and lets go of it when the program ends, however it ends: the
    file that a crash leaves behind is no obstacle. Processes that the program starts do not
    inherit it.

    Args:
        path: the ledger.

    Attributes:
        handle: the open lock file, which also holds a witness of the ledger; none unless it is
            held.
    """

    def __init__(self, path: Path) -> None:
        self._ledger = Path(os.path.realpath(path))
        self.path = self._ledger.with_name(f"{self._ledger.name}.lock")
        self.handle: int | None = None

    def __enter__(self) -> Self:
        """Acquire the lock."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release the lock."""
        self.release()

    def acquire(self) -> None:
        """Take it, without waiting; no matter if it is held through this object already.

        Raises:
            LedgerError: IN_USE if another program has it; else why there can be no such lock:
                UNWRITABLE (also where the file system knows no locks), DISK_FULL, LINKED for a
                ledger of two names, or UNREADABLE for a folder that has gone.
        """
        if self.handle is not None:
            return
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except FileNotFoundError as error:
            raise LedgerError(FileFault.UNREADABLE, str(self.path)) from error
        except OSError as error:
            raise LedgerError(file_fault(error, writing=True), str(self.path)) from error
        try:
            lock_handle(handle)
        except (BlockingIOError, PermissionError) as error:  # which of the two, systems differ
            os.close(handle)
            raise LedgerError(FileFault.IN_USE, str(self._ledger)) from error
        except OSError as error:
            os.close(handle)
            raise LedgerError(file_fault(error, writing=True), str(self.path)) from error
        if self._names() > 1:  # beside each of them a lock could be held
            os.close(handle)
            raise LedgerError(FileFault.LINKED, str(self._ledger))
        self.handle = handle

    def is_in_place(self) -> bool:
        """Tell whether the lock is held on the file that a second program would try to lock."""
        if self.handle is None:
            return False
        try:
            return os.path.samestat(os.fstat(self.handle), self.path.stat())
        except OSError:  # it was deleted
            return False

    def _names(self) -> int:
        try:
            return self._ledger.stat().st_nlink
        except OSError:  # it is yet to be made, or whoever opens it says what is wrong
            return 1

    def release(self) -> None:
        """Release the lock if it is held."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
