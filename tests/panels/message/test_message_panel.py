from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.core.message.draft import MissingValues, clean_sign_name, clean_template_code
from gui.core.message.segments import SegmentCount
from gui.core.message.template import PieceKind, Preview, preview
from gui.panels.message.message_panel import MessagePanel
from gui.panels.message.options_panel import OptionsPanel
from gui.panels.message.parameter_panel import ParameterPanel
from gui.panels.message.preview_bubble import PreviewBubble
from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.choice_box import ChoiceBox, ChoiceGroup, ComboChoice
from tests.present import present
from tests.wheel import turn_wheel


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> MessagePanel:
    panel = MessagePanel(ParameterPanel(theme), theme)
    qtbot.addWidget(panel)
    panel.resize(560, 400)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def box(panel: MessagePanel, name: str = "signName") -> ChoiceBox:
    return present(panel.findChild(ChoiceBox, name))


def note(panel: MessagePanel) -> QLabel:
    return present(panel.findChild(QLabel, "signNote"))


def signs(*names: str) -> list[ChoiceGroup]:
    return [ChoiceGroup("", tuple(ComboChoice(name) for name in names))]


TEMPLATES = [
    ChoiceGroup(
        "Can be used: 2",
        (ComboChoice("SMS_1", "Code", "${code}"), ComboChoice("SMS_2", "Notice", "Hello")),
    ),
    ChoiceGroup("Cannot be used: 1", (ComboChoice("SMS_3", "Old", "In review", usable=False),)),
]


def type_into(choices: ChoiceBox, text: str) -> None:
    choices.edit.setFocus()
    choices.edit.selectAll()
    # As an input method does: QTest has no keys for Chinese.
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(choices.edit, typed)


def test_pasted_brackets_are_stripped_with_a_note(qtbot: QtBot, panel: MessagePanel) -> None:
    type_into(box(panel), "【阿里云】 ")
    assert panel.sign_name() == "阿里云"
    assert not note(panel).isVisible()
    QTest.keyClick(box(panel).edit, Qt.Key.Key_Tab)
    assert box(panel).currentText() == "阿里云"
    assert note(panel).isVisible() and "【】" in note(panel).text()
    type_into(box(panel), "小")
    assert not note(panel).isVisible()


def test_blanks_alone_are_stripped_without_a_note(panel: MessagePanel) -> None:
    type_into(box(panel), "  Shop ")
    type_into(box(panel, "templateCode"), " SMS_1\t ")
    box(panel).edit.setFocus()
    assert (panel.sign_name(), panel.template_code()) == ("Shop", "SMS_1")
    assert (box(panel).currentText(), box(panel, "templateCode").currentText()) == ("Shop", "SMS_1")
    assert not note(panel).isVisible()


def test_a_change_is_emitted_once_for_each_new_value(qtbot: QtBot, panel: MessagePanel) -> None:
    told = []
    panel.changed.connect(lambda: told.append((panel.sign_name(), panel.template_code())))
    panel.set_sign_name("【Shop】")
    panel.set_sign_name("Shop")
    panel.set_template_code(" SMS_1 ")
    assert told == [("Shop", ""), ("Shop", "SMS_1")]


def test_what_is_typed_stays_when_other_choices_come(qtbot: QtBot, panel: MessagePanel) -> None:
    type_into(box(panel), "Sho")
    with qtbot.assertNotEmitted(panel.changed):
        panel.show_signs(signs("A", "Shop"))
        panel.show_signs([])
    assert box(panel).currentText() == "Sho"
    panel.set_sign_name("")
    panel.show_signs(signs("A"))
    assert panel.sign_name() == ""


def test_a_template_chosen_from_the_list_gives_its_code_alone(panel: MessagePanel) -> None:
    panel.show_templates(TEMPLATES)
    templates = box(panel, "templateCode")
    templates.edit.setFocus()
    QTest.keyClick(templates.edit, Qt.Key.Key_Down)
    QTest.keyClick(templates.edit, Qt.Key.Key_Down)
    assert panel.template_code() == "SMS_2"


def test_a_template_is_found_by_its_name(qtbot: QtBot, panel: MessagePanel) -> None:
    panel.show_templates(TEMPLATES)
    templates = box(panel, "templateCode")
    type_into(templates, "otic")
    popup = present(templates.completer()).popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert panel.template_code() == "SMS_2"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("otic", "SMS_2"), ("code", "SMS_1"), ("2", "SMS_2"), ("o", "o"), ("old", "old"), ("x", "x")],
)
def test_the_only_template_that_is_meant_is_taken(
    panel: MessagePanel, typed: str, taken: str
) -> None:
    panel.show_templates(TEMPLATES)
    templates = box(panel, "templateCode")
    type_into(templates, typed)
    present(present(templates.completer()).popup()).hide()
    QTest.keyClick(templates.edit, Qt.Key.Key_Return)
    assert panel.template_code() == taken


def test_enter_keeps_what_is_typed_as_it_is_typed(panel: MessagePanel) -> None:
    panel.show_signs(signs("SHOP"))
    type_into(box(panel), "shop")
    present(present(box(panel).completer()).popup()).hide()
    QTest.keyClick(box(panel).edit, Qt.Key.Key_Return)
    assert panel.sign_name() == "shop"


def test_the_wheel_changes_nothing(panel: MessagePanel) -> None:
    panel.show_signs(signs("A", "B"))
    panel.set_sign_name("A")
    turn_wheel(box(panel))
    assert panel.sign_name() == "A"


def test_a_template_that_cannot_be_used_can_be_read_and_not_chosen(panel: MessagePanel) -> None:
    panel.show_templates(TEMPLATES)
    templates = box(panel, "templateCode")
    rows = [templates.model().index(row, 0) for row in range(templates.count())]
    assert [row.data() for row in rows] == [
        "Can be used: 2",
        "Code SMS_1 · ${code}",
        "Notice SMS_2 · Hello",
        "Cannot be used: 1",
        "Old SMS_3 · In review",
    ]
    enabled = [bool(row.flags() & Qt.ItemFlag.ItemIsEnabled) for row in rows]
    assert enabled == [False, True, True, False, False]
    templates.edit.setFocus()
    for _ in range(4):
        QTest.keyClick(templates.edit, Qt.Key.Key_Down)
    assert panel.template_code() == "SMS_2"


def test_the_name_stands_beside_the_code_which_is_never_cut_off(
    qtbot: QtBot, panel: MessagePanel
) -> None:
    panel.show_templates([ChoiceGroup("", (ComboChoice("SMS_900000001", "名" * 60),))])
    panel.set_template_code("SMS_900000001")
    edit = box(panel, "templateCode").edit
    name = present(edit.findChild(QLabel))
    qtbot.waitUntil(name.isVisible)
    assert name.text().startswith("名") and name.text().endswith("…")
    code = edit.fontMetrics().horizontalAdvance("SMS_900000001")
    assert edit.width() - edit.textMargins().left() >= code
    assert panel.template_code() == "SMS_900000001"
    panel.set_template_code("SMS_9")
    assert not name.isVisible() and edit.textMargins().left() == 0


def test_refresh_asks_and_waits(qtbot: QtBot, panel: MessagePanel) -> None:
    refresh = present(panel.findChild(QPushButton, "refreshTemplates"))
    with qtbot.waitSignal(panel.refresh_requested):
        refresh.click()
    panel.show_fetching(True)
    assert not refresh.isEnabled() and refresh.text() == "Fetching…"
    panel.show_fetching(False)
    assert refresh.isEnabled() and refresh.text() == "&Refresh"


def test_what_is_known_of_template_and_sign_stands_below_them(panel: MessagePanel) -> None:
    panel.show_about("Verification code · approved", "Not among the signs", "fetched 3 min ago")
    said = {
        name: present(panel.findChild(QLabel, name)).text()
        for name in ("templateNote", "signProblem", "catalogueAge")
    }
    assert list(said.values()) == [
        "Verification code · approved",
        "Not among the signs",
        "fetched 3 min ago",
    ]
    panel.set_compact(True)
    assert not present(panel.findChild(QLabel, "templateNote")).isVisible()
    assert "approved" in box(panel, "templateCode").toolTip()
    refresh = present(panel.findChild(QPushButton, "refreshTemplates"))
    assert refresh.isVisible() and "fetched 3 min ago" in refresh.toolTip()
    panel.set_compact(False)
    assert present(panel.findChild(QLabel, "templateNote")).isVisible() and refresh.isVisible()


def test_a_missing_field_is_marked_and_named(panel: MessagePanel) -> None:
    panel.show_gap(template="Choose one.", sign="")
    assert box(panel, "templateCode").property("state") == "error"
    assert present(panel.findChild(QLabel, "templateGap")).text() == "Choose one."
    assert box(panel).property("state") == ""
    panel.show_gap()
    assert box(panel, "templateCode").property("state") == ""
    assert not present(panel.findChild(QLabel, "templateGap")).isVisible()


def test_the_preview_shows_text_and_billing_and_explains_itself_while_empty(
    theme: Theme, panel: MessagePanel
) -> None:
    bubble = present(panel.findChild(QTextEdit, "preview"))
    segments = present(panel.findChild(QLabel, "segments"))
    assert "once a template is chosen" in bubble.accessibleDescription()
    assert bubble.toPlainText() == ""
    message = preview("Shop", "Code ${code}, ${name}", {"code": "1234"})
    panel.show_preview(message, SegmentCount(10, 1, unicode=True))
    assert bubble.toPlainText() == "【Shop】Code 1234, ${name}"
    assert segments.text() == "10 characters · 1 SMS"
    inks = pieces(bubble)
    assert inks["1234"] == theme.scheme["accent-text"].lower()
    assert inks["${name}"] == theme.scheme["danger"].lower()
    assert bubble.isReadOnly()
    panel.show_preview(Preview(), None)
    assert bubble.toPlainText() == "" and segments.text() == ""


def pieces(bubble: QTextEdit) -> dict[str, str]:
    """The underlined pieces of the text, and their colours."""
    found = {}
    place = bubble.document().begin().begin()
    while not place.atEnd():
        piece = place.fragment()
        if piece.charFormat().fontUnderline():
            found[piece.text()] = piece.charFormat().foreground().color().name()
        place += 1
    return found


def test_a_very_long_message_scrolls_inside_the_bubble(qtbot: QtBot, panel: MessagePanel) -> None:
    bubble = present(panel.findChild(QTextEdit, "preview"))
    panel.show_preview(Preview(((PieceKind.VALUE, "长" * 5000),)), None)
    qtbot.waitUntil(lambda: bubble.verticalScrollBar().maximum() > 0)
    assert bubble.height() < 320
    panel.show_preview(Preview(((PieceKind.VALUE, "长"),)), None)
    qtbot.waitUntil(lambda: bubble.verticalScrollBar().maximum() == 0)
    assert bubble.height() < 60


def test_the_bubble_is_as_high_as_its_text(qtbot: QtBot, panel: MessagePanel) -> None:
    bubble = present(panel.findChild(QTextEdit, "preview"))
    heights = []
    for words in (1, 40, 80):
        panel.show_preview(preview("Shop", "word " * words, {}), None)
        qtbot.waitUntil(lambda: bubble.verticalScrollBar().maximum() == 0)
        heights.append(bubble.height())
    assert heights == sorted(set(heights))
    assert bubble.width() <= 360


def steppers(panel: MessagePanel) -> list[QToolButton]:
    names = ("previewPrevious", "previewNext")
    return [present(panel.findChild(QToolButton, name)) for name in names]


def test_the_preview_steps_through_rows_of_their_own(qtbot: QtBot, panel: MessagePanel) -> None:
    before, after = steppers(panel)
    row = present(panel.findChild(QLabel, "previewRow"))
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
    assert wanted == [1, 2, 1] and row.text() == "Row 2 of 1,204"


def test_the_last_row_is_the_last_step_and_keeps_the_keyboard(
    qtbot: QtBot, panel: MessagePanel
) -> None:
    before, after = steppers(panel)
    panel.show_rows(2)
    after.setFocus()
    QTest.keyClick(after, Qt.Key.Key_Space)
    assert not after.isEnabled() and before.hasFocus()


def test_the_row_on_show_is_that_of_the_draft(panel: MessagePanel) -> None:
    panel.show_rows(5, 3)
    assert present(panel.findChild(QLabel, "previewRow")).text() == "Row 4 of 5"
    wanted = list[Any]()
    panel.row_requested.connect(wanted.append)
    steppers(panel)[1].click()
    assert wanted == [4]


def test_a_value_that_the_row_does_not_have_is_named_by_its_column(panel: MessagePanel) -> None:
    message = preview("Shop", "Your code is ${code}", {}, {"code": "Code of the list"})
    panel.show_preview(message, MissingValues(("Code of the list",)))
    assert present(panel.findChild(QTextEdit, "preview")).toPlainText() == (
        "【Shop】Your code is [no Code of the list]"
    )
    assert "not sent to" in present(panel.findChild(QLabel, "segments")).text()


def test_the_keyboard_goes_through_the_fields_in_the_order_of_the_work(panel: MessagePanel) -> None:
    box(panel, "templateCode").edit.setFocus()
    order = []
    for _ in range(7):
        order.append(
            panel.focusWidget().objectName() or present(panel.focusWidget().parent()).objectName()
        )
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    assert order == [
        "templateCode",
        "refreshTemplates",
        "signName",
        "templateParam",
        "formatParam",
        "preview",
        "templateCode",
    ]


def test_every_control_has_an_accessible_name(panel: MessagePanel) -> None:
    for name in (
        "signName",
        "templateCode",
        "refreshTemplates",
        "templateParam",
        "formatParam",
        "preview",
    ):
        control = present(panel.findChild(QWidget, name))
        told = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert told, name


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" SMS_１５３０５５０６５\u200b", "SMS_153055065"),
        ("\ufeffSMS_1\n", "SMS_1"),
        ("ＳＭＳ＿7", "SMS_7"),
        ("sms_153055065", "SMS_153055065"),
        ("Sms", "Sms"),
    ],
)
def test_a_copied_template_code_is_read_as_it_is_meant(typed: str, read: str) -> None:
    assert clean_template_code(typed) == read


def test_unseen_characters_are_no_part_of_a_sign() -> None:
    assert clean_sign_name("\u200b【阿里云】\ufeff") == ("阿里云", True)
    assert clean_sign_name("阿里云\n") == ("阿里云", False)


def test_the_preview_draws_every_line_of_what_will_stand_there(qtbot: QtBot, theme: Theme) -> None:
    bubble = PreviewBubble(theme)
    qtbot.addWidget(bubble)
    bubble.resize(200, 100)
    bubble.show()
    bubble.set_hint("\n\n.")
    empty = bubble.viewport().grab().toImage()
    bubble.set_hint("\n\nx")

    assert bubble.viewport().grab().toImage() != empty


def test_the_note_on_the_preview_leaves_its_line_to_the_stepper(
    qtbot: QtBot, panel: MessagePanel
) -> None:
    bubble = panel.findChild(QTextEdit, "preview")
    segments = panel.findChild(QLabel, "segments")
    panel.show_preview(preview("Shop", "Hello", {}), SegmentCount(11, 1, unicode=True))

    def is_below() -> bool:
        """Whether the note stands below the message."""
        corner = QPoint()
        return present(segments).mapTo(panel, corner).y() > present(bubble).mapTo(panel, corner).y()

    panel.show_rows(5)
    qtbot.waitUntil(is_below)
    panel.show_rows(0)
    qtbot.waitUntil(lambda: not is_below())


def test_fields_below_begin_where_those_of_the_message_do(qtbot: QtBot, theme: Theme) -> None:
    options = OptionsPanel(theme)
    panel = MessagePanel(ParameterPanel(theme), theme, (options,))
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.addWidget(panel)
    column.addWidget(options)
    qtbot.addWidget(whole)
    options.set_open(True)
    whole.resize(500, 700)
    whole.show()

    def left(name: str) -> int:
        return present(whole.findChild(QWidget, name)).mapTo(whole, QPoint()).x()

    names = ("templateCode", "signName", "sendMode", "outId", "smsUpExtendCode")
    qtbot.waitUntil(lambda: len({left(name) for name in names}) == 1)
