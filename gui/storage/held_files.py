"""Handle files held open by another program, which Windows refuses to replace or open.

Virus scanners and indexers hold a new file briefly; spreadsheets while it is open.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

HELD_SECONDS = 5.0
"""Maximum seconds to wait for a scanner."""
_AGAIN_AFTER = 0.05
_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION = 5, 32, 33
"""Windows errors for a file in use; the first one also means a read-only file."""

T = TypeVar("T")


def patiently(action: Callable[[], T], seconds: float = HELD_SECONDS) -> T:
    """Call `action`, and retry while another program may hold the file.

    It may block for `seconds`: do not use it on the GUI thread while the window is open.

    Raises:
        OSError: the last error of `action`.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            return action()
        except OSError as error:
            held = (_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION)
            if getattr(error, "winerror", None) not in held or time.monotonic() >= end:
                raise
        time.sleep(_AGAIN_AFTER)  # there is no event for the release of a file


def move(file: Path, target: Path, seconds: float = HELD_SECONDS) -> None:
    """Give a file another name, in place of what has it already; wait as `patiently` does.

    Raises:
        OSError: it cannot be moved; nothing has changed.
    """
    patiently(lambda: file.replace(target), seconds)


def is_in_use(error: Exception) -> bool:
    """Return whether an error means that another program holds the file."""
    return getattr(error, "winerror", None) in (_SHARING_VIOLATION, _LOCK_VIOLATION)


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
