"""AccessKey secrets in the operating system's keyring, and nowhere else.

An entry has the service `sms-desk`, the AccessKey ID as user name and the secret as password. The
first call imports keyring. Call it on a worker thread only: any call may wait until the operator
unlocks the keyring.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from gui.core.accounts.account import SECRET_MAX
from gui.core.errors import SecretError, SecretFault
from gui.storage.secrets import backends
from gui.storage.secrets.backends import ALLOWED, BackendInfo, BackendKind

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "sms-desk"
COPIES_MAX = 10
"""Maximum entries of the same name that are removed; the Secret Service allows several."""

T = TypeVar("T")


class SecretPlace(Enum):
    """Where a secret is stored."""

    KEYRING = auto()
    MEMORY = auto()
    """Until the program ends."""
    NONE = auto()


class SecretStore:
    """The secrets of the accounts by AccessKey ID. Thread-safe.

    Every method raises only `SecretError`. For FAILED, its note is the class of the backend's
    exception, never its text, which may contain the secret.
    """

    def __init__(
        self,
        allowed: Mapping[str, BackendKind] = ALLOWED,
        find: Callable[[], KeyringBackend] = backends.find_backend,
    ) -> None:
        self._allowed = allowed
        self._find = find
        self._memory: dict[str, str] = {}
        self._guard = Lock()
        self._turn = Lock()

    def backend(self) -> BackendInfo:
        """Describe the keyring's backend, without unlocking it."""
        return backends.examine_backend(self._find, self._allowed)[1]

    def store(self, key_id: str, secret: str, keep_in_memory: bool = False) -> None:
        """Store `secret` in the keyring, or in memory until the program ends.

        It is read back and compared; after a failure the former value is restored.

        Raises:
            SecretError: TOO_LONG, over 1280 characters; NO_BACKEND, BACKEND_REFUSED, LOCKED or
                FAILED, unless it is kept in memory.
        """
        if len(secret) > SECRET_MAX:
            raise SecretError(SecretFault.TOO_LONG)
        if keep_in_memory:
            with self._guard:
                self._memory[key_id] = secret
            return
        ring, backend = self._trusted()
        before = self._ask(backend, partial(ring.get_password, SERVICE, key_id))
        try:
            self._ask(backend, partial(ring.set_password, SERVICE, key_id, secret))
            if self._ask(backend, partial(ring.get_password, SERVICE, key_id)) != secret:
                raise SecretError(SecretFault.FAILED, backend.identifier)
        except SecretError:
            _restore(ring, key_id, before)
            raise
        with self._guard:
            self._memory.pop(key_id, None)

    def fetch(self, key_id: str) -> str:
        """Return the secret; one in memory takes precedence over the keyring.

        Raises:
            SecretError: MISSING, NO_BACKEND, BACKEND_REFUSED, LOCKED or FAILED.
        """
        with self._guard:
            kept = self._memory.get(key_id)
        if kept is not None:
            return kept
        ring, backend = self._trusted()
        secret = self._ask(backend, partial(ring.get_password, SERVICE, key_id))
        if not secret:
            raise SecretError(SecretFault.MISSING, backend.identifier)
        return secret

    def remove(self, key_id: str) -> None:
        """Delete the secret from memory and keyring.

        Raises:
            SecretError: LOCKED, NO_BACKEND (the keyring went away) or FAILED: it may be there.
        """
        with self._guard:
            self._memory.pop(key_id, None)
        ring, backend = backends.examine_backend(self._find, self._allowed)
        if ring is None:
            return
        for _ in range(COPIES_MAX):
            if self._ask(backend, partial(ring.get_password, SERVICE, key_id)) is None:
                return
            self._ask(backend, partial(ring.delete_password, SERVICE, key_id))
        raise SecretError(SecretFault.FAILED, backend.identifier)

    def holds(self, key_id: str) -> SecretPlace:
        """Return where the secret is stored; may ask the operator to unlock the keyring.

        Raises:
            SecretError: LOCKED, NO_BACKEND (the keyring went away) or FAILED: it is not known.
        """
        with self._guard:
            if key_id in self._memory:
                return SecretPlace.MEMORY
        ring, backend = backends.examine_backend(self._find, self._allowed)
        if ring is None:
            return SecretPlace.NONE
        secret = self._ask(backend, partial(ring.get_password, SERVICE, key_id))
        return SecretPlace.KEYRING if secret else SecretPlace.NONE

    def _ask(self, backend: BackendInfo, action: Callable[[], T]) -> T:
        with self._turn:
            return _call(backend, action)

    def _trusted(self) -> tuple[KeyringBackend, BackendInfo]:
        ring, backend = backends.examine_backend(self._find, self._allowed)
        if ring is not None:
            return ring, backend
        absent = backend.kind is BackendKind.ABSENT
        fault = SecretFault.NO_BACKEND if absent else SecretFault.BACKEND_REFUSED
        raise SecretError(fault, backend.identifier)


_FAULTS = {
    "keyring.errors.KeyringLocked": SecretFault.LOCKED,
    "keyring.errors.InitError": SecretFault.LOCKED,
    "keyring.errors.NoKeyringError": SecretFault.NO_BACKEND,
    "secretstorage.exceptions.LockedException": SecretFault.LOCKED,
    "secretstorage.exceptions.PromptDismissedException": SecretFault.LOCKED,
    "secretstorage.exceptions.SecretServiceNotAvailableException": SecretFault.NO_BACKEND,
}
"""By name, because not every platform has the module."""

_IS_LOCKED = "org.freedesktop.Secret.Error.IsLocked"
_INTERACTION_NOT_ALLOWED = -25308
"""errSecInteractionNotAllowed: the Keychain is locked and may not ask."""


def _restore(ring: KeyringBackend, key_id: str, before: str | None) -> None:
    """Restore the value before a failed store, if the keyring allows it."""
    with suppress(Exception):
        if before is None:
            ring.delete_password(SERVICE, key_id)
        else:
            ring.set_password(SERVICE, key_id, before)


def _call(backend: BackendInfo, action: Callable[[], T]) -> T:
    """Call `action`, and translate its errors into `SecretError`."""
    try:
        return action()
    except Exception as error:
        failure = SecretError(_fault(error, backend.kind), backend.identifier)
        if failure.fault is SecretFault.FAILED:
            failure.add_note(backends.class_name(type(error)))
    # Raised outside the handler, so that the original exception, which may contain the secret, is
    # not its context.
    raise failure


def _fault(error: BaseException, kind: BackendKind) -> SecretFault:
    cause: BaseException | None = error
    while cause is not None:
        for base in type(cause).__mro__:
            if fault := _FAULTS.get(backends.class_name(base)):
                return fault
        if getattr(cause, "name", "") == _IS_LOCKED:
            return SecretFault.LOCKED
        if kind is BackendKind.KEYCHAIN and cause.args[:1] == (_INTERACTION_NOT_ALLOWED,):
            return SecretFault.LOCKED
        cause = cause.__cause__
    return SecretFault.FAILED
