"""Files whose content a cloud drive keeps elsewhere until they are read, such as OneDrive.

Windows downloads such a file while a program reads it, which takes as long as it takes, and fails
without a network or without the program of the cloud drive.
"""

from __future__ import annotations

import os
from pathlib import Path

from gui.storage.paths import reachable

_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS = 0x1000, 0x4_0000, 0x40_0000
"""[File Attribute Constants]"""
_CLOUD_ERRORS = frozenset(
    {
        # ERROR_CLOUD_FILE_…: no provider, no network, refused by the operator, timed out and others
        *(358, *range(362, 367), 374, 375, *range(377, 384), *range(386, 399), 404, 426, 475),
        *range(4350, 4353),  # ERROR_FILE_OFFLINE and ERROR_REMOTE_STORAGE_…
    }
)
"""[System Error Codes]"""


def needs_download(path: Path) -> bool:
    """Return whether a file has to be downloaded before it can be read; on Windows alone."""
    if os.name != "nt":
        return False
    try:
        return means_download(getattr(reachable(path).stat(), "st_file_attributes", 0))
    except (OSError, ValueError):  # ValueError: a null character in the name
        return False


def means_download(attributes: int) -> bool:
    """Return what `needs_download` does of a file with these attributes of Windows."""
    return bool(attributes & (_OFFLINE | _RECALL_ON_OPEN | _RECALL_ON_DATA_ACCESS))


def is_not_downloaded(error: Exception) -> bool:
    """Return whether an error means that a file could not be downloaded."""
    return getattr(error, "winerror", None) in _CLOUD_ERRORS
