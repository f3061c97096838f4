"""Everything known of the selected row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class DetailsPanel(QPlainTextEdit):
    """Read-only text; where no row is selected it says how to see one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.setAccessibleName(self.tr("Details"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        # Read-only text has a cursor for the keyboard only if it is asked for.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setPlaceholderText(
            self.tr("Select a row above: its state, what its code means and what to do about it.")
        )

    def show_text(self, text: str) -> None:
        """Put up the details of a row; empty for none. The place in the text stays."""
        if text == self.toPlainText():
            return
        at = self.verticalScrollBar().value()
        self.setPlainText(text)
        self.verticalScrollBar().setValue(at)
