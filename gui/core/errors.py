"""Errors an operator can act on; `gui.words` has the sentence for each.

    SmsDeskError
      AccountError    what was typed for an account cannot be used
      SecretError     the keyring does not give or take a secret
      SettingsError   settings.json cannot be read or written
      LedgerError     ledger.db cannot be read or written
      ListError       a phone list cannot be read
      SandboxError    the sandbox cannot be started
      OutdatedError   what was confirmed is no longer what would be sent

Answers of the service are values (`gui.core.sending.outcome`), never exceptions. Any other
exception is a bug and ends in the crash dialog. Errors carry a kind and plain facts: never a
secret, a phone number or a parameter.
"""

from __future__ import annotations

from enum import Enum, auto


class SmsDeskError(Exception):
    """Base of every error that has a sentence for the operator; equal to one of the same facts."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and (other.args, vars(other)) == (self.args, vars(self))

    def __hash__(self) -> int:
        return hash((type(self), *self.args))


class OutdatedError(SmsDeskError):
    """What the operator confirmed is no longer what would be sent."""


class AccountFault(Enum):
    """What is wrong with an account as typed."""

    LABEL_EMPTY = auto()
    LABEL_TAKEN = auto()
    KEY_ID_EMPTY = auto()
    KEY_ID_CHARACTERS = auto()
    KEY_ID_TAKEN = auto()
    SECRET_EMPTY = auto()
    SECRET_CHARACTERS = auto()
    SECRET_TOO_LONG = auto()
    ENDPOINT_EMPTY = auto()
    ENDPOINT_MALFORMED = auto()
    ENDPOINT_PLAIN_HTTP = auto()
    ENDPOINT_HTTPS = auto()
    """It begins with `https://`, which is implied."""
    PROXY_MALFORMED = auto()


class AccountError(SmsDeskError):
    """What was typed for an account cannot be used."""

    def __init__(self, fault: AccountFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


class SecretFault(Enum):
    """Why the keyring could not read or store a secret."""

    NO_BACKEND = auto()
    BACKEND_REFUSED = auto()
    """The backend does not protect secrets (plain text, null, unknown)."""
    LOCKED = auto()
    """The keyring is locked and was not unlocked."""
    MISSING = auto()
    """No entry for this AccessKey ID."""
    TOO_LONG = auto()
    FAILED = auto()


class SecretError(SmsDeskError):
    """The keyring cannot read or store a secret.

    Attributes:
        backend: the backend found, as `module.Class`, or an empty string.
    """

    def __init__(self, fault: SecretFault, backend: str = "") -> None:
        super().__init__(f"{fault.name} {backend}".strip())
        self.fault = fault
        self.backend = backend


class FileFault(Enum):
    """Why one of the program's own files cannot be used."""

    UNREADABLE = auto()
    """No permission, or the disk failed."""
    UNWRITABLE = auto()
    DISK_FULL = auto()
    DAMAGED = auto()
    NEWER = auto()
    """Made by a newer version of this program."""
    IN_USE = auto()
    LINKED = auto()
    """It has a hard link, through which another program may write to it."""
    REPLACED = auto()
    """It was deleted, or another file was put in its place, while it was open."""
    NAME = auto()
    """Windows gives no file this name."""
    READ_ONLY = auto()
    """Its folder, which is the path, may not be written to."""
    UNLOCKED = auto()
    """It could not be locked against other programs, so this one does not write to it."""
    NOT_LOADED = auto()
    """It could not be read at the start, so this program does not write to it."""


class FileError(SmsDeskError):
    """One of the program's own files cannot be read or written.

    Attributes:
        path: the file.
        kept: where a damaged file was moved to, or an empty string.
    """

    def __init__(self, fault: FileFault, path: str, kept: str = "") -> None:
        super().__init__(f"{fault.name} {path}")
        self.fault = fault
        self.path = path
        self.kept = kept


class SettingsError(FileError):
    """settings.json cannot be read or written."""


class LedgerError(FileError):
    """ledger.db cannot be read or written."""


class ListFault(Enum):
    """Why a phone list cannot be read."""

    MISSING = auto()
    NOT_A_FILE = auto()
    NO_PERMISSION = auto()
    IN_USE = auto()
    """Another program holds it, which happens on Windows alone."""
    NOT_DOWNLOADED = auto()
    """A cloud drive has it, and Windows could not download it."""
    EMPTY = auto()
    BINARY = auto()
    ENCODING = auto()
    TOO_LARGE = auto()
    FORMAT = auto()
    """A format that this version does not read."""
    DAMAGED = auto()
    """A workbook that cannot be opened, or a table with an unclosed cell or line."""
    PASSWORD = auto()
    """A workbook that is encrypted."""
    CHANGED = auto()
    FAILED = auto()


class ListError(SmsDeskError):
    """A phone list cannot be read.

    Attributes:
        path: the file, as the operator named it.
    """

    def __init__(self, fault: ListFault, path: str) -> None:
        super().__init__(f"{fault.name} {path}")
        self.fault = fault
        self.path = path


class SandboxError(SmsDeskError):
    """The sandbox cannot be started (no free port on 127.0.0.1)."""


ACCOUNT_ERRORS = (AccountError, SecretError, SandboxError)
"""Errors of one account: another one may do all the same."""
