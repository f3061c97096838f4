"""A file that grows at its end, and is private to this user."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from gui.storage.held_files import HELD_SECONDS, open_handle, read_file
from gui.storage.replace_file import replace_file


class AppendedFile:
    """Holds a file open while it is appended to; the caller prevents two calls at once.

    Args:
        path: made with the first content.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def read(self) -> bytes:
        """Read all of it; wait while another program holds it.

        Raises:
            FileNotFoundError: there is none.
            OSError: it cannot be read.
        """
        return read_file(self._path)

    def append(self, content: bytes | bytearray, *, wait: bool = True) -> None:
        """Append all of `content` or nothing; `wait` while another program holds the file.

        Raises:
            OSError: it could not be appended.
        """
        if self._handle is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            self._handle = open_handle(self._path, flags, HELD_SECONDS if wait else 0)
        handle, size = self._handle, os.fstat(self._handle).st_size
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, size)  # a full disk takes a part
            raise

    def replace(self, content: bytes) -> None:
        """Replace what is there as a whole or not at all.

        Raises:
            OSError: it could not be replaced.
        """
        self.close()
        replace_file(self._path, content)

    def close(self) -> None:
        """Close the file; the next content opens it again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
