"""Decide who may read what the program writes; everything that creates a file or folder asks here.

On POSIX a mode says it. On Windows a file has the permissions of its folder, unless it is given an
access list of its own, which it keeps when it is moved: a table written in a private folder would
stay unreadable for all others in the shared folder that it is for. So only the data directory
itself gets an access list.

`Path.mkdir(mode=0o700)` is not used on Windows. Python 3.13 (and 3.11.10, 3.12.4) then grants
access to whoever owns the folder. If a program is started as administrator, that is the group of
administrators, and the same user is shut out when it is started as usual.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import Path


def make_private_folder(path: Path) -> None:
    """Make a folder, and what is missing above it, that only this user may look into.

    On Windows the system and administrators may, too. An existing folder keeps its permissions.

    Raises:
        OSError: it cannot be made.
    """
    if path.is_dir():
        return
    # `Path.mkdir` would give those above the permissions of the umask.
    if path.parent != path and not path.parent.exists():  # a drive may be missing, too
        make_private_folder(path.parent)
    if sys.platform == "win32" and not path.exists():
        from gui.storage.windows_permissions import make_folder_of_user  # on the first start

        # A file system without access lists, or one of other users, as of a network drive.
        with suppress(OSError):
            make_folder_of_user(path)
    make_inner_folder(path)


def make_inner_folder(path: Path, *, exist_ok: bool = True) -> None:
    """Make a folder in another one.

    It is private to this user on POSIX, and as open as the folder around it on Windows.

    Raises:
        OSError: it cannot be made.
    """
    path.mkdir(mode=folder_mode(os.name), exist_ok=exist_ok)


def folder_mode(system: str) -> int:
    """Return the mode of a new folder; `system` is as `os.name`."""
    return 0o700 if system == "posix" else 0o777


def keep_private(path: Path) -> None:
    """Make a file private to this user; create it empty if missing.

    Errors are ignored here: writing to the file will report them.
    """
    if os.name != "posix":  # elsewhere files inherit the permissions of their directory
        return
    with suppress(OSError):
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                path.chmod(0o600)


def take_permissions(path: Path, old: Path, *, private: bool) -> None:
    """Prepare a file to replace `old`, if there is one: who may read that may read this.

    Args:
        path: the new file.
        old: the file that it will replace.
        private: whether it stays private to this user on POSIX.

    Raises:
        OSError: they cannot be changed.
    """
    if sys.platform == "win32":
        from gui.storage.windows_permissions import copy_access_list

        if old.exists():
            copy_access_list(old, path)
    elif not private:
        with suppress(FileNotFoundError):
            shutil.copymode(old, path)
