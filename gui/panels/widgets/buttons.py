"""Buttons with a name, and icons that follow the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from gui.panels.theme.theme import Theme


def named_button(name: str, text: str) -> QPushButton:
    """Make a button that Enter presses only while it has the focus."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button


def icon_button(name: str, label: str) -> QToolButton:
    """Make a small button that shows an icon alone; `label` is its name and its tool tip."""
    button = QToolButton()
    button.setObjectName(name)
    button.setAccessibleName(label)
    button.setToolTip(label)
    button.setProperty("small", "true")
    button.setProperty("role", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def set_icons(theme: Theme, *icons: tuple[QAbstractButton, str]) -> None:
    """Give each button its icon in the current colours; call it again when the theme changes."""
    for button, name in icons:
        button.setIcon(theme.icon(name))
        button.setIconSize(theme.icon_size)
