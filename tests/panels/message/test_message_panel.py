from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from gui.core.message.draft import clean_sign_name, clean_template_code
from gui.core.message.segments import SegmentCount
from gui.panels.message.message_panel import MessagePanel
from gui.panels.message.parameter_panel import ParameterPanel
from gui.panels.widgets.choice_box import ChoiceBox


@pytest.fixture
def panel(qtbot, theme):
    panel = MessagePanel(ParameterPanel(theme), theme)
    qtbot.addWidget(panel)
    panel.resize(560, 400)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def box(panel, name="signName") -> ChoiceBox:
    return panel.findChild(ChoiceBox, name)


def note(panel) -> QLabel:
    return panel.findChild(QLabel, "signNote")


def shown(choices: ChoiceBox) -> list[str]:
    return [choices.model().index(row, 0).data() for row in range(choices.count())]


def type_into(choices: ChoiceBox, text: str) -> None:
    choices.edit.setFocus()
    choices.edit.selectAll()
    # As an input method does: QTest has no keys for Chinese.
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(choices.edit, typed)


def test_pasted_brackets_are_taken_off_with_a_notice(qtbot, panel):
    type_into(box(panel), "【阿里云】 ")
    assert panel.sign_name() == "阿里云"
    assert not note(panel).isVisible()
    QTest.keyClick(box(panel).edit, Qt.Key.Key_Tab)
    assert box(panel).currentText() == "阿里云"
    assert note(panel).isVisible() and "【】" in note(panel).text()
    type_into(box(panel), "小")
    assert not note(panel).isVisible()


def test_blanks_alone_are_taken_off_without_a_notice(panel):
    type_into(box(panel), "  Shop ")
    type_into(box(panel, "templateCode"), " SMS_1\t ")
    box(panel).edit.setFocus()
    assert (panel.sign_name(), panel.template_code()) == ("Shop", "SMS_1")
    assert (box(panel).currentText(), box(panel, "templateCode").currentText()) == ("Shop", "SMS_1")
    assert not note(panel).isVisible()


def test_a_change_is_told_once_for_each_new_value(qtbot, panel):
    told = []
    panel.changed.connect(lambda: told.append((panel.sign_name(), panel.template_code())))
    panel.set_sign_name("【Shop】")
    panel.set_sign_name("Shop")
    panel.set_template_code(" SMS_1 ")
    assert told == [("Shop", ""), ("Shop", "SMS_1")]


def test_recent_ones_stand_above_fetched_ones_and_none_twice(panel):
    panel.show_recents(["Shop"], ["SMS_2", "SMS_9"])
    panel.show_signs(["A", "Shop", "B"])
    panel.show_templates([("SMS_1", "Code"), ("SMS_2", "Notice")])
    assert shown(box(panel)) == ["Shop", None, "A", "B"]
    assert shown(box(panel, "templateCode")) == [
        "SMS_2 · Notice",
        "SMS_9",
        None,
        "SMS_1 · Code",
    ]


def test_without_recent_ones_there_is_no_line(panel):
    panel.show_signs(["A", "B"])
    assert shown(box(panel)) == ["A", "B"]
    panel.show_recents(["A", "B"], [])
    assert shown(box(panel)) == ["A", "B"]


def test_what_is_typed_stays_when_other_choices_come(qtbot, panel):
    type_into(box(panel), "Sho")
    with qtbot.assertNotEmitted(panel.changed):
        panel.show_signs(["A", "Shop"])
        panel.show_recents(["B"], [])
        panel.show_signs([])
    assert box(panel).currentText() == "Sho"
    panel.set_sign_name("")
    panel.show_signs(["A"])
    assert panel.sign_name() == ""


def test_a_template_chosen_from_the_list_gives_its_code_alone(panel):
    panel.show_templates([("SMS_1", "Code"), ("SMS_2", "Notice")])
    templates = box(panel, "templateCode")
    templates.edit.setFocus()
    QTest.keyClick(templates.edit, Qt.Key.Key_Down)
    QTest.keyClick(templates.edit, Qt.Key.Key_Down)
    assert panel.template_code() == "SMS_2"


def test_a_template_is_found_by_its_name(qtbot, panel):
    panel.show_templates([("SMS_1", "Code"), ("SMS_2", "Notice")])
    templates = box(panel, "templateCode")
    type_into(templates, "otic")
    popup = templates.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert panel.template_code() == "SMS_2"


def test_enter_keeps_what_is_typed_as_it_is_typed(panel):
    panel.show_signs(["SHOP"])
    type_into(box(panel), "shop")
    box(panel).completer().popup().hide()
    QTest.keyClick(box(panel).edit, Qt.Key.Key_Return)
    assert panel.sign_name() == "shop"


def test_the_wheel_changes_nothing(panel):
    panel.show_signs(["A", "B"])
    panel.set_sign_name("A")
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box(panel), wheel)
    assert panel.sign_name() == "A"


def test_refresh_asks_and_waits(qtbot, panel):
    refresh = panel.findChild(QPushButton, "refreshTemplates")
    with qtbot.waitSignal(panel.refresh_requested):
        refresh.click()
    panel.show_fetching(True)
    assert not refresh.isEnabled() and refresh.text() == "Fetching…"
    panel.show_fetching(False)
    assert refresh.isEnabled() and refresh.text() == "&Refresh"


def test_the_preview_shows_text_and_billing_and_explains_itself_while_empty(panel):
    preview = panel.findChild(QPlainTextEdit, "preview")
    segments = panel.findChild(QLabel, "segments")
    assert "Refresh" in preview.placeholderText() and preview.toPlainText() == ""
    panel.show_preview("【Shop】1234", SegmentCount(10, 1, unicode=True))
    assert (preview.toPlainText(), segments.text()) == ("【Shop】1234", "10 characters · 1 SMS")
    assert preview.isReadOnly()
    panel.show_preview("", None)
    assert preview.toPlainText() == "" and segments.text() == ""


def steppers(panel):
    return [panel.findChild(QToolButton, name) for name in ("previewPrevious", "previewNext")]


def test_the_preview_steps_through_rows_of_their_own(qtbot, panel):
    before, after = steppers(panel)
    row = panel.findChild(QLabel, "previewRow")
    wanted = list[Any]()
    panel.row_requested.connect(wanted.append)
    panel.show_rows(1)
    assert not (before.isVisible() or after.isVisible() or row.isVisible())
    panel.show_rows(1204)
    assert row.text() == "Row 1 of 1,204"
    assert (before.isEnabled(), after.isEnabled()) == (False, True)
    after.click()
    after.click()
    before.click()
    assert wanted == [1, 2, 1] and panel.row() == 1 and row.text() == "Row 2 of 1,204"


def test_the_last_row_is_the_last_step_and_keeps_the_keyboard(qtbot, panel):
    before, after = steppers(panel)
    panel.show_rows(2)
    after.setFocus()
    QTest.keyClick(after, Qt.Key.Key_Space)
    assert not after.isEnabled() and before.hasFocus()


def test_a_row_that_is_gone_gives_way_to_the_first(qtbot, panel):
    panel.show_rows(3)
    steppers(panel)[1].click()
    panel.show_rows(5)
    assert panel.row() == 1
    with qtbot.waitSignal(panel.row_requested) as told:
        panel.show_rows(0)
    assert told.args == [0] and panel.row() == 0


def test_the_keyboard_goes_through_the_fields_in_the_order_of_the_work(panel):
    box(panel).edit.setFocus()
    order = []
    for _ in range(7):
        order.append(panel.focusWidget().objectName() or panel.focusWidget().parent().objectName())
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    assert order == [
        "signName",
        "templateCode",
        "refreshTemplates",
        "templateParam",
        "formatParam",
        "preview",
        "signName",
    ]


def test_every_control_has_an_accessible_name(panel):
    for name in (
        "signName",
        "templateCode",
        "refreshTemplates",
        "templateParam",
        "formatParam",
        "preview",
    ):
        control = panel.findChild(QWidget, name)
        told = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert told, name


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" SMS_１５３０５５０６５\u200b", "SMS_153055065"),
        ("\ufeffSMS_1\n", "SMS_1"),
        ("ＳＭＳ＿7", "SMS_7"),
    ],
)
def test_a_copied_template_code_is_read_as_it_is_meant(typed, read):
    assert clean_template_code(typed) == read


def test_unseen_characters_are_no_part_of_a_sign():
    assert clean_sign_name("\u200b【阿里云】\ufeff") == ("阿里云", True)
    assert clean_sign_name("阿里云\n") == ("阿里云", False)
