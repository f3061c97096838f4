"""One program a ledger, as long as it lives."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, SoftFileLock, Timeout

from gui.core.errors import FileFault, LedgerError
from gui.storage.ledger import fault_of


class LedgerLock:
    """A lock beside the ledger that keeps a second program off it.

    The operating system holds it and lets go of it when the program ends, however it ends: the
    file that a crash leaves behind is no obstacle.

    Args:
        path: the ledger.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(f"{path.name}.lock")
        self._lock = FileLock(self.path, timeout=0, thread_local=False)

    def __enter__(self) -> Self:
        """Take it."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of it."""
        self.release()

    def acquire(self) -> None:
        """Take it, without waiting.

        Raises:
            LedgerError: IN_USE if another program has it; else why there can be no such file.
        """
        if not self.path.parent.is_dir():
            # A drive that has gone: filelock would make the directory anew.
            raise LedgerError(FileFault.UNREADABLE, str(self.path))
        try:
            self._lock.acquire()
        except Timeout as error:
            raise LedgerError(FileFault.IN_USE, str(self.path)) from error
        except NotImplementedError as error:
            raise LedgerError(FileFault.UNWRITABLE, str(self.path)) from error
        except OSError as error:
            raise LedgerError(fault_of(error), str(self.path)) from error
        if isinstance(self._lock, SoftFileLock):
            # Where the file system knows no locks, filelock makes do with the mere file.
            self._lock.release(force=True)
            raise LedgerError(FileFault.UNWRITABLE, str(self.path))

    def release(self) -> None:
        """Let go of it, if it is held."""
        self._lock.release(force=True)
