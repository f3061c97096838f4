"""The dialogs of presets and test phones."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from gui.core.presets.preset import PresetBook, TestPhone
from gui.panels.presets.phone_dialogs import AddPhonesDialog, EditPhoneDialog
from gui.panels.presets.save_dialog import SavePresetDialog
from gui.panels.theme.theme import Theme
from gui.resource import resource
from tests.present import present

ME, OTHER = TestPhone(1, "我", "13900000001", "客服"), TestPhone(2, "小王", "13900000002")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(resource(""))


def press(
    qtbot: QtBot, dialog: SavePresetDialog | AddPhonesDialog | EditPhoneDialog, name: str
) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def heard(signal: SignalInstance) -> list[Any]:
    said = []
    signal.connect(lambda *values: said.append(values))
    return said


def save_dialog(qtbot: QtBot, theme: Theme, **options: bool) -> SavePresetDialog:
    values: dict[str, Any] = {"recipients": 3, "keepable": True, "keep": True} | options
    dialog = SavePresetDialog(theme, "登录", ["缴费"], **values)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_a_name_is_proposed_and_the_recipients_are_kept(qtbot: QtBot, theme: Theme) -> None:
    dialog = save_dialog(qtbot, theme)
    said = heard(dialog.confirmed)
    press(qtbot, dialog, "presetSave")
    assert said == [("登录", True)] and not dialog.isVisible()


def test_a_taken_name_says_that_it_is_replaced_and_an_empty_one_is_none(
    qtbot: QtBot, theme: Theme
) -> None:
    dialog = save_dialog(qtbot, theme, keepable=False)
    field = present(dialog.findChild(QLineEdit, "presetName"))
    save = present(dialog.findChild(QPushButton, "presetSave"))
    field.setText(" 缴费 ")
    assert "replaced" in present(dialog.findChild(QLabel, "presetNameHint")).text()
    assert save.text() == "Update"
    assert not present(dialog.findChild(QCheckBox, "keepRecipients")).isEnabled()
    field.setText("\u200b ")
    assert not save.isEnabled()
    said = heard(dialog.confirmed)
    dialog.accept()
    assert said == [] and dialog.isVisible()
    field.setText("新的")
    press(qtbot, dialog, "presetSave")
    assert said == [("新的", False)]


def test_phones_are_pasted_line_by_line(qtbot: QtBot, theme: Theme) -> None:
    dialog = AddPhonesDialog(theme, ["客服"])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    save = present(dialog.findChild(QPushButton, "phoneSave"))
    lines = present(dialog.findChild(QPlainTextEdit, "phoneLines"))
    assert not save.isEnabled()
    lines.setPlainText("我 13900000001\n小王 123")
    assert (
        "Line 2" in present(dialog.findChild(QLabel, "phoneNote")).text() and not save.isEnabled()
    )
    lines.setPlainText("我 13900000001\n13900000002 小米 15")
    present(dialog.findChild(QComboBox, "phoneGroup")).setEditText(" 客服 ")
    said = heard(dialog.confirmed)
    press(qtbot, dialog, "phoneSave")
    ((phones,),) = said
    assert phones == [
        TestPhone(0, "我", "13900000001", "客服"),
        TestPhone(0, "小米 15", "13900000002", "客服"),
    ]


def test_a_phone_is_changed_and_a_number_is_saved_once(qtbot: QtBot, theme: Theme) -> None:
    dialog = EditPhoneDialog(theme, ME, PresetBook((), (ME, OTHER)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    number = present(dialog.findChild(QLineEdit, "phoneNumber"))
    note = present(dialog.findChild(QLabel, "phoneNote"))
    number.setText(OTHER.number)
    assert "小王" in note.text()
    number.setText("12")
    assert note.text() and not present(dialog.findChild(QPushButton, "phoneSave")).isEnabled()
    number.setText("+86 139-0000-0009")
    present(dialog.findChild(QLineEdit, "phoneName")).setText("新机")
    said = heard(dialog.confirmed)
    press(qtbot, dialog, "phoneSave")
    assert said == [(TestPhone(1, "新机", "13900000009", "客服"),)]


def add_dialog(qtbot: QtBot, theme: Theme, groups: list[str]) -> AddPhonesDialog:
    dialog = AddPhonesDialog(theme, groups)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_escape_asks_before_it_loses_what_was_typed(qtbot: QtBot, theme: Theme) -> None:
    dialog = add_dialog(qtbot, theme, [])
    present(dialog.findChild(QPlainTextEdit, "phoneLines")).setPlainText("我 13900000001")
    for answer, stays in (("judgementCancel", True), ("judgementConfirm", False)):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        (button,) = (one for one in dialog.findChildren(QPushButton, answer) if one.isVisible())
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert dialog.isVisible() is stays


def test_nothing_is_asked_if_nothing_was_typed_or_cancel_is_pressed(
    qtbot: QtBot, theme: Theme
) -> None:
    for text, close in (
        ("  ", lambda one: qtbot.keyClick(one, Qt.Key.Key_Escape)),
        ("我", lambda one: press(qtbot, one, "phoneCancel")),
    ):
        dialog = add_dialog(qtbot, theme, [])
        present(dialog.findChild(QPlainTextEdit, "phoneLines")).setPlainText(text)
        close(dialog)
        assert not dialog.isVisible()


def test_a_phone_that_was_changed_is_asked_about(qtbot: QtBot, theme: Theme) -> None:
    dialog = EditPhoneDialog(theme, ME, PresetBook((), (ME, OTHER)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    name = present(dialog.findChild(QLineEdit, "phoneName"))
    name.setText("新机")
    dialog.close()
    assert dialog.isVisible()
    present(dialog.findChild(QPushButton, "judgementCancel")).click()
    name.setText(ME.name)
    dialog.close()
    assert not dialog.isVisible()


def test_without_groups_there_is_no_list_of_them(qtbot: QtBot, theme: Theme) -> None:
    dialog = add_dialog(qtbot, theme, [])
    assert dialog.findChild(QComboBox) is None
    group = present(dialog.findChild(QLineEdit, "phoneGroup"))
    assert group.accessibleName()
    group.setText("客服")
    present(dialog.findChild(QPlainTextEdit, "phoneLines")).setPlainText("我 13900000001")
    said = heard(dialog.confirmed)
    press(qtbot, dialog, "phoneSave")
    assert said == [([TestPhone(0, "我", "13900000001", "客服")],)]
