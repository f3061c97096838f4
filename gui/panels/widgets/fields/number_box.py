"""A field for a whole number."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from gui.panels.widgets.fields.steady import Steady

PADDING = 8
"""Pixels before the number: the style sheet has no say in it."""


class NumberBox(Steady, QSpinBox):
    """A spin box whose number begins where the text of other fields does; the wheel leaves it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lineEdit().setTextMargins(PADDING, 0, 0, 0)
