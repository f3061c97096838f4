"""Where the keyboard is once something was sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring

NUMBERS = ["13900000001", "13900000002"]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        yield opened


def test_after_a_confirmed_send_the_keyboard_is_on_its_card(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, NUMBERS)
    opened.window.activateWindow()
    opened.find("send").setFocus()
    opened.send(qtbot)
    focused = opened.window.focusWidget()
    assert opened.find("runCards").isAncestorOf(focused), focused
    # Enter there folds the card: it cannot send anything.
    assert focused.objectName() == "foldCard"
