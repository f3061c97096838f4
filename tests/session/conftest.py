from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.jobs.accounts.connector import Connector
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring


@pytest.fixture
def secrets() -> SecretStore:
    """Secrets of a machine without a keyring: in memory alone."""
    return SecretStore(find=no_keyring)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, secrets: SecretStore) -> Iterator[Desk]:
    with desk(tmp_path / "data", secrets, Connector(1.0, 0.7)) as opened:
        yield opened
