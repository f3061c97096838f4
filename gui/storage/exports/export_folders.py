"""The hidden temporary folder in which an exported table is written.

A killed program leaves it behind, with phone numbers in it. So each folder is registered before it
is created, in a file that is locked while the table is written. At the next start, folders in
unlocked register files are removed.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gui.storage.database.lock import lock_handle
from gui.storage.held_files import open_handle
from gui.storage.permissions import make_inner_folder

_PREFIX = ".sms-desk-"
_TOKEN = re.compile(r"[0-9a-f]{16}")
_PATH_BYTES = 64 * 1024


def export_register(ledger: Path) -> Path:
    """Return the folder beside a ledger that registers the export folders in use."""
    return ledger.with_name("exports")


@contextmanager
def export_folder(beside: Path, register: Path | None) -> Iterator[Path]:
    """Create a folder for a new file, and remove it with its content on exit.

    Args:
        beside: the folder to create it in, whose permissions it has on Windows; it is private to
            this user elsewhere.
        register: where to register it; skipped if that is not writable.

    Raises:
        OSError: it cannot be created.
    """
    import secrets  # as hashlib, it loads OpenSSL: 4 MB

    token = secrets.token_hex(8)
    folder = Path(beside.absolute(), f"{_PREFIX}{token}")
    with _noted(register, token, folder):
        make_inner_folder(folder, exist_ok=False)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def remove_left_behind(register: Path) -> int:
    """Remove the folders that killed programs left behind; return how many.

    A folder on a missing drive stays registered.
    """
    removed = 0
    with suppress(OSError):
        for note in register.iterdir():
            if _TOKEN.fullmatch(note.name):
                with suppress(OSError):
                    removed += _remove(note)
        register.rmdir()  # it is empty
    return removed


@contextmanager
def _noted(register: Path | None, token: str, folder: Path) -> Iterator[None]:
    handle = None
    if register is not None:
        with suppress(OSError):
            make_inner_folder(register)
            handle = open_handle(register / token, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            with suppress(OSError):
                os.write(handle, os.fsencode(folder))
                lock_handle(handle)
    try:
        yield
    finally:
        if handle is not None and register is not None:
            os.close(handle)
            with suppress(OSError):
                (register / token).unlink()
                register.rmdir()  # if no other one is registered


def _remove(note: Path) -> bool:
    """Remove a registered folder; return whether it existed."""
    handle = open_handle(note, os.O_RDWR)
    try:
        lock_handle(handle)  # fails while its table is being written
        folder = Path(os.fsdecode(os.read(handle, _PATH_BYTES)))
    finally:
        os.close(handle)
    # Only remove what this program created, whatever the register says.
    ours = folder.is_absolute() and folder.name == f"{_PREFIX}{note.name}"
    if ours and not folder.parent.is_dir():
        return False
    there = ours and folder.is_dir() and not folder.is_symlink()
    if there:
        shutil.rmtree(folder)
    note.unlink()
    return there
