"""File dialogs in the language of the window, which begin where operators keep their files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDir, QFileInfo, QStandardPaths, Qt
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from gui.panels.widgets.dialogs.once import gives_way

translate = QCoreApplication.translate


class FileKinds(QAbstractFileIconProvider):
    """Tells files from folders by what the directory says, without opening any of them.

    Qt's own provider reads each file that is listed. Once this process closes a file, Linux drops
    every lock that the process holds on it (fcntl(2)): to list the ledger's folder would let the
    process that imports a list delete the log that our connections still write to.
    """

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        kinds, pixmaps = QAbstractFileIconProvider.IconType, QStyle.StandardPixmap
        # Made here: the provider is asked on a thread of Qt's.
        self._icons = {
            kind: style.standardIcon(pixmap)
            for kind, pixmap in (
                (kinds.Computer, pixmaps.SP_ComputerIcon),
                (kinds.Desktop, pixmaps.SP_DesktopIcon),
                (kinds.Drive, pixmaps.SP_DriveHDIcon),
                (kinds.Folder, pixmaps.SP_DirIcon),
                (kinds.File, pixmaps.SP_FileIcon),
            )
        }
        self._folder = translate("words", "Folder")

    def icon(self, which: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """Give the icon of a file, or of a kind."""
        kinds = QAbstractFileIconProvider.IconType
        if isinstance(which, QFileInfo):
            which = kinds.Folder if which.isDir() else kinds.File
        return self._icons.get(which, self._icons[kinds.File])

    def type(self, info: QFileInfo) -> str:
        """Name the kind of a file after its ending, such as `CSV`."""
        return self._folder if info.isDir() else info.suffix().upper()


class _FileDialog(QFileDialog):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, title, documents())
        self._kinds = FileKinds()  # a dialog does not own its provider
        self.setIconProvider(self._kinds)

    def open(self) -> None:  # type: ignore[override] # of its forms, the one without arguments
        """Open, unless the same is asked already: then that comes to the front."""
        if not gives_way(self):
            super().open()


def file_dialog(title: str, parent: QWidget) -> QFileDialog:
    """Make a dialog that opens the operator's documents folder and deletes itself once closed."""
    dialog = _FileDialog(title, parent)
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
