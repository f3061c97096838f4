"""What the program is made of, to be read or copied for a ticket."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from PySide6 import QtCore
from PySide6.QtCore import Qt, QTimer, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui import __version__
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.words import about as words

SDK = "aliyun-python-sdk-core"
COPIED_SECONDS = 3
"""How long the button says that it has copied."""


class AboutPage(QWidget):
    """Versions, licences and places; nothing of accounts, numbers or messages."""

    log_requested = Signal()
    """The operator wants to read the log."""

    def __init__(
        self, theme: Theme, data_dir: str, witnesses: str, parent: QWidget | None = None
    ) -> None:
        """Say all that is known without asking the system; both folders as they are shown."""
        super().__init__(parent)
        self._theme = theme
        self._facts = {
            self.tr("SMS Desk"): __version__,
            "Qt": f"{qVersion()} (PySide6 {_pyside_version()})",
            self.tr("Alibaba Cloud SDK"): f"{SDK} {_sdk_version()}",
            "Python": platform.python_version(),
            self.tr("System"): platform.platform(),
            self.tr("Screen"): _screen(),
        }
        self._values = QGridLayout()
        self._values.setHorizontalSpacing(theme.step)
        self._values.setVerticalSpacing(theme.size("space.xs"))
        self._values.setColumnStretch(1, 1)
        for name, value in self._facts.items():
            self._add(name, value)
        # These two stand in the dialog already.
        self._facts[self.tr("Data directory")] = data_dir
        said = (
            words.data_between_versions(),
            words.data_after_removal(sys.platform, witnesses),
            words.licences(),
        )
        notes = [QLabel(text, wordWrap=True) for text in said]
        for note in notes:
            note.setProperty("role", "caption")
            note.setTextFormat(Qt.TextFormat.PlainText)
        self._copy = named_button("copyAbout", self.tr("&Copy for a ticket"))
        self._copy.setToolTip(self.tr("Copies what stands here: no numbers, no secrets"))
        self._log = named_button("showLog", self.tr("Lo&g…"))
        row = QHBoxLayout()
        row.setSpacing(theme.step)
        row.addWidget(self._copy)
        row.addWidget(self._log)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step)
        column.addLayout(self._values)
        for note in notes:
            column.addWidget(note)
        column.addLayout(row)
        self._copied = QTimer(self, singleShot=True, interval=COPIED_SECONDS * 1000)
        self._copied.timeout.connect(lambda: self._copy.setText(self.tr("&Copy for a ticket")))
        self._copy.clicked.connect(self._copy_facts)
        self._log.clicked.connect(self.log_requested)
        theme.changed.connect(self._dress)
        self._dress()

    def label_width(self) -> int:
        """Pixels that the widest of its labels takes."""
        labels = (self._values.itemAtPosition(row, 0) for row in range(self._values.rowCount()))
        return max(label.sizeHint().width() for label in labels if label is not None)

    def set_label_width(self, width: int) -> None:
        """Let what is said begin `width` pixels and a gap from the left."""
        self._values.setColumnMinimumWidth(0, width)

    def show_keyring(self, name: str) -> None:
        """Copy the keyring's name too, now that it is known."""
        self._facts[self.tr("Keyring")] = name

    def text(self) -> str:
        """Everything, a line for each."""
        return words.ticket(self._facts)

    def _add(self, name: str, value: str) -> None:
        row = self._values.rowCount()
        label = QLabel(name)
        label.setProperty("role", "secondary")
        said = QLabel(value, wordWrap=True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._values.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._values.addWidget(said, row, 1)

    def _copy_facts(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._copy.setText(self.tr("Copied"))
        self._copied.start()

    def _dress(self) -> None:
        set_icons(self._theme, (self._copy, "copy"), (self._log, "file"))


def _pyside_version() -> str:
    return str(vars(QtCore)["__version__"])  # which its types do not know


def _sdk_version() -> str:
    """The version of the SDK; a dash where it was packaged without."""
    try:
        return metadata.version(SDK)
    except metadata.PackageNotFoundError:
        return "–"


def _screen() -> str:
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    ratio = round(screen.devicePixelRatio() * 100)
    return f"{size.width()} × {size.height()}, {ratio} %, {sys.platform}"
