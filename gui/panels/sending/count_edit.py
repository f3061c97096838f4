"""Where the count of a large sending is typed before it leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class CountEdit(QLineEdit):
    """A line edit in which Enter neither sends nor goes back."""

    entered = Signal()
    """Enter was pressed."""
    sent = Signal()
    """Ctrl+Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setMaxLength(15)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the default button of the dialog."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        else:
            self.entered.emit()
