"""A list of choices that is opened by the mouse is used by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.choice_box import ChoiceBox, ChoiceGroup, ComboChoice

GROUPS = (
    ChoiceGroup("Recent", (ComboChoice("SMS_1"), ComboChoice("SMS_2"))),
    ChoiceGroup("All", (ComboChoice("SMS_3"),)),
)


def opened(qtbot: QtBot, theme: Theme, text: str = "") -> ChoiceBox:
    box = ChoiceBox(theme)
    qtbot.addWidget(box)
    box.show_groups(GROUPS)
    box.setEditText(text)
    box.show()
    qtbot.waitExposed(box)
    box.activateWindow()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    arrow = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxArrow, box
    )
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=arrow.center())
    qtbot.waitUntil(lambda: box.view().isVisible() and box.view().hasFocus())
    return box


def choose(qtbot: QtBot, box: ChoiceBox, *keys: Qt.Key) -> str:
    for key in (*keys, Qt.Key.Key_Return):
        QTest.keyClick(box.view(), key)
    qtbot.waitUntil(lambda: not box.view().isVisible())
    return box.currentText()


def test_the_first_key_goes_to_the_first_choice(qtbot: QtBot, theme: Theme) -> None:
    box = opened(qtbot, theme)
    assert not box.view().selectionModel().hasSelection()
    assert choose(qtbot, box, Qt.Key.Key_Down) == "SMS_1"


def test_the_second_key_goes_on_over_headings(qtbot: QtBot, theme: Theme) -> None:
    down = Qt.Key.Key_Down
    assert choose(qtbot, opened(qtbot, theme), down, down, down) == "SMS_3"


def test_keys_go_on_from_what_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    assert choose(qtbot, opened(qtbot, theme, "SMS_1"), Qt.Key.Key_Down) == "SMS_2"


def test_the_list_begins_at_what_the_field_says(qtbot: QtBot, theme: Theme) -> None:
    box = ChoiceBox(theme)
    qtbot.addWidget(box)
    box.show_groups(GROUPS)
    for text in ("SMS_1", "SMS_3", "SMS_9"):
        box.setEditText(text)
        box.showPopup()
        assert box.currentText() == text
        current = box.currentData(Qt.ItemDataRole.EditRole)
        assert current == (None if text == "SMS_9" else text)
        box.hidePopup()


def test_a_list_that_fits_below_its_field_does_not_scroll(qtbot: QtBot, theme: Theme) -> None:
    box = ChoiceBox(theme)
    qtbot.addWidget(box)
    box.show_groups([ChoiceGroup("", tuple(ComboChoice(f"SMS_{n}") for n in range(10)))])
    box.show()
    box.move(0, 0)
    box.showPopup()
    assert box.screen().availableGeometry().height() >= 600
    assert box.view().verticalScrollBar().maximum() == 0
