from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.theme.theme import Theme
from gui.panels.widgets.dialogs.confirm_dialog import ConfirmDialog
from tests.present import present


def test_a_button_that_is_pressed_twice_answers_once(qtbot: QtBot, theme: Theme) -> None:
    dialog = ConfirmDialog("Send?", "Three messages.", "Send", theme)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test holds it
    accepted, finished = QSignalSpy(dialog.accepted), QSignalSpy(dialog.finished)
    dialog.open()
    do = present(dialog.findChild(QPushButton, "judgementConfirm"))
    stay = present(dialog.findChild(QPushButton, "judgementCancel"))
    do.click()
    do.click()
    stay.click()
    assert (accepted.count(), finished.count()) == (1, 1)


def test_the_same_question_is_asked_once_at_a_time(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked = [ConfirmDialog("Send?", "Three messages.", "Send", theme, window) for _ in range(3)]
    asked[2].about = "another run"
    for dialog in asked:
        dialog.open()
    assert [dialog.isVisible() for dialog in asked] == [True, False, True]
    asked[0].reject()
    again = ConfirmDialog("Send?", "Three messages.", "Send", theme, window)
    again.open()
    assert again.isVisible()
