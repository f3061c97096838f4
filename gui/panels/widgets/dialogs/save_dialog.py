"""Ask for the file and format in which to save a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from gui.panels.widgets.dialogs.file_dialog import file_dialog

translate = QCoreApplication.translate


def ask_for_table_file(
    title: str, name: str, chosen: Callable[[str], None], parent: QWidget
) -> None:
    """Ask for a file whose ending says XLSX or CSV, and give its path to `chosen`.

    `name` and the day make the suggested name, such as `History-2026-11-27.xlsx`.
    """
    dialog = file_dialog(title, parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, translate("words", "Save"))
    filters = {
        translate("words", "Excel workbook (*.xlsx)"): "xlsx",
        translate("words", "CSV (*.csv)"): "csv",
    }
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{name}-{date.today().isoformat()}.xlsx")

    def choose_kind(kind: str) -> None:
        dialog.setDefaultSuffix(filters[kind])
        for path in dialog.selectedFiles()[:1]:
            renamed = Path(path).with_suffix(f".{filters[kind]}").name
            dialog.selectFile(renamed)
            if edit := dialog.findChild(QLineEdit):  # it is left alone while it has the focus
                edit.setText(renamed)

    dialog.filterSelected.connect(choose_kind)
    dialog.fileSelected.connect(chosen)
    dialog.open()
