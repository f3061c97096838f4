"""The hidden folder beside a table in which it is written until it is whole.

A program that is killed leaves it behind, with phone numbers in it. So each one is noted in a
register before it is made, in a file that is locked as long as the table is written: what the
register holds unlocked at the next start is removed.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gui.storage.database.lock import lock_handle

_PREFIX = ".sms-desk-"
_TOKEN = re.compile(r"[0-9a-f]{16}")
_PATH_BYTES = 64 * 1024


def export_register(ledger: Path) -> Path:
    """Name the folder beside a ledger that notes the export folders in use."""
    return ledger.with_name("exports")


@contextmanager
def export_folder(beside: Path, register: Path | None) -> Iterator[Path]:
    """Make a folder for this user alone, and remove it with all that is in it.

    Args:
        beside: the folder to make it in.
        register: where to note it; where nothing can be written it is not noted.

    Raises:
        OSError: it cannot be made.
    """
    token = secrets.token_hex(8)
    folder = Path(beside.absolute(), f"{_PREFIX}{token}")
    with _noted(register, token, folder):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def remove_left_behind(register: Path) -> int:
    """Remove the folders that killed programs left behind; return how many.

    One on a drive that is not there now is kept in the register.
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
            register.mkdir(mode=0o700, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
            handle = os.open(register / token, flags, 0o600)
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
                register.rmdir()  # if no other one is noted in it


def _remove(note: Path) -> bool:
    """Remove a folder that is noted; true if it was there."""
    handle = os.open(note, os.O_RDWR)
    try:
        lock_handle(handle)  # fails while its table is being written
        folder = Path(os.fsdecode(os.read(handle, _PATH_BYTES)))
    finally:
        os.close(handle)
    # Nothing but what this program made, whatever the note says.
    ours = folder.is_absolute() and folder.name == f"{_PREFIX}{note.name}"
    if ours and not folder.parent.is_dir():
        return False
    there = ours and folder.is_dir() and not folder.is_symlink()
    if there:
        shutil.rmtree(folder)
    note.unlink()
    return there
