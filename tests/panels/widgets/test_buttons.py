import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from gui.app.languages import install_translations
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import (
    GAP,
    WordedTool,
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
        install_translations(qapp, "en")
