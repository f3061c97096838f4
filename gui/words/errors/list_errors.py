"""Errors of phone lists that cannot be read."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.errors import ListFault

translate = QCoreApplication.translate


def phone_list(fault: ListFault, path: str) -> str:
    """Say why the phone list `path` cannot be read."""
    return _list_fault(fault).format(path=path)


def _list_fault(fault: ListFault) -> str:
    match fault:
        case ListFault.MISSING:
            return translate(
                "words",
                "There is no file {path}: it may have been moved or renamed. Choose it again.",
            )
        case ListFault.NOT_A_FILE:
            return translate("words", "{path} is a folder: choose a file in it.")
        case ListFault.NO_PERMISSION:
            return translate(
                "words",
                "You may not read {path}: ask its owner for permission, or copy it elsewhere.",
            )
        case ListFault.IN_USE:
            return translate(
                "words",
                "Another program has {path} open and lets no other one read it: close that "
                "program, or wait until it is done (a backup or a virus scan), and open the list "
                "again.",
            )
        case ListFault.NOT_DOWNLOADED:
            return translate(
                "words",
                "{path} is only in the cloud (OneDrive or another cloud drive) and could not be "
                "downloaded: see that this computer is online and the cloud drive is running, or "
                "right-click the file in Explorer and choose “Always keep on this device”; then "
                "open the list again.",
            )
        case ListFault.EMPTY:
            return translate("words", "{path} is empty: choose a file with phone numbers in it.")
        case ListFault.BINARY:
            return translate(
                "words",
                "{path} is no text: save the list as CSV or TXT, and open that.",
            )
        case ListFault.ENCODING:
            return translate(
                "words",
                "The characters of {path} cannot be read: save the list as UTF-8, and open it "
                "again.",
            )
        case ListFault.TOO_LARGE:
            return translate(
                "words", "{path} is too large: split it into smaller lists, and open one by one."
            )
        case ListFault.FORMAT:
            return translate(
                "words",
                "This version does not read files like {path}: save the list as CSV or TXT, and "
                "open that.",
            )
        case ListFault.DAMAGED:
            return translate(
                "words",
                "{path} is damaged: open it in a spreadsheet program, save it anew, and open that.",
            )
        case ListFault.PASSWORD:
            return translate(
                "words",
                "{path} is protected by a password: save it without one, and open it again.",
            )
        case ListFault.CHANGED:
            return translate(
                "words",
                "{path} changed while it was read: wait until it is complete, and open it again.",
            )
        case ListFault.FAILED:
            return translate(
                "words",
                "{path} could not be read to its end: see that its disk or network drive is "
                "there, and open it again.",
            )
        case _:
            assert_never(fault)
