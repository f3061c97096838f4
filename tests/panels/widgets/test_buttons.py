import sys

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from gui.app.languages import install_translations
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import (
    GAP,
    SendingButton,
    WordedTool,
    add_sending_shortcut,
    icon_button,
    named_button,
    set_icon,
    set_icons,
    shown_keys,
)


def test_enter_in_a_dialog_does_not_press_it(qtbot: QtBot, theme: Theme) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    button = named_button("saveProblems", "Save…")
    QVBoxLayout(dialog).addWidget(button)
    dialog.show()
    assert (button.objectName(), button.text()) == ("saveProblems", "Save…")
    assert not button.autoDefault() and not button.isDefault()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_the_button_that_has_the_keyboard(
    qtbot: QtBot, theme: Theme, key: Qt.Key
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    default = QPushButton("Back")
    default.setDefault(True)
    column = QVBoxLayout(dialog)
    column.addWidget(default)
    buttons = (named_button("send", "Send"), WordedTool("tool", "Tool"), icon_button("icon", "I"))
    for button in buttons:
        column.addWidget(button)
    dialog.show()
    for button in buttons:
        button.setFocus()
        with qtbot.waitSignal(button.clicked), qtbot.assertNotEmitted(default.clicked):
            QTest.keyClick(button, key)


def test_ctrl_enter_is_left_to_the_window(qtbot: QtBot, theme: Theme) -> None:
    button = named_button("send", "Send")
    qtbot.addWidget(button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("role", ["primary", "production"])
def test_the_keyboard_is_seen_on_a_filled_button(qtbot: QtBot, theme: Theme, role: str) -> None:
    button = named_button("send", "Send")
    button.setProperty("role", role)
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = button.grab().toImage()
    name = {"primary": "accent", "production": "production"}[role]
    fill = theme.colour("accent" if role == "primary" else "production-fill")
    middle = image.height() // 2
    seen = [image.pixelColor(x, middle) for x in (1, 3, 6)]
    assert seen == [fill, theme.colour(f"on-{name}"), fill]


def test_each_button_gets_its_icon(qtbot: QtBot, theme: Theme) -> None:
    buttons = [named_button("one", "1"), named_button("two", "2")]
    for button in buttons:
        qtbot.addWidget(button)
    set_icons(theme, (buttons[0], "save"), (buttons[1], "import"))
    pictures = [button.icon().pixmap(theme.icon_size).toImage() for button in buttons]
    assert pictures[0] != pictures[1]
    assert all(button.iconSize().height() == theme.icon_size.height() for button in buttons)


def test_a_tool_is_as_wide_as_icon_gap_and_text(qtbot: QtBot, theme: Theme) -> None:
    theme.apply()
    tool = WordedTool("tool", "Import a list…")
    qtbot.addWidget(tool)
    set_icon(theme, tool, "import")
    tool.ensurePolished()
    text = tool.fontMetrics().horizontalAdvance(tool.text())
    frame = 2 * (5 + 1)  # padding and border, see window.qss
    assert 0 <= tool.sizeHint().width() - (16 + GAP + text + frame) <= 6
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    set_icon(theme, tool, "import")
    assert tool.iconSize() == theme.icon_size


def test_keys_are_written_alike_in_every_language(qapp: QApplication) -> None:
    if sys.platform == "darwin":
        pytest.skip("macOS has signs for its keys")
    install_translations(qapp, "zh_CN")
    try:
        assert shown_keys("Ctrl+Enter") == "Ctrl+Enter"
        assert shown_keys("Ctrl+Shift+Return") == "Ctrl+Shift+Return"
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
        QLocale.setDefault(QLocale("en_US"))


def test_a_double_click_sends_once(qtbot: QtBot) -> None:
    button = SendingButton("Send")
    qtbot.addWidget(button)
    times = 0

    def count() -> None:
        nonlocal times
        times += 1

    button.clicked.connect(count)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)  # its second press alone
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert times == 1
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert times == 2


def test_keys_that_are_held_down_send_once(qtbot: QtBot) -> None:
    button = SendingButton("Send")
    qtbot.addWidget(button)
    shortcut = add_sending_shortcut(button, "Ctrl+Return", "Ctrl+Enter")
    assert shortcut.keys() == [QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")]
    assert not shortcut.autoRepeat()
