"""Replaces a file as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from gui.storage.held_files import check_replaceable, move, open_handle, patiently


def replace_file(path: Path, content: bytes) -> None:
    """Replace the file by `content`, durably and atomically; it is private to this user.

    Raises:
        OSError: it could not be; the file is what it was.
    """
    patiently(lambda: check_replaceable(path))  # a read-only one would be waited for
    # Not `tempfile.mkstemp`: where it may create nothing, on Windows it tries two billion names.
    new = path.with_name(f".{path.name}-{os.urandom(4).hex()}")
    handle = open_handle(new, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    if os.name == "posix":  # Windows opens no directories
        directory = os.open(path.parent, os.O_RDONLY)
        with suppress(OSError):  # not every file system supports this
            os.fsync(directory)
        os.close(directory)
