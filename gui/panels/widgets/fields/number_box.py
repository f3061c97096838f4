"""A field for a whole number."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

PADDING = 8
"""Pixels before the number: the style sheet has no say in it."""


class NumberBox(QSpinBox):
    """A spin box whose number begins where the text of other fields does.

    The wheel does not change it: it scrolls the form.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lineEdit().setTextMargins(PADDING, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()
