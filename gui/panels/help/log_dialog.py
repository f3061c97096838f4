"""The log, to be read and copied."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.panels.widgets.dialogs.room import resize_within
from gui.words import about as words

WIDTH, HEIGHT = 880, 560


class LogDialog(QDialog):
    """Shows the end of the newest log; it holds no numbers, parameters or secrets."""

    reload_requested = Signal()
    """The log is to be read again."""
    folder_requested = Signal()
    """The folder of the logs is to be shown in the system's file manager."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("logDialog")
        self.setWindowTitle(self.tr("Log"))
        self._theme = theme
        self._text = QPlainTextEdit()
        self._text.setObjectName("logText")
        self._text.setAccessibleName(self.tr("Log"))
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._copy = named_button("copyLog", self.tr("&Copy"))
        self._reload = named_button("reloadLog", self.tr("&Read again"))
        self._open = named_button("openLogs", self.tr("&Open the folder"))
        close = named_button("closeLog", self.tr("C&lose"))
        row = QHBoxLayout()
        row.setSpacing(theme.step)
        for button in (self._copy, self._reload, self._open):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.size("space.l")
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.size("space.m"))
        column.addWidget(self._text, 1)
        column.addLayout(row)
        resize_within(self, WIDTH, HEIGHT)
        self._copy.clicked.connect(self._copy_all)
        self._reload.clicked.connect(self.reload_requested)
        self._open.clicked.connect(self.folder_requested)
        close.clicked.connect(self.reject)
        theme.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show the log; its end is in sight."""
        self._copy.setEnabled(bool(text))
        self._text.setPlainText(text or words.empty_log())
        self._text.moveCursor(QTextCursor.MoveOperation.End)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())

    def _dress(self) -> None:
        set_icons(self._theme, (self._copy, "copy"), (self._reload, "refresh"))
