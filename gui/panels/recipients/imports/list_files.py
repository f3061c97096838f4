"""Which list is to be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.panels.widgets.dialogs.file_dialog import file_dialog

translate = QCoreApplication.translate

LIST_FILES = (
    "*.txt *.csv *.tsv *.tab *.xlsx *.xlsm *.xlsb *.xls *.ods *.xml *.html *.htm *.mht *.mhtml"
)
"""The names of the lists that can be read, as a file dialog writes them."""


def ask_for_list(title: str, chosen: Callable[[str], None], parent: QWidget) -> None:
    """Ask for a list, and give its path to `chosen`."""
    dialog = file_dialog(title, parent)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, translate("words", "Open"))
    lists = translate("words", "Phone lists ({kinds})").format(kinds=LIST_FILES)
    dialog.setNameFilters([lists, translate("words", "All files (*)")])
    dialog.fileSelected.connect(chosen)
    dialog.open()
