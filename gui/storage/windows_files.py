"""Open files of Windows by `CreateFileW`: the C runtime of `open` hides why one is refused.

Its errors have an `errno` alone, so a file that another program holds looks like one that may not
be read. It also keeps others from renaming and deleting what is open.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

READ, WRITE = 0x8000_0000, 0x4000_0000
"""Rights [Generic Access Rights]."""
CREATE_NEW, CREATE_ALWAYS, OPEN_EXISTING, OPEN_ALWAYS, TRUNCATE_EXISTING = 1, 2, 3, 4, 5
"""What to do about an existing and a missing file [CreateFileW]."""
SHARE_CONTENT, SHARE_NAME = 3, 4
"""What others may do meanwhile: read and write; rename and delete [CreateFileW]."""


def rights_and_disposition(flags: int) -> tuple[int, int]:
    """Translate flags of `os.open` to what `CreateFileW` takes, as the C runtime does."""
    rights = READ
    if flags & os.O_WRONLY:
        rights = WRITE
    elif flags & os.O_RDWR:
        rights = READ | WRITE
    if not flags & os.O_CREAT:
        return rights, TRUNCATE_EXISTING if flags & os.O_TRUNC else OPEN_EXISTING
    if flags & os.O_EXCL:
        return rights, CREATE_NEW
    return rights, CREATE_ALWAYS if flags & os.O_TRUNC else OPEN_ALWAYS


if sys.platform == "win32":
    import _winapi
    import io
    import msvcrt

    _NORMAL = 0x80

    def open_shared(path: Path, flags: int, share: int = SHARE_CONTENT | SHARE_NAME) -> int:
        """Open a file as `os.open` does; child processes do not inherit it.

        Raises:
            OSError: with `winerror`.
        """
        try:
            handle = _winapi.CreateFile(str(path), *_arguments(flags, share), _NORMAL, _winapi.NULL)
        except OSError as error:
            error.filename = str(path)
            raise
        try:
            # Without O_TEXT, nothing is translated.
            return msvcrt.open_osfhandle(handle, flags & (os.O_APPEND | os.O_RDONLY))
        except BaseException:
            _winapi.CloseHandle(handle)
            raise

    def _arguments(flags: int, share: int) -> tuple[int, int, int, int]:
        rights, disposition = rights_and_disposition(flags)
        return rights, share, _winapi.NULL, disposition

    class Reader(io.FileIO):
        """A file open for reading whose errors have `winerror`."""

        def __init__(self, path: Path) -> None:
            super().__init__(path, "rb", opener=lambda _, flags: open_shared(path, flags))

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            view = memoryview(buffer).cast("B")
            content, _ = _winapi.ReadFile(msvcrt.get_osfhandle(self.fileno()), len(view))
            view[: len(content)] = content
            return len(content)

        # Those of `FileIO` read by the C runtime.
        def read(self, size: int | None = -1) -> bytes:
            return io.RawIOBase.read(self, -1 if size is None else size)

        def readall(self) -> bytes:
            return io.RawIOBase.readall(self)
