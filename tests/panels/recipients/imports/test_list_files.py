"""Both dialogs that read a list offer the same files: all that can be read."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.panels.recipients.blocked_numbers_dialog import BlockedNumbersDialog
from gui.panels.recipients.imports.list_files import LIST_FILES, ask_for_list
from gui.storage.lists.text_source import TABLES

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def offered(parent) -> str:
    return parent.findChild(QFileDialog).nameFilters()[0]


@pytest.mark.parametrize("suffix", [*TABLES, *WORKBOOKS, ".txt", ".xml", ".html", ".mht"])
def test_a_list_of_each_kind_is_offered(suffix):
    assert f"*{suffix}" in LIST_FILES.split()


def test_the_dialog_of_blocked_numbers_offers_what_the_import_does(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    ask_for_list("Import", print, window)
    dialog = BlockedNumbersDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.findChild(QWidget, "importBlocked").click()

    assert offered(dialog) == offered(window)
    assert LIST_FILES in offered(window)
