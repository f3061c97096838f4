"""Which keyring there is, and whether it is trusted with a secret."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend
    from secretstorage import Collection


class BackendKind(Enum):
    """What keeps the secrets, or why nothing does."""

    SECRET_SERVICE = auto()
    KWALLET = auto()
    KEYCHAIN = auto()
    """macOS."""
    CREDENTIAL_MANAGER = auto()
    """Windows."""
    ABSENT = auto()
    """None is there."""
    DISABLED = auto()
    """The environment names the one that keeps nothing."""
    PLAIN_TEXT = auto()
    """A file that anyone who can copy it can read."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class BackendInfo:
    """The backend that was found.

    Attributes:
        name: as keyring calls it, such as `SecretService Keyring`; empty for one not loaded.
        identifier: `module.Class`, or what the environment names.
        allowed: whether it is trusted with a secret.
    """

    name: str
    identifier: str
    kind: BackendKind
    allowed: bool


ALLOWED: Mapping[str, BackendKind] = MappingProxyType(
    {
        "keyring.backends.SecretService.Keyring": BackendKind.SECRET_SERVICE,
        "keyring.backends.kwallet.DBusKeyring": BackendKind.KWALLET,
        "keyring.backends.macOS.Keyring": BackendKind.KEYCHAIN,
        "keyring.backends.Windows.WinVaultKeyring": BackendKind.CREDENTIAL_MANAGER,
    }
)
"""The backends trusted with a secret, by `module.Class`, the preferred ones first."""

VARIABLE = "PYTHON_KEYRING_BACKEND"
"""keyring's environment variable for a backend."""

_PROPERTY = "KEYRING_PROPERTY_"
"""What the names of its environment variables for a backend's properties begin with."""

_REFUSED = {
    "keyring.backends.fail.Keyring": BackendKind.ABSENT,
    "keyring.backends.null.Keyring": BackendKind.DISABLED,
    "keyrings.alt.file.PlaintextKeyring": BackendKind.PLAIN_TEXT,
}


class Refused(Exception):
    """The environment names a backend that is not trusted; it has not been loaded."""

    def __init__(self, identifier: str) -> None:
        super().__init__(identifier)
        self.identifier = identifier


def find_backend() -> KeyringBackend:
    """The first of the trusted backends that works here, else keyring's own that keeps nothing.

    keyring's own search is not used: it loads what `PYTHON_KEYRING_BACKEND`, keyringrc.cfg (which
    may add a folder to `sys.path`) or any installed package names, and that would get the secret.
    Of these the variable alone counts: it may name one of the trusted backends.

    Raises:
        Refused: the variable names another one.
    """
    from keyring.backends import fail

    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen and chosen not in ALLOWED:
        raise Refused(chosen)
    for name in (chosen,) if chosen else ALLOWED:
        with suppress(Exception):  # of another platform, or what it needs is not there
            return _load(name)
    return fail.Keyring()  # type: ignore[no-untyped-call]  # keyring has no types there


@cache
def _load(name: str) -> KeyringBackend:
    """Make a backend that works; one that has once worked is kept, also if it goes away."""
    module, _, attribute = name.rpartition(".")
    kind = getattr(import_module(module), attribute)
    kind.priority  # noqa: B018 - raises if it would not work
    return _without_properties(kind())


def examine_backend(
    find: Callable[[], KeyringBackend], allowed: Mapping[str, BackendKind]
) -> tuple[KeyringBackend | None, BackendInfo]:
    """Look what `find_backend` comes up with; the backend itself is given only if it is trusted."""
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
    """The full name of a class, `module.Class`."""
    return f"{kind.__module__}.{kind.__qualname__}"


def _is_genuine(kind: type) -> bool:
    """Whether the class is the one in the module it names; a class may say what it likes."""
    return getattr(sys.modules.get(kind.__module__), kind.__qualname__, None) is kind


def _without_properties(ring: KeyringBackend) -> KeyringBackend:
    """Take back what the environment has set: it might lead the secret to another collection."""
    for name in os.environ:
        if name.startswith(_PROPERTY):
            own = name.removeprefix(_PROPERTY).lower()
            for attribute in (own, f"_{own}"):  # a descriptor keeps its value under the latter
                vars(ring).pop(attribute, None)
    return ring


def _tidy(ring: KeyringBackend, kind: BackendKind) -> KeyringBackend:
    if kind is not BackendKind.SECRET_SERVICE:
        return ring
    return ring.with_properties(get_preferred_collection=_collection)


def _collection() -> Collection:
    """The default collection of the Secret Service, unlocked, with a D-Bus connection of its own.

    It stands in for keyring's `get_preferred_collection`, which leaves the socket open when the
    collection stays locked, and hides why there is none.
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
    return collection  # whoever uses it closes its connection
