"""Presets and test phones in the whole window, beside a sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.core.presets.preset import NamedNumber, Preset, TestPhone
from gui.jobs import presets as jobs
from gui.jobs.accounts.connector import Connector
from gui.panels.presets.rail_list import RailList
from gui.panels.presets.save_dialog import SavePresetDialog
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring
from tests.present import present

A, B, C = "13900000001", "13900000002", "13900000003"
LOGIN = Preset(
    0, "登录验证码", "阿里云", "SMS_153055065", '{"code":"1234"}', (NamedNumber(A), NamedNumber(B))
)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    secrets = SecretStore(find=no_keyring)
    with desk(tmp_path / "data", secrets, Connector(5.0, 5.0)) as opened:
        session = opened.session
        session.test_phones.add([TestPhone(0, "我", A), TestPhone(0, "小王", B)])
        session.preset_book.change(lambda ledger, account: jobs.save_preset(ledger, account, LOGIN))
        book = session.preset_book
        qtbot.waitUntil(lambda: bool(book.book.presets and book.book.phones))
        yield opened


def click(qtbot: QtBot, view: RailList, row: int) -> None:
    place = view.visualItemRect(view.item(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_on_a_preset_and_ctrl_enter_send_it(opened: Desk, qtbot: QtBot) -> None:
    window, session = opened.window, opened.session
    opened.find("phoneNumbers").setPlainText(C)  # gives way to the preset, and comes back
    qtbot.waitUntil(lambda: session.recipients.draft.overview.recipients == 1)
    presets = opened.find("presets")
    click(qtbot, presets, 0)
    send = opened.find("send")
    qtbot.waitUntil(lambda: send.isEnabled() and "2" in send.text())
    phones = opened.find("testPhones")
    qtbot.waitUntil(lambda: phones.item(1).checkState() is Qt.CheckState.Checked)
    assert presets.item(0).isSelected()
    assert any("replaced" in notice.text for notice in opened.notices)

    with qtbot.waitSignal(session.sending.ended):
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        confirm = window.findChild(QPushButton, "confirmSend")
        if confirm is not None:
            qtbot.waitUntil(confirm.isEnabled)
            qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(opened.rows()) == 2)
    assert sorted(number for number, _ in opened.rows()) == [A, B]
    id = session.preset_book.book.presets[0].id
    results = session.preset_book
    qtbot.waitUntil(lambda: id in results.results.last)
    recent = opened.find("recentRuns")
    qtbot.waitUntil(lambda: recent.count() == 1)

    click(qtbot, recent, 0)
    qtbot.waitUntil(lambda: session.recipients.draft.overview.recipients == 2)


def test_a_tick_is_a_recipient_and_is_saved_with_the_form(opened: Desk, qtbot: QtBot) -> None:
    session = opened.session
    opened.find("signName").setEditText("阿里云")
    opened.find("templateCode").setEditText("SMS_153055065")
    phones = opened.find("testPhones")
    click(qtbot, phones, 1)
    qtbot.waitUntil(lambda: session.recipients.draft.overview.recipients == 1)
    assert session.recipients.draft.overview.first == (B,)

    qtbot.keyClick(opened.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = present(opened.window.findChild(SavePresetDialog))
    dialog.confirmed.emit("只给小王", True)
    dialog.reject()
    book = session.preset_book
    qtbot.waitUntil(lambda: len(book.book.presets) == 2)
    saved = present(book.book.preset_named("只给小王"))
    assert saved.recipients == (NamedNumber(B, "小王"),)
    assert session.presets.active_id == saved.id
    # The tick is read after the recipients were counted; a click before it would tick again.
    qtbot.waitUntil(lambda: phones.item(1).checkState() is Qt.CheckState.Checked)
    click(qtbot, phones, 1)
    qtbot.waitUntil(lambda: session.recipients.draft.overview.recipients == 0)


def test_the_card_of_a_run_asks_for_the_name_as_the_form_does(opened: Desk, qtbot: QtBot) -> None:
    session, book = opened.session, opened.session.preset_book
    opened.fill(qtbot, [C])
    opened.send(qtbot)
    button = opened.find("keepAsPreset")
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.window.findChild(SavePresetDialog) is not None)
    dialog = present(opened.window.findChild(SavePresetDialog))
    assert len(book.book.presets) == 1
    keep = present(dialog.findChild(QCheckBox, "keepRecipients"))
    assert keep.isChecked() and "1" in keep.text()
    present(dialog.findChild(QLineEdit, "presetName")).setText("给小李")

    dialog.accept()

    qtbot.waitUntil(lambda: len(book.book.presets) == 2)
    assert present(book.book.preset_named("给小李")).recipients == (NamedNumber(C),)
    assert session.presets.active_id == 0
