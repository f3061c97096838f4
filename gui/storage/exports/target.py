"""The file that something is exported to."""

from __future__ import annotations

import os
from pathlib import Path

from gui.core.errors import FileError, FileFault
from gui.core.file_names import is_windows_name
from gui.storage.held_files import check_replaceable
from gui.storage.paths import reachable


def export_target(path: Path) -> Path:
    """Return where a file is really written: a link stays a link.

    Raises:
        FileError: it is a folder or a device (UNWRITABLE), or Windows has no such name (NAME).
        OSError: an existing file cannot be replaced, see `check_replaceable`.
    """
    if os.name == "nt" and path.name and not is_windows_name(path.name):
        raise FileError(FileFault.NAME, str(path))
    place = reachable(path)
    if place.is_symlink():
        place = reachable(Path(os.path.realpath(place)))
    if place.exists() and not place.is_file():
        raise FileError(FileFault.UNWRITABLE, str(path))
    check_replaceable(place)
    return place
