from typing import Any

import pytest

from gui.core.accounts.account import Account
from gui.jobs.accounts.connector import Connector, sandbox_account
from gui.session.accounts import Accounts
from gui.session.preferences import Preferences
from gui.storage.paths import Paths
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.session.lanes import InlineWork

SHOP = Account("Shop", "LTAI5tShop")


class Fixed(Connector):
    """Makes one client, whatever the account."""

    def __init__(self):
        super().__init__()
        self.service = None

    def client(self, account, secret):
        return self.service


class Heard(list[Any]):
    """Everything a signal has said."""

    def __init__(self, signal):
        super().__init__()
        signal.connect(lambda *said: self.append(said[0] if said else None))


@pytest.fixture
def heard():
    return Heard


@pytest.fixture
def work(qapp):
    work = InlineWork()
    crashes = Heard(work.crashed)
    yield work
    assert crashes == []


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path)


@pytest.fixture
def preferences(work, paths):
    return Preferences(work, SettingsFile(paths.settings), Settings().with_account(SHOP))


@pytest.fixture
def connector():
    return Fixed()


@pytest.fixture
def accounts(work, preferences, secrets, connector, paths):
    accounts = Accounts(work, preferences, secrets, connector, sandbox_account("Sandbox"), paths)
    assert accounts.current.sandbox
    return accounts
