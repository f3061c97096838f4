"""Secrets in Credential Manager, through a Python for Windows instead of the program."""

from __future__ import annotations

from gui.storage.secrets.secret_store import SERVICE
from tests.windows.wine import Wine

_STORE = (
    "import sys; from gui.storage.secrets.secret_store import SecretStore;"
    " SecretStore().store(*sys.argv[1:])"
)
_READ = (
    "import sys; from keyring.backends.Windows import WinVaultKeyring;"
    " print(WinVaultKeyring().get_password(*sys.argv[1:]) or '')"
)
_REMOVE = (
    "import sys; from gui.storage.secrets.secret_store import SecretStore;"
    " SecretStore().remove(sys.argv[1])"
)


def store(wine: Wine, key_id: str, secret: str) -> None:
    """Store the secret of an account, as the program does."""
    _run(wine, _STORE, key_id, secret)


def read(wine: Wine, key_id: str) -> str:
    """Read the secret of an account from Credential Manager alone; empty if it has none."""
    return _run(wine, _READ, SERVICE, key_id).strip()


def remove(wine: Wine, key_id: str) -> None:
    """Remove the secret of an account, if there is one."""
    _run(wine, _REMOVE, key_id)


def _run(wine: Wine, script: str, *arguments: str) -> str:
    status, text = wine.run(wine.home.python / "python.exe", "-c", script, *arguments)
    assert status == 0, text
    return text
