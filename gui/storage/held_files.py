"""Open and replace files that another program may hold, which Windows refuses meanwhile.

Virus scanners and indexers hold a new file briefly; spreadsheets while it is open; backups and
programs against data loss let nobody even read. Every file of the program and of the operator is
opened here (a test enforces it), because only so it can be told that one is held.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Literal, TypeVar, cast

HELD_SECONDS = 5.0
"""Maximum seconds to wait for a scanner."""
_AGAIN_AFTER = 0.05
_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION = 5, 32, 33
"""Windows errors for a file in use; the first one also means a read-only file."""

T = TypeVar("T")


def is_in_use(error: Exception) -> bool:
    """Return whether an error means that another program holds the file."""
    return getattr(error, "winerror", None) in (_SHARING_VIOLATION, _LOCK_VIOLATION)


def may_be_in_use(error: Exception) -> bool:
    """Return the same for a file that is replaced, where another program may also deny access."""
    return is_in_use(error) or getattr(error, "winerror", None) == _ACCESS_DENIED


def patiently(
    action: Callable[[], T],
    seconds: float = HELD_SECONDS,
    held: Callable[[Exception], bool] = may_be_in_use,
) -> T:
    """Call `action`, and retry while another program may hold the file.

    It may block for `seconds`: do not use it on the GUI thread while the window is open. By
    default, denied access is retried, too: Windows denies it for a moment while a scanner has the
    file open, or while a deleted one is still open somewhere.

    Raises:
        OSError: the last error of `action`.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            return action()
        except OSError as error:
            if not held(error) or time.monotonic() >= end:
                raise
        time.sleep(_AGAIN_AFTER)  # there is no event for the release of a file


def open_file(
    path: Path, mode: Literal["rb", "r+b", "wb", "xb", "ab"] = "rb", seconds: float = HELD_SECONDS
) -> BinaryIO:
    """Open a file as `Path.open` does, and wait up to `seconds` while another program holds it.

    Other programs may read, write, rename and delete it meanwhile, on Windows as elsewhere.

    Raises:
        OSError: it cannot be opened; `is_in_use` tells whether it is held.
    """
    return patiently(lambda: _open(path, mode), seconds, is_in_use)


def read_file(path: Path, seconds: float = HELD_SECONDS) -> bytes:
    """Return the content of a file; wait up to `seconds` while another program holds it.

    Raises:
        OSError: it cannot be read; `is_in_use` tells whether it is held.
    """

    def read() -> bytes:
        with _open(path, "rb") as file:
            return file.read()

    return patiently(read, seconds, is_in_use)


def open_handle(path: Path, flags: int, seconds: float = HELD_SECONDS) -> int:
    """Open a file as `os.open` does, private to this user if it is created.

    On Windows nobody can rename or delete it meanwhile: what locks it would lock nothing then.

    Raises:
        OSError: it cannot be opened; `is_in_use` tells whether another program holds it, which is
            waited for up to `seconds`.
    """
    if sys.platform == "win32":
        from gui.storage.windows_files import SHARE_CONTENT, open_shared

        return patiently(lambda: open_shared(path, flags, SHARE_CONTENT), seconds, is_in_use)
    return os.open(path, flags, 0o600)


def is_held(path: Path, seconds: float = 0) -> bool:
    """Return whether another program lets nobody open a file, even after `seconds`.

    It can on Windows alone. Elsewhere the file is not opened: closing it would drop SQLite's locks
    on it.
    """
    if os.name != "nt":
        return False
    try:
        open_file(path, seconds=seconds).close()
    except OSError as error:
        return is_in_use(error)
    return False


def wait_while_held(path: Path, seconds: float = HELD_SECONDS) -> bool:
    """Wait up to `seconds` while another program holds a file; true if it is free.

    It may have been let go of in the meantime, so true says only that it is worth another try.
    Elsewhere than on Windows it is false, and the file is not opened, as for `is_held`.
    """
    return os.name == "nt" and not is_held(path, seconds)


def _open(path: Path, mode: str) -> BinaryIO:
    if sys.platform == "win32":
        from gui.storage.windows_files import Reader, open_shared

        if mode == "rb":
            return BufferedReader(Reader(path))
        opened = open(path, mode, opener=lambda _, flags: open_shared(path, flags))  # noqa: SIM115 - as `Path.open` cannot
        return cast(BinaryIO, opened)
    return cast(BinaryIO, path.open(mode))


def move(file: Path, target: Path, seconds: float = HELD_SECONDS) -> None:
    """Give a file another name, in place of what has it already; wait as `patiently` does.

    Raises:
        OSError: it cannot be moved; nothing has changed.
    """
    try:
        patiently(lambda: file.replace(target), seconds)
    except OSError:
        check_replaceable(target)  # Windows denies access to what it could say is held
        raise


def check_replaceable(path: Path) -> None:
    """Check without changes that a file can be replaced.

    On POSIX any file in a writable folder can be replaced.

    Raises:
        OSError: another program holds it (see `is_in_use`), or it is read-only.
    """
    if os.name != "nt" or not path.exists():
        return
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # Renaming it to its own name needs the same rights and changes nothing.
    path.rename(path)
