import pytest

from gui.jobs.accounts.connector import Connector
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk, no_keyring


@pytest.fixture
def secrets():
    """Secrets of a machine without a keyring: in memory alone."""
    return SecretStore(find=no_keyring)


@pytest.fixture
def opened(qtbot, tmp_path, secrets):
    with desk(tmp_path / "data", secrets, Connector(1.0, 0.7)) as opened:
        yield opened
