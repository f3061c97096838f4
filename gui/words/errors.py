"""Errors of ours: what is wrong, where, and how to mend it."""

from __future__ import annotations

import sys
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.account import SECRET_MAX
from gui.core.errors import (
    AccountError,
    AccountFault,
    FileError,
    FileFault,
    LedgerError,
    ListError,
    ListFault,
    OutdatedError,
    SandboxError,
    SecretError,
    SecretFault,
    SettingsError,
    SmsDeskError,
)
from gui.core.presets.file_faults import PresetFileError

translate = QCoreApplication.translate


def error(error: SmsDeskError) -> str:
    """Say what went wrong, where, and what to do about it."""
    match error:
        case AccountError():
            return account(error.fault)
        case SecretError():
            return secret(error.fault, error.backend)
        case FileError():
            return file(error)
        case ListError():
            return phone_list(error.fault, error.path)
        case PresetFileError():
            from gui.words import preset_files  # not before one is opened

            return preset_files.refused(error)
        case SandboxError():
            return translate(
                "words",
                "The sandbox could not be started: no port of this computer (127.0.0.1) is free, "
                "or a firewall forbids it. Close other programs or allow SMS Desk, and try again.",
            )
        case OutdatedError():
            return translate(
                "words",
                "Nothing was sent: the recipients, the message or the account changed after you "
                "were asked to confirm. Look it over again, then send.",
            )
        case _:
            return translate("words", "Something went wrong: {error}").format(error=error)


def account(fault: AccountFault) -> str:
    """Say what cannot be used in the form of an account."""
    match fault:
        case AccountFault.LABEL_EMPTY:
            return translate("words", "Give the account a name of your own, such as “Shop”.")
        case AccountFault.LABEL_TAKEN:
            return translate("words", "Another account has this name already: choose another one.")
        case AccountFault.KEY_ID_EMPTY:
            return translate(
                "words",
                "The AccessKey ID is missing: copy it from the RAM console of Alibaba Cloud.",
            )
        case AccountFault.KEY_ID_CHARACTERS:
            return translate(
                "words",
                "An AccessKey ID has only Latin letters, digits and signs, and no blanks: "
                "copy it again from the RAM console.",
            )
        case AccountFault.KEY_ID_TAKEN:
            return translate(
                "words",
                "Another account has this AccessKey ID already: choose that one and edit it.",
            )
        case AccountFault.SECRET_EMPTY:
            return translate(
                "words",
                "The AccessKey secret is missing: paste the one that belongs to this "
                "AccessKey ID. The console shows it only once, when the key is made.",
            )
        case AccountFault.SECRET_CHARACTERS:
            return translate(
                "words",
                "An AccessKey secret has only Latin letters, digits and signs, and no blanks: "
                "copy it again.",
            )
        case AccountFault.SECRET_TOO_LONG:
            return translate(
                "words",
                "An AccessKey secret has at most {most} characters: copy the secret alone, "
                "without anything around it.",
            ).format(most=SECRET_MAX)
        case AccountFault.ENDPOINT_EMPTY:
            return translate(
                "words",
                "The endpoint is missing: use dysmsapi.aliyuncs.com, or "
                "dysmsapi.ap-southeast-1.aliyuncs.com for the international site.",
            )
        case AccountFault.ENDPOINT_MALFORMED:
            return translate(
                "words",
                "The endpoint is no host name: write it as dysmsapi.aliyuncs.com or host:port, "
                "with no path behind it.",
            )
        case AccountFault.ENDPOINT_PLAIN_HTTP:
            return translate(
                "words",
                "http:// is taken for this computer only (127.0.0.1, ::1, localhost): leave it "
                "out, and the service is reached by HTTPS.",
            )
        case AccountFault.ENDPOINT_HTTPS:
            return translate(
                "words",
                "Leave https:// out of the endpoint: write dysmsapi.aliyuncs.com or host:port. It "
                "is always reached by HTTPS.",
            )
        case AccountFault.PROXY_MALFORMED:
            return translate(
                "words",
                "Write the proxy as http://host:port, without a password, or leave it empty "
                "to connect directly.",
            )
        case _:
            assert_never(fault)


def secret(fault: SecretFault, backend: str) -> str:
    """Say why the keyring did not do as asked; `backend` is the one found, or empty."""
    match fault:
        case SecretFault.NO_BACKEND:
            return translate(
                "words",
                "This computer has no keyring to keep the AccessKey secret in. {remedy}",
            ).format(remedy=_keyring_remedy(sys.platform))
        case SecretFault.BACKEND_REFUSED:
            return translate(
                "words",
                "The keyring found here, {backend}, does not keep secrets safe, so it is not "
                "used. {remedy}",
            ).format(backend=backend, remedy=_keyring_remedy(sys.platform))
        case SecretFault.LOCKED:
            return translate(
                "words",
                "The keyring is locked and was not unlocked: try again, and enter the keyring's "
                "password when the system asks for it.",
            )
        case SecretFault.MISSING:
            return translate(
                "words",
                "The keyring holds no secret for this AccessKey ID: enter the AccessKey secret "
                "in the account settings and save it.",
            )
        case SecretFault.TOO_LONG:
            return account(AccountFault.SECRET_TOO_LONG)
        case SecretFault.FAILED if backend:
            return translate(
                "words",
                "The keyring ({backend}) failed: see that it runs and is unlocked, and try again.",
            ).format(backend=backend)
        case SecretFault.FAILED:
            return translate(
                "words", "The keyring failed: see that it runs and is unlocked, and try again."
            )
        case _:
            assert_never(fault)


def _keyring_remedy(platform: str) -> str:
    match platform:
        case "win32":
            return translate(
                "words",
                "Start the service “Credential Manager” of Windows, start SMS Desk again, or "
                "keep the secret until the program ends.",
            )
        case "darwin":
            return translate(
                "words",
                "Make a login keychain in Keychain Access, start SMS Desk again, or keep the "
                "secret until the program ends.",
            )
        case _:
            return translate(
                "words",
                "Install gnome-keyring or KWallet, log in anew and start SMS Desk again, or "
                "keep the secret until the program ends.",
            )


def file(error: FileError) -> str:
    """Sentence about a fault of one of the program's own files."""
    return translate("words", "{what} {remedy}").format(
        what=_file_fault(error), remedy=_file_remedy(error)
    )


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
        case FileFault.UNLOCKED:
            sentence = translate(
                "words",
                "{file} is only read, as it is not locked against a second program: {path}.",
            )
        case _:
            assert_never(error.fault)
    return sentence.format(file=_file_name(error), path=error.path)


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
        case FileFault.UNLOCKED:
            return translate(
                "words", "Mend what keeps it from being locked, then start SMS Desk again."
            )
        case _:
            assert_never(error.fault)


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
