"""The window over the real sandbox: what an operator does, with Qt's own events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gui.storage.secrets import Secrets
from tests.desk import desk

NUMBERS = ["13900000001", "13900000002", "13900000003"]


@pytest.fixture
def opened(qtbot, tmp_path):
    with desk(tmp_path, Secrets(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        yield opened


def no_keyring():
    from keyring.backends import fail

    return fail.Keyring()


def fill(qtbot, opened, numbers, sign="阿里云", template="SMS_153055065", param='{"code":"1234"}'):
    opened.find("signName").setEditText(sign)
    opened.find("templateCode").setEditText(template)
    opened.find("templateParam").setPlainText(param)
    opened.find("phoneNumbers").setPlainText("\n".join(numbers))
    send = opened.find("send")
    qtbot.waitUntil(lambda: send.isEnabled() and f"{len(numbers)}" in send.text())


def send(qtbot, opened):
    qtbot.mouseClick(opened.find("send"), Qt.MouseButton.LeftButton)
    confirm = opened.window.findChild(QPushButton, "confirmSend")
    with qtbot.waitSignal(opened.session.sending.ended, timeout=30_000):
        qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)


def test_three_numbers_are_sent_to_the_sandbox_and_stay(qtbot, tmp_path):
    with desk(tmp_path, Secrets(find=no_keyring)) as opened:
        fill(qtbot, opened, NUMBERS)
        send(qtbot, opened)
        qtbot.waitUntil(lambda: opened.rows() == [(n, "accepted") for n in NUMBERS])

    with desk(tmp_path, Secrets(find=no_keyring)) as again:
        qtbot.waitUntil(lambda: again.rows() == [(n, "accepted") for n in NUMBERS])
        assert again.find("signName").currentText() == "阿里云"
