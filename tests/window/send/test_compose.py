"""The compose column over the real sandbox: what leads to a message, and what keeps one back."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import AccountInput
from gui.core.message.draft import MagicNumbers
from gui.jobs.accounts.connector import Connector
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring
from tests.present import present

PHONE = "13900000001"
DELIVERY = "SMS_900000005"
"""A template of the sandbox with the variables order and waybill."""


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring), Connector(1.0, 5.0)) as opened:
        opened.window.activateWindow()
        qtbot.waitUntil(lambda: opened.session.catalogues.current.known)
        yield opened


def press(qtbot: QtBot, opened: Desk) -> None:
    qtbot.mouseClick(opened.find("send"), Qt.MouseButton.LeftButton)


def focused(opened: Desk) -> str:
    widget: QWidget | None = opened.window.focusWidget()
    while widget is not None and not widget.objectName():
        widget = widget.parentWidget()
    return widget.objectName() if widget else ""


def dialogs(opened: Desk) -> list[QDialog]:
    return [each for each in opened.window.findChildren(QDialog) if each.isVisible()]


def shows_runs(opened: Desk, runs: int) -> bool:
    return len(opened.rows()) == runs


def problem(opened: Desk) -> str:
    found: str = opened.find("sendProblem").text()
    return found


def test_keyboard_begins_in_the_template(opened: Desk) -> None:
    assert focused(opened) == "templateCode"


def test_pressing_leads_from_gap_to_gap_until_the_message_is_sent(
    qtbot: QtBot, opened: Desk
) -> None:
    opened.find("signName").setEditText("")
    press(qtbot, opened)
    qtbot.waitUntil(lambda: focused(opened) == "templateCode")
    assert opened.find("templateCode").property("state") == "error"
    assert present(opened.window.findChild(QLabel, "templateGap")).isVisible()

    opened.find("templateCode").setEditText(DELIVERY)
    assert opened.find("templateCode").property("state") == ""
    press(qtbot, opened)
    qtbot.waitUntil(lambda: focused(opened) == "signName")

    opened.find("signName").setEditText("阿里云")
    press(qtbot, opened)
    qtbot.waitUntil(lambda: focused(opened) == "param_order")
    assert opened.find("param_order").property("state") == "error"
    assert (
        present(opened.window.findChild(QLabel, "paramHint_order"))
        .text()
        .startswith("Not filled in")
    )

    QTest.keyClicks(opened.find("param_order"), "20261127")
    QTest.keyClick(opened.find("param_order"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused(opened) == "param_waybill")
    QTest.keyClicks(opened.find("param_waybill"), "SF1")
    QTest.keyClick(opened.find("param_waybill"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused(opened) == "phoneNumbers")
    assert problem(opened) == "Still missing: recipients"

    opened.find("phoneNumbers").setPlainText(PHONE)
    with qtbot.waitSignal(opened.session.sending.ended):
        press(qtbot, opened)  # while the number is still being read
    qtbot.waitUntil(lambda: opened.rows() == [(PHONE, "accepted")])
    assert dialogs(opened) == []


def test_a_missing_value_keeps_the_message_back(qtbot: QtBot, opened: Desk) -> None:
    opened.find("templateCode").setEditText(DELIVERY)
    opened.find("signName").setEditText("阿里云")
    opened.find("templateParam").setPlainText('{"order":"1","waybill":" "}')
    opened.find("phoneNumbers").setPlainText(PHONE)
    qtbot.waitUntil(lambda: problem(opened) == "Still missing: waybill")
    assert "1" in opened.find("send").text() and opened.find("send").isEnabled()
    press(qtbot, opened)
    assert not opened.session.sending.busy and dialogs(opened) == []
    assert focused(opened) == "param_waybill"
    preview = opened.find("preview").toPlainText()
    assert preview == "【阿里云】您的订单1已发货，运单号${waybill}，请留意查收。"


def test_a_few_messages_to_the_sandbox_are_sent_at_once_and_again(
    qtbot: QtBot, opened: Desk
) -> None:
    opened.fill(qtbot, [PHONE])
    assert problem(opened) == "Sandbox: sent at once, free of charge"
    for runs in (1, 2):
        with qtbot.waitSignal(opened.session.sending.ended):
            press(qtbot, opened)
        assert dialogs(opened) == []
        qtbot.waitUntil(partial(shows_runs, opened, runs))
        opened.wait_ready(qtbot)


def test_more_than_five_are_confirmed(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, [f"1390000000{n}" for n in range(6)])
    assert opened.find("send").text().endswith("…")
    press(qtbot, opened)
    qtbot.waitUntil(lambda: len(dialogs(opened)) == 1)
    assert not opened.session.sending.busy
    dialogs(opened)[0].reject()


def test_what_is_typed_into_a_field_stands_in_the_json_and_the_other_way_round(
    qtbot: QtBot, opened: Desk
) -> None:
    opened.find("templateCode").setEditText(DELIVERY)
    editor = opened.find("templateParam")
    editor.setPlainText('{"order": 12, "extra": "kept"}')
    qtbot.waitUntil(lambda: opened.find("param_order").text() == "12")
    assert not editor.isVisible()
    waybill = opened.find("param_waybill")
    QTest.keyClicks(waybill, "SF1")
    assert editor.toPlainText() == '{\n  "order": "12",\n  "extra": "kept",\n  "waybill": "SF1"\n}'

    waybill.setText("SF2")  # as assistive technology does
    assert '"waybill": "SF2"' in editor.toPlainText()

    opened.find("showParamJson").click()
    assert editor.isVisible()
    editor.setPlainText('{"order":')
    fields = opened.find("param_order")
    qtbot.waitUntil(lambda: not fields.isVisible())
    assert "fields come back" in opened.find("templateParamProblem").text()
    assert "JSON that is right" in problem(opened)
    switch = opened.find("showParamJson")
    switch.click()
    assert switch.isVisible() and switch.isChecked() and editor.hasFocus()
    assert "fields come back" in switch.toolTip()
    editor.setPlainText('{"order":"7"}')
    qtbot.waitUntil(lambda: fields.isVisible() and fields.text() == "7")
    assert editor.isVisible() and "fields" not in opened.find("templateParamProblem").text()
    switch.click()
    assert not editor.isVisible()
    switch.click()
    assert waybill.text() == ""


def test_without_the_text_of_the_template_the_json_stands_alone(qtbot: QtBot, opened: Desk) -> None:
    opened.find("templateCode").setEditText("SMS_1")
    qtbot.waitUntil(lambda: opened.find("templateParam").isVisible())
    assert opened.window.findChild(QLineEdit, "param_code") is None
    assert not opened.find("showParamJson").isVisible()


def test_a_part_of_a_code_is_enough_and_enter_goes_on(qtbot: QtBot, opened: Desk) -> None:
    edit = opened.find("templateCode").edit
    edit.setFocus()
    QTest.keyClicks(edit, "90000000")
    assert not opened.find("templateParam").isVisible()  # it is half a code, not one without text
    QTest.keyClicks(edit, "5")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert opened.find("templateCode").currentText() == DELIVERY
    qtbot.waitUntil(lambda: focused(opened) == "param_order")

    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "SMS_90000")  # may be a code that this account does not list
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert opened.find("templateCode").currentText() == "SMS_90000"
    qtbot.waitUntil(lambda: opened.find("templateParam").isVisible())


def test_a_part_of_a_code_is_not_sent(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, ["13900000001"])
    edit = opened.find("templateCode").edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "900000005")
    opened.find("templateCode").completer().popup().hide()
    QApplication.processEvents()  # the keyboard comes back from the list
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.find("templateCode").currentText() == DELIVERY
    assert not opened.session.sending.busy
    qtbot.waitUntil(lambda: focused(opened) == "param_order")


def test_a_code_can_be_made_at_random(qtbot: QtBot, opened: Desk) -> None:
    opened.find("templateCode").setEditText("SMS_900000001")
    field = opened.find("param_code")
    seen = set()
    for _ in range(8):
        present(opened.window.findChild(QPushButton, "random_code")).click()
        assert len(field.text()) == 6 and field.text().isdecimal()
        assert field.text() in opened.find("templateParam").toPlainText()
        seen.add(field.text())
    assert len(seen) > 1


def test_numbers_of_the_sandbox_are_refused_on_a_real_account(qtbot: QtBot, opened: Desk) -> None:
    entry = AccountInput("Shop", "LTAIshop", "secret", keep_in_memory=True)
    with qtbot.waitSignal(opened.session.accounts.saved):
        opened.session.accounts.save(entry)
    qtbot.waitUntil(lambda: opened.session.accounts.status.secret_kept)
    opened.find("templateCode").setEditText("SMS_1")
    opened.find("signName").setEditText("Shop")
    opened.find("phoneNumbers").setPlainText(f"{PHONE}\n13800000101")
    expected = (MagicNumbers(("13800000101",)),)
    qtbot.waitUntil(lambda: opened.session.composer.status().problems == expected)
    assert "13800000101" in problem(opened)
    assert "13800000101" in present(opened.window.findChild(QLabel, "recipientsGap")).text()
    press(qtbot, opened)
    assert dialogs(opened) == [] and focused(opened) == "phoneNumbers"
    assert opened.session.composer.summary() is None


def test_a_sign_of_another_account_is_noticed(qtbot: QtBot, opened: Desk) -> None:
    opened.find("signName").setEditText("别人的签名")
    note = present(opened.window.findChild(QLabel, "signProblem"))
    qtbot.waitUntil(note.isVisible)
    assert note.text() == "Not among the signs of this account"
    opened.find("signName").setEditText("沙箱审核中")
    assert note.text().startswith("In review")
    opened.find("signName").setEditText("阿里云")
    assert not note.isVisible()


def test_a_change_while_the_numbers_are_read_takes_the_press_back(
    qtbot: QtBot, opened: Desk
) -> None:
    opened.fill(qtbot, [PHONE])
    opened.find("phoneNumbers").setPlainText("13900000002")
    press(qtbot, opened)
    opened.find("templateCode").setEditText("SMS_900000003")
    opened.wait_ready(qtbot)
    assert not opened.session.sending.busy and opened.rows() == []
