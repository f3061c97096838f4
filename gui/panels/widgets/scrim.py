"""What darkens a window while a dialog keeps it from being used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QWidget


class Scrim(QFrame):
    """Lies over a window while a modal dialog is open; it neither takes nor keeps events."""

    def __init__(self, window: QWidget) -> None:
        """Wait for a modal dialog over `window`, hidden."""
        super().__init__(window)
        self._over = window
        self.setProperty("role", "scrim")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the modal dialog; be as large as the window."""
        kind = event.type()
        if kind is QEvent.Type.WindowBlocked:
            self.setGeometry(self._over.rect())
            self.raise_()
            self.show()
        elif kind is QEvent.Type.WindowUnblocked:
            self.hide()
        elif kind is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False
