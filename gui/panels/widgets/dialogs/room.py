"""How large a window may be on its screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

AROUND = QSize(0, 88)
"""Pixels of a screen that are left to title bar and task bar."""


def room_for(window: QWidget) -> QSize:
    """Give the largest size of a window that is in sight with its title bar."""
    return window.screen().availableSize() - AROUND


def resize_within(window: QWidget, width: int, height: int) -> None:
    """Give a window its size, or what its screen has room for."""
    window.resize(QSize(width, height).boundedTo(room_for(window)))
