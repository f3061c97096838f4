from PySide6.QtWidgets import QDialog, QVBoxLayout

from gui.panels.widgets.buttons import named_button, set_icons


def test_enter_in_a_dialog_does_not_press_it(qtbot, theme):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    button = named_button("saveProblems", "Save…")
    QVBoxLayout(dialog).addWidget(button)
    dialog.show()
    assert (button.objectName(), button.text()) == ("saveProblems", "Save…")
    assert not button.autoDefault() and not button.isDefault()


def test_each_button_gets_its_icon(qtbot, theme):
    buttons = [named_button("one", "1"), named_button("two", "2")]
    for button in buttons:
        qtbot.addWidget(button)
    set_icons(theme, (buttons[0], "save"), (buttons[1], "import"))
    pictures = [button.icon().pixmap(theme.icon_size).toImage() for button in buttons]
    assert pictures[0] != pictures[1]
    assert all(button.iconSize() == theme.icon_size for button in buttons)
