"""The log files, as they are read in the program."""

from __future__ import annotations

from pathlib import Path

from gui.storage.held_files import open_file

TAIL = 256 * 1024
"""Bytes that are shown of a log; what is older is left to other programs."""


def read_newest(folder: Path) -> str:
    """Return the end of the newest log in `folder`, from the beginning of a line.

    It is empty if there is no log or it cannot be read.
    """
    try:
        logs = [path for path in folder.iterdir() if path.name.startswith("sms-desk.log")]
        newest = max(logs, key=lambda path: path.stat().st_mtime_ns, default=None)
        if newest is None:
            return ""
        with open_file(newest) as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - TAIL))
            content = file.read()
    except OSError:
        return ""
    if size > TAIL:
        content = content.partition(b"\n")[2]
    return content.decode("utf-8", "replace")
