"""Fonts of single widgets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def embolden(widget: QWidget) -> None:
    """Write `widget` in bold."""
    font = widget.font()
    font.setBold(True)
    widget.setFont(font)
