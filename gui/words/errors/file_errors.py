"""Errors of files: of the ledger, the settings and what is written for the operator."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.errors import FileError, FileFault, LedgerError, SettingsError
from gui.core.file_names import shown

translate = QCoreApplication.translate


def file(error: FileError) -> str:
    """Sentence about a fault of one of the program's own files."""
    return translate("words", "{what} {remedy}").format(
        what=_file_fault(error), remedy=_file_remedy(error)
    )


def read_only(error: FileError) -> str:
    """Say that nothing can be written, as the data directory may not be written to."""
    return translate(
        "words",
        "Read-only: there is no permission to write to the data directory {path}. Nothing can be "
        "sent or changed. Let your user account write to it, or start SMS Desk with another one "
        "(--data-dir); then start it again.",
    ).format(path=shown(error.path))


def unlocked(error: FileError) -> str:
    """Say that nothing can be sent, as no lock can keep other programs off the ledger."""
    return translate(
        "words",
        "Nothing can be sent until SMS Desk is started anew, and the history can only be looked "
        "at, as it cannot be locked against a second program. {what} {remedy}",
    ).format(what=_file_fault(error), remedy=_file_remedy(error))


def unopened(error: FileError) -> str:
    """Say that nothing can be sent, as the ledger could not be opened."""
    return translate(
        "words", "{sentence} Nothing can be sent until SMS Desk is started anew."
    ).format(sentence=file(error))


def _file_fault(error: FileError) -> str:
    match error.fault:
        case FileFault.READ_ONLY:
            sentence = translate(
                "words", "{file} is only read, as there is no permission to write to {path}."
            )
        case FileFault.UNREADABLE:
            sentence = translate("words", "{file} cannot be read: {path}.")
        case FileFault.UNWRITABLE:
            sentence = translate("words", "{file} cannot be written: {path}.")
        case FileFault.DISK_FULL:
            sentence = translate("words", "{file} cannot be written, the disk is full: {path}.")
        case FileFault.DAMAGED:
            sentence = translate("words", "{file} is damaged: {path}.")
        case FileFault.NEWER:
            sentence = translate("words", "{file} was made by a newer SMS Desk: {path}.")
        case FileFault.IN_USE:
            sentence = translate("words", "{file} is in use by another program: {path}.")
        case FileFault.LINKED:
            sentence = translate(
                "words",
                "{file} has a second name (a hard link), under which another program may use it: "
                "{path}.",
            )
        case FileFault.REPLACED:
            sentence = translate(
                "words",
                "{file} was deleted or replaced by another file while messages were being sent: "
                "{path}. No further call is made; what was sent is not in the file that is there "
                "now.",
            )
        case FileFault.NAME:
            sentence = translate("words", "{file} cannot have this name on Windows: {path}.")
        case FileFault.UNLOCKED:
            sentence = translate(
                "words",
                "{file} is only read, as it is not locked against a second program: {path}.",
            )
        case FileFault.NOT_LOADED:
            sentence = translate(
                "words", "{file} could not be read when SMS Desk was started: {path}."
            )
        case _:
            assert_never(error.fault)
    return sentence.format(file=_file_name(error), path=shown(error.path))


def _file_name(error: FileError) -> str:
    match error:
        case LedgerError():
            return translate("words", "The history")
        case SettingsError():
            return translate("words", "The file of settings")
        case _:
            return translate("words", "A file")


def _file_remedy(error: FileError) -> str:
    match error.fault:
        case FileFault.UNREADABLE | FileFault.UNWRITABLE:
            return translate(
                "words",
                "See that you may read and write this file and its folder, and that the disk "
                "works; then try again.",
            )
        case FileFault.READ_ONLY:
            return translate(
                "words", "Let your user account write there, then start SMS Desk again."
            )
        case FileFault.DISK_FULL:
            return translate("words", "Make room on the disk, then try again.")
        case FileFault.DAMAGED if error.kept:
            return translate("words", "It was put aside as {kept}, and a new one begun.").format(
                kept=error.kept
            )
        case FileFault.DAMAGED if isinstance(error, LedgerError):
            return translate(
                "words",
                "Nothing more is written to it. Start SMS Desk again: it keeps the damaged file, "
                "and brings what can be read of it into a new one.",
            )
        case FileFault.DAMAGED:
            return translate(
                "words",
                "Put a backup in its place, or move it away and start SMS Desk again to begin "
                "a new one.",
            )
        case FileFault.NEWER:
            return translate(
                "words", "Install the newest SMS Desk, or choose another folder with --data-dir."
            )
        case FileFault.IN_USE:
            return translate("words", "Close that program, then try again.")
        case FileFault.LINKED:
            return translate(
                "words", "Put a copy of the file in its place, then start SMS Desk again."
            )
        case FileFault.REPLACED:
            return translate(
                "words",
                "Close SMS Desk, and look at the SMS console for what was sent before you send to "
                "the rest: the file that is there now may list sent messages as queued.",
            )
        case FileFault.NAME:
            return translate("words", "Choose another name, then try again.")
        case FileFault.UNLOCKED:
            return translate(
                "words", "Mend what keeps it from being locked, then start SMS Desk again."
            )
        case FileFault.NOT_LOADED:
            return translate(
                "words",
                "Close the program that has it open, or see that you may read it, then start SMS "
                "Desk again. Until then the settings are the default ones, and no change of them "
                "is kept.",
            )
        case _:
            assert_never(error.fault)
