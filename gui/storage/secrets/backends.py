"""Find the keyring backend, and decide whether it is trusted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend
    from secretstorage import Collection


class BackendKind(Enum):
    """The kind of a keyring, or why there is none."""

    SECRET_SERVICE = auto()
    """Linux: GNOME Keyring, KeePassXC, KWallet of KDE Frameworks 5.97 or later."""
    KEYCHAIN = auto()
    """macOS."""
    CREDENTIAL_MANAGER = auto()
    """Windows."""
    ABSENT = auto()
    """There is none."""
    DISABLED = auto()
    """The environment selects the null backend."""
    PLAIN_TEXT = auto()
    """A file that is not encrypted."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class BackendInfo:
    """The backend that was found.

    Attributes:
        name: of the `keyring` package, such as `SecretService Keyring`; empty if not loaded.
        identifier: `module.Class`, or the value in the environment.
        allowed: whether it is trusted with secrets.
    """

    name: str
    identifier: str
    kind: BackendKind
    allowed: bool


ALLOWED: Mapping[str, BackendKind] = MappingProxyType(
    {
        "keyring.backends.SecretService.Keyring": BackendKind.SECRET_SERVICE,
        "keyring.backends.macOS.Keyring": BackendKind.KEYCHAIN,
        "keyring.backends.Windows.WinVaultKeyring": BackendKind.CREDENTIAL_MANAGER,
    }
)
"""The trusted backends by `module.Class`, the preferred ones first."""

VARIABLE = "PYTHON_KEYRING_BACKEND"
"""keyring's environment variable for a backend."""

_LOCAL_MACHINE = 2
"""CRED_PERSIST_LOCAL_MACHINE: no copy goes to other computers with a roaming profile, as it would
with keyring's own choice, CRED_PERSIST_ENTERPRISE [CREDENTIALW]."""

_PROPERTY = "KEYRING_PROPERTY_"
"""Prefix of its environment variables for the properties of a backend."""

_REFUSED = {
    "keyring.backends.fail.Keyring": BackendKind.ABSENT,
    "keyring.backends.null.Keyring": BackendKind.DISABLED,
    "keyrings.alt.file.PlaintextKeyring": BackendKind.PLAIN_TEXT,
}


class Refused(Exception):
    """The environment names an untrusted backend, which was not loaded."""

    def __init__(self, identifier: str) -> None:
        super().__init__(identifier)
        self.identifier = identifier


def find_backend() -> KeyringBackend:
    """Return the first trusted backend that works, or keyring's `fail` backend.

    keyring's own search is not used: it loads any backend named by `PYTHON_KEYRING_BACKEND`,
    keyringrc.cfg (which may extend `sys.path`) or an installed package, which would receive the
    secret. Only the variable is respected, and may only name a trusted backend.

    Raises:
        Refused: the variable names an untrusted one.
    """
    from keyring.backends import fail

    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen and chosen not in ALLOWED:
        raise Refused(chosen)
    for name in (chosen,) if chosen else ALLOWED:
        with suppress(Exception):  # of another platform, or its dependencies are missing
            return _load(name)
    return fail.Keyring()  # type: ignore[no-untyped-call]  # keyring has no types there


@cache
def _load(name: str) -> KeyringBackend:
    """Create a working backend; it is cached, even if it stops working later."""
    module, _, attribute = name.rpartition(".")
    kind = getattr(import_module(module), attribute)
    kind.priority  # noqa: B018 - raises if it would not work
    return _without_properties(kind())


def examine_backend(
    find: Callable[[], KeyringBackend], allowed: Mapping[str, BackendKind]
) -> tuple[KeyringBackend | None, BackendInfo]:
    """Describe the backend that `find` returns; return the backend itself only if trusted."""
    try:
        ring = find()
    except Refused as refused:
        kind = _REFUSED.get(refused.identifier, BackendKind.OTHER)
        return None, BackendInfo("", refused.identifier, kind, allowed=False)
    name = class_name(type(ring))
    if name in allowed and _is_genuine(type(ring)):
        backend = BackendInfo(ring.name, name, allowed[name], allowed=True)
        return _tidy(ring, backend.kind), backend
    kind = _REFUSED.get(name, BackendKind.OTHER)
    return None, BackendInfo(ring.name, name, kind, allowed=False)


def class_name(kind: type) -> str:
    """Return the full name of a class, `module.Class`."""
    return f"{kind.__module__}.{kind.__qualname__}"


def _is_genuine(kind: type) -> bool:
    """Return whether the class is really the one in its module: its name may be forged."""
    return getattr(sys.modules.get(kind.__module__), kind.__qualname__, None) is kind


def _without_properties(ring: KeyringBackend) -> KeyringBackend:
    """Reset properties set by the environment: they may redirect the secret."""
    for name in os.environ:
        if name.startswith(_PROPERTY):
            own = name.removeprefix(_PROPERTY).lower()
            for attribute in (own, f"_{own}"):  # a descriptor keeps its value under the latter
                vars(ring).pop(attribute, None)
    return ring


def _tidy(ring: KeyringBackend, kind: BackendKind) -> KeyringBackend:
    match kind:
        case BackendKind.SECRET_SERVICE:
            return ring.with_properties(get_preferred_collection=_collection)
        case BackendKind.CREDENTIAL_MANAGER:
            local = ring.with_properties(_persist=_LOCAL_MACHINE)
            return local.with_properties(_resolve_credential=partial(_resolve_locally, local))
        case _:
            return ring


def _resolve_locally(ring: Any, service: str, username: str | None) -> Any:
    """Find a credential, and keep one of an earlier version on this computer from now on.

    It replaces keyring's `_resolve_credential` of the same arguments and result.
    """
    found = ring._resolve_credential(service, username)
    if found is not None and found["Persist"] != _LOCAL_MACHINE:
        with suppress(Exception):  # it serves as it is
            ring._set_password(found["TargetName"], found["UserName"], found.value)
    return found


def _collection() -> Collection:
    """Return the unlocked default collection of the Secret Service, on its own D-Bus connection.

    It replaces keyring's `get_preferred_collection`, which leaks the socket if the collection stays
    locked, and hides the reason if there is none.
    """
    import secretstorage
    from keyring.errors import KeyringLocked

    connection = secretstorage.dbus_init()
    try:
        collection = secretstorage.get_default_collection(connection)
        if collection.is_locked() and (collection.unlock() or collection.is_locked()):
            raise KeyringLocked
    except BaseException:
        connection.close()
        raise
    return collection  # the caller closes its connection
