"""What the sandbox accepted before the program was closed."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk, no_keyring

NUMBER = "13900000001"


def test_receipts_come_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        opened.fill(qtbot, [NUMBER])
        opened.send(qtbot)
        qtbot.waitUntil(lambda: opened.rows() == [(NUMBER, "accepted")])
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.waitUntil(lambda: opened.rows() == [(NUMBER, "delivered")])
