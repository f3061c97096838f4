from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication

from gui.core.accounts.account import Account
from gui.jobs.accounts.connector import Connector, sandbox_account
from gui.session.accounts import Accounts
from gui.session.preferences import Preferences
from gui.storage.paths import Paths
from gui.storage.secrets.secret_store import SecretStore
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.session.lanes import InlineWork

SHOP = Account("Shop", "LTAI5tShop")


class Fixed(Connector):
    """Makes one client, or what stands in for it, whatever the account."""

    def __init__(self) -> None:
        super().__init__()
        self.service: Any = None

    def client(self, account: Account, secret: str) -> Any:
        return self.service


class Heard(list[Any]):
    """Everything a signal has said."""

    def __init__(self, signal: SignalInstance) -> None:
        super().__init__()
        signal.connect(lambda *said: self.append(said[0] if said else None))


@pytest.fixture
def heard() -> type[Heard]:
    return Heard


@pytest.fixture
def work(qapp: QApplication) -> Iterator[InlineWork]:
    work = InlineWork()
    crashes = Heard(work.crashed)
    yield work
    assert crashes == []


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path)


@pytest.fixture
def preferences(work: InlineWork, paths: Paths) -> Preferences:
    return Preferences(work, SettingsFile(paths.settings), Settings().with_account(SHOP))


@pytest.fixture
def connector() -> Fixed:
    return Fixed()


@pytest.fixture
def accounts(
    work: InlineWork, preferences: Preferences, secrets: SecretStore, connector: Fixed, paths: Paths
) -> Accounts:
    accounts = Accounts(work, preferences, secrets, connector, sandbox_account("Sandbox"), paths)
    assert accounts.current.sandbox
    return accounts
