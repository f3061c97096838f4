"""Where a table is to be saved, and as what."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


def ask_for_table_file(title: str, chosen: Callable[[str], None], parent: QWidget) -> None:
    """Ask for a file whose ending says XLSX or CSV, and give its path to `chosen`."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {
        translate("words", "Excel workbook (*.xlsx)"): "xlsx",
        translate("words", "CSV (*.csv)"): "csv",
    }
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix("xlsx")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(filters[kind]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.open()
