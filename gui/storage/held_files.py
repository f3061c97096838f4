"""Files that another program holds: on Windows a file in use can be neither replaced nor opened.

A virus scanner or an indexer holds a new file for a moment; a spreadsheet as long as it is open.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

HELD_SECONDS = 5.0
"""How long a scanner is waited for."""
_AGAIN_AFTER = 0.05
_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION = 5, 32, 33
"""Windows's errors for a file that is held; the first also for one that may not be changed."""

T = TypeVar("T")


def patiently(action: Callable[[], T], seconds: float = HELD_SECONDS) -> T:
    """Do something to a file, again and again while another program may hold it.

    Not on the thread of the window, unless the program starts or ends: it may take `seconds`.

    Raises:
        OSError: what `action` raised the last time.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            return action()
        except OSError as error:
            held = (_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION)
            if getattr(error, "winerror", None) not in held or time.monotonic() >= end:
                raise
        time.sleep(_AGAIN_AFTER)  # nothing tells when a file is let go of


def is_in_use(error: Exception) -> bool:
    """Whether an error says that another program holds the file."""
    return getattr(error, "winerror", None) in (_SHARING_VIOLATION, _LOCK_VIOLATION)


def check_replaceable(path: Path) -> None:
    """See, without changing anything, whether a file can be replaced by another one.

    On POSIX any can whose folder can be written to.

    Raises:
        OSError: it cannot, for another program holds it (see `is_in_use`) or it is read-only.
    """
    if os.name != "nt" or not path.exists():
        return
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # To its own name: that needs what a replacement needs, and does nothing.
    path.rename(path)
