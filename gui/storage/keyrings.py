"""Which keyring there is, and whether it is trusted with a secret."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
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
    """keyring was told to keep nothing."""
    PLAIN_TEXT = auto()
    """A file that anyone who can copy it can read."""
    OTHER = auto()
    BROKEN = auto()
    """`PYTHON_KEYRING_BACKEND` or keyringrc.cfg names one that cannot be loaded."""


@dataclass(frozen=True, slots=True)
class Backend:
    """The backend that keyring found.

    Attributes:
        name: as keyring calls it, such as `SecretService Keyring`, or empty.
        identifier: `module.Class`; of a broken choice what the environment names, or empty.
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
"""The backends trusted with a secret, by `module.Class`."""

_REFUSED = {
    "keyring.backends.fail.Keyring": BackendKind.ABSENT,
    "keyring.backends.chainer.ChainerBackend": BackendKind.ABSENT,  # a chain of nothing
    "keyring.backends.null.Keyring": BackendKind.DISABLED,
    "keyrings.alt.file.PlaintextKeyring": BackendKind.PLAIN_TEXT,
}


def find() -> KeyringBackend:
    """The backend that keyring chooses; raises whatever importing one may raise."""
    import keyring
    from keyring import core
    from keyring.backends import fail

    found = keyring.get_keyring()
    if not isinstance(found, fail.Keyring) or core.load_env() or core.load_config():
        return found
    # keyring looks once per process; one that was installed or started since then counts, too.
    for name in ALLOWED:
        with suppress(Exception):
            return core.load_keyring(name)
    return found


def examine(
    find: Callable[[], KeyringBackend], allowed: Mapping[str, BackendKind]
) -> tuple[KeyringBackend | None, Backend]:
    """Look what `find` comes up with; the backend itself is given only if it is trusted."""
    try:
        links = _links(find())
        for ring in links:
            name = identifier(type(ring))
            if name in allowed and _is_genuine(type(ring)):
                backend = Backend(ring.name, name, allowed[name], allowed=True)
                return _tidy(ring, backend.kind), backend
        name = identifier(type(links[0]))
        kind = _REFUSED.get(name, BackendKind.OTHER)
        return None, Backend(links[0].name, name, kind, allowed=False)
    except Exception:  # loading a backend of somebody's choice may raise anything
        choice = os.environ.get("PYTHON_KEYRING_BACKEND", "")
        return None, Backend("", choice, BackendKind.BROKEN, allowed=False)


def identifier(kind: type) -> str:
    """The full name of a class, `module.Class`."""
    return f"{kind.__module__}.{kind.__qualname__}"


def _links(ring: KeyringBackend) -> list[KeyringBackend]:
    """The backends of a chain in the order they would be asked, or the backend itself.

    A chain itself is never used: a secret that one link does not take goes to the next.
    """
    from keyring.backends.chainer import ChainerBackend

    chained = list(ring.backends) if type(ring) is ChainerBackend else []
    return chained or [ring]


def _is_genuine(kind: type) -> bool:
    """Whether the class is the one in the module it names; a class may say what it likes."""
    return getattr(sys.modules.get(kind.__module__), kind.__qualname__, None) is kind


def _tidy(ring: KeyringBackend, kind: BackendKind) -> KeyringBackend:
    if kind is not BackendKind.SECRET_SERVICE:
        return ring
    return ring.with_properties(get_preferred_collection=partial(_collection, ring))


def _collection(ring: KeyringBackend) -> Collection:
    """The unlocked collection of the Secret Service, with a D-Bus connection of its own.

    It stands in for keyring's `get_preferred_collection`, which leaves the socket open when the
    collection stays locked, and hides why there is none.
    """
    import secretstorage
    from keyring.errors import KeyringLocked

    connection = secretstorage.dbus_init()
    try:
        chosen = getattr(ring, "preferred_collection", None)
        if chosen is not None:
            collection = secretstorage.Collection(connection, chosen)
        else:
            collection = secretstorage.get_default_collection(connection)
        if collection.is_locked() and (collection.unlock() or collection.is_locked()):
            raise KeyringLocked
    except BaseException:
        connection.close()
        raise
    return collection  # whoever uses it closes its connection
