from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.panels.help.crash_dialog import CrashDialog
from tests.present import present

REPORT = 'SMS Desk 0.9.0, Linux, 3.11\nTraceback:\n  File "a.py", line 1, in f\nKeyError'


def test_the_whole_report_is_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog(REPORT)  # it deletes itself when it is closed
    dialog.show()
    QGuiApplication.clipboard().setText("before")
    present(dialog.findChild(QPushButton, "copyReport")).click()
    assert QGuiApplication.clipboard().text() == REPORT
    assert dialog.isVisible()
    report = present(dialog.findChild(QPlainTextEdit, "crashReport"))
    assert report.toPlainText() == REPORT
    assert report.isReadOnly()
    with qtbot.waitSignal(dialog.destroyed):
        present(dialog.findChild(QPushButton, "closeReport")).click()
