"""Files of presets and test phones, which the operator chooses."""

from __future__ import annotations

import os
from pathlib import Path

from gui.core.errors import FileError
from gui.core.presets.file_faults import PresetFileError, PresetFileFault
from gui.core.presets.preset import PresetBook
from gui.core.presets.preset_file import BYTES_MAX, read_preset_file, write_preset_file
from gui.storage.cloud_files import is_not_downloaded
from gui.storage.exports.export_folders import export_folder
from gui.storage.exports.target import export_target
from gui.storage.held_files import is_in_use, move, open_file
from gui.storage.paths import file_fault, reachable
from gui.storage.permissions import keep_private, take_permissions


def load_file(path: Path) -> PresetBook:
    """Read the presets and test phones of a file.

    Raises:
        PresetFileError: it cannot be taken.
    """
    try:
        place = reachable(path)
        if place.exists() and not place.is_file():  # a pipe would be waited for
            raise PresetFileError(PresetFileFault.UNREADABLE)
        with open_file(place) as file:
            content = file.read(BYTES_MAX + 1)
        return read_preset_file(content)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise PresetFileError(_fault(error), path=str(path)) from error
    except PresetFileError as error:
        raise PresetFileError(error.fault, error.place, error.problem, str(path)) from error


def _fault(error: Exception) -> PresetFileFault:
    if is_in_use(error):
        return PresetFileFault.IN_USE
    if is_not_downloaded(error):
        return PresetFileFault.NOT_DOWNLOADED
    return PresetFileFault.UNREADABLE


def save_file(book: PresetBook, path: Path, register: Path | None = None) -> None:
    """Write presets and test phones to a file, private to this user except on Windows.

    Args:
        book: what to write.
        path: the file; an existing one is replaced once the new one is complete.
        register: where to register the temporary folder, for `remove_left_behind`.

    Raises:
        FileError: it cannot be written; a file that was there is unchanged.
    """
    try:
        place = export_target(path)
        with export_folder(place.parent, register) as folder:
            part = folder / "presets"
            keep_private(part)
            with open_file(part, "wb") as file:
                file.write(write_preset_file(book).encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            take_permissions(part, place, private=True)
            move(part, place)
    except OSError as error:
        raise FileError(file_fault(error, writing=True), str(path)) from error
