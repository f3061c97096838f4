"""File dialogs in the language of the window, which begin where operators keep their files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


def file_dialog(title: str, parent: QWidget) -> QFileDialog:
    """Make a dialog that opens the operator's documents folder and deletes itself once closed."""
    dialog = QFileDialog(parent, title, documents())
    label = QFileDialog.DialogLabel
    # Qt's own Chinese translation lacks two of them.
    for which, text in (
        (label.LookIn, translate("words", "Look in:")),
        (label.FileName, translate("words", "File name:")),
        (label.FileType, translate("words", "File type:")),
        (label.Reject, translate("words", "Cancel")),
    ):
        dialog.setLabelText(which, text)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def documents() -> str:
    """The path of the operator's documents folder; the home folder where there is none."""
    place = QStandardPaths.StandardLocation
    folder = QStandardPaths.writableLocation(place.DocumentsLocation)
    if folder and QDir(folder).exists():
        return folder
    return QStandardPaths.writableLocation(place.HomeLocation)
