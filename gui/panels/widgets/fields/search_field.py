"""A field to search in."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

SEARCH_AFTER = 200
"""Milliseconds without a key press before a search begins."""


class SearchField(QLineEdit):
    """Emits the text to search for after a pause in typing, or at Enter."""

    searched = Signal(str)
    """The text, without blanks around it."""

    def __init__(self, name: str, hint: str, spoken: str, parent: QWidget | None = None) -> None:
        """Show `hint` while it is empty; assistive technology calls it `spoken`."""
        super().__init__(parent, clearButtonEnabled=True)
        self.setObjectName(name)
        self.setPlaceholderText(hint)
        self.setAccessibleName(spoken)
        self._pause = QTimer(self, interval=SEARCH_AFTER, singleShot=True)
        self._pause.timeout.connect(self.search)
        self.textChanged.connect(lambda: self._pause.start())
        self.returnPressed.connect(self.search)

    def search(self) -> None:
        """Search now for what stands in it."""
        self._pause.stop()
        self.searched.emit(self.text().strip())
