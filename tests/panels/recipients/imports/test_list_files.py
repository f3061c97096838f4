"""Both dialogs that read a list offer the same files: all that can be read."""

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.recipients.blocked_numbers_dialog import BlockedNumbersDialog
from gui.panels.recipients.imports.list_files import LIST_FILES, ask_for_list
from gui.panels.theme.theme import Theme
from gui.storage.lists.text_source import TABLES
from tests.present import present

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def offered(parent: QWidget) -> str:
    return present(parent.findChild(QFileDialog)).nameFilters()[0]


@pytest.mark.parametrize("suffix", [*TABLES, *WORKBOOKS, ".txt", ".xml", ".html", ".mht"])
def test_a_list_of_each_kind_is_offered(suffix: str) -> None:
    assert f"*{suffix}" in LIST_FILES.split()


def test_the_dialog_of_blocked_numbers_offers_what_the_import_does(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ask_for_list("Import", print, window)
    dialog = BlockedNumbersDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show()

    present(dialog.findChild(QPushButton, "importBlocked")).click()

    assert offered(dialog) == offered(window)
    assert LIST_FILES in offered(window)
