"""How large a dialog may be on its screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

AROUND = QSize(0, 88)
"""Pixels of a screen that are left to title bar and task bar."""


def room_for(dialog: QWidget) -> QSize:
    """Give the largest size of a dialog that is in sight with its title bar."""
    return dialog.screen().availableSize() - AROUND


def resize_within(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, or what its screen has room for."""
    dialog.resize(QSize(width, height).boundedTo(room_for(dialog)))
