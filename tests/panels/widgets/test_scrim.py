from PySide6.QtWidgets import QDialog, QFrame, QMainWindow
from pytestqt.qtbot import QtBot

from gui.panels.widgets.scrim import Scrim


def test_the_window_darkens_behind_a_modal_dialog_alone(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    scrim = Scrim(window)
    assert isinstance(scrim, QFrame)
    window.resize(400, 300)
    window.show()
    beside = QDialog(window)
    beside.show()
    qtbot.waitUntil(beside.isVisible)
    assert not scrim.isVisible()
    beside.close()

    modal = QDialog(window)
    modal.open()
    qtbot.waitUntil(scrim.isVisible)
    assert scrim.geometry() == window.rect()
    window.resize(500, 320)
    qtbot.waitUntil(lambda: scrim.geometry() == window.rect())
    modal.close()
    qtbot.waitUntil(lambda: not scrim.isVisible())
