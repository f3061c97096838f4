"""Sentences about the program's own errors: what is wrong, where, and how to mend it."""

from __future__ import annotations

import sys
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.accounts.account import SECRET_MAX
from gui.core.errors import (
    AccountError,
    AccountFault,
    FileError,
    ListError,
    OutdatedError,
    SandboxError,
    SecretError,
    SecretFault,
    SmsDeskError,
)
from gui.core.presets.file_faults import PresetFileError
from gui.words.errors import file_errors

translate = QCoreApplication.translate


def error(error: SmsDeskError) -> str:
    """Say what went wrong, where, and what to do about it."""
    match error:
        case AccountError():
            return account(error.fault)
        case SecretError():
            return secret(error.fault, error.backend)
        case FileError():
            return file_errors.file(error)
        case ListError():
            from gui.words.errors import list_errors  # imported when one is read

            return list_errors.phone_list(error.fault, error.path)
        case PresetFileError():
            from gui.words.presets import preset_files  # not before one is opened

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
                "Install gnome-keyring, KeePassXC or KWallet (KDE Frameworks 5.97 or later), "
                "log in anew and start SMS Desk again, or keep the secret until the program ends.",
            )
