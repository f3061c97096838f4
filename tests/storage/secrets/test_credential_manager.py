"""What lies in the Credential Manager of Windows, as its own functions read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from gui.core.errors import SecretError
from gui.storage.secrets.backends import BackendKind
from gui.storage.secrets.secret_store import SERVICE, SecretStore

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="Windows' keyring")

KEY, OTHER = "LTAI5tExampleKeyOne", "LTAI5tExampleKeyTwo"
SECRET = "Yd8hQ2mZr7Example0Secret9"
GENERIC, LOCAL_MACHINE, ENTERPRISE = 1, 2, 3
"""CRED_TYPE_GENERIC, CRED_PERSIST_LOCAL_MACHINE, CRED_PERSIST_ENTERPRISE."""


@pytest.fixture
def store() -> Iterator[SecretStore]:
    store = SecretStore()
    assert store.backend().kind is BackendKind.CREDENTIAL_MANAGER
    yield store
    for key in (KEY, OTHER):
        with suppress(SecretError):
            store.remove(key)


def credentials() -> dict[str, Any]:
    """The program's credentials by the AccessKey ID."""
    from win32ctypes.pywin32 import (  # type: ignore[import-not-found]  # of Windows alone
        pywintypes,
        win32cred,
    )

    found: dict[str, Any] = {}
    for target in (SERVICE, f"{KEY}@{SERVICE}", f"{OTHER}@{SERVICE}"):
        with suppress(pywintypes.error):
            read = win32cred.CredRead(target, GENERIC)
            found[read["UserName"]] = read
    return found


def persistence() -> dict[str, int]:
    return {key: found["Persist"] for key, found in credentials().items()}


def test_secrets_stay_on_this_computer(store: SecretStore) -> None:
    store.store(KEY, SECRET)
    store.store(OTHER, SECRET[::-1])  # which moves the first one to another name
    assert persistence() == {KEY: LOCAL_MACHINE, OTHER: LOCAL_MACHINE}
    assert (store.fetch(KEY), store.fetch(OTHER)) == (SECRET, SECRET[::-1])


def test_the_secret_of_an_earlier_version_stays_here_once_it_was_used(store: SecretStore) -> None:
    from keyring.backends.Windows import WinVaultKeyring

    earlier: Any = WinVaultKeyring()  # type: ignore[no-untyped-call]  # keyring's has no types
    earlier.set_password(SERVICE, KEY, SECRET)
    earlier.set_password(SERVICE, OTHER, SECRET[::-1])
    assert persistence() == {KEY: ENTERPRISE, OTHER: ENTERPRISE}

    assert store.fetch(KEY) == SECRET
    assert persistence() == {KEY: LOCAL_MACHINE, OTHER: ENTERPRISE}
    assert (store.fetch(OTHER), store.fetch(KEY)) == (SECRET[::-1], SECRET)
    assert persistence() == {KEY: LOCAL_MACHINE, OTHER: LOCAL_MACHINE}
    store.remove(KEY)
    store.remove(OTHER)
    assert credentials() == {}
