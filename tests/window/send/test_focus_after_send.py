"""Where the keyboard is once something was sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        yield opened


@pytest.mark.parametrize("many", [2, 6], ids=["at once", "confirmed"])
def test_after_sending_the_keyboard_is_on_the_card(qtbot: QtBot, opened: Desk, many: int) -> None:
    opened.fill(qtbot, [f"1390000000{n}" for n in range(many)])
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.find("send").setFocus()
    opened.send(qtbot)
    focused = opened.window.focusWidget()
    assert opened.find("runCards").isAncestorOf(focused), focused
    # Enter there folds the card: it cannot send anything.
    assert focused.objectName() == "foldCard"
