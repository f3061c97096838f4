from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.storage.secrets.secret_store import SecretStore
from gui.window.shutdown_reason import ShutdownReason
from gui.words.window import holds_shutdown
from tests.desk import desk, no_keyring

LONGEST = 256
"""MAX_STR_BLOCKREASON."""


def test_windows_has_a_reason_while_messages_are_sent(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        reason = ShutdownReason(
            opened.session.sending, opened.window, lambda *reason: told.append(reason)
        )
        opened.fill(qtbot, ["13900000001"])
        assert told == []
        opened.send(qtbot)
        qtbot.waitUntil(lambda: len(told) == 2)
        opened.send(qtbot)
        qtbot.waitUntil(lambda: len(told) == 4)
        window = int(opened.window.winId())
        reason.deleteLater()
    assert told == [(window, holds_shutdown()), (window, "")] * 2


def test_reason_is_no_longer_than_windows_takes() -> None:
    assert 0 < len(holds_shutdown()) <= LONGEST
