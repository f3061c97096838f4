"""The steps of the work in the form: their headings, and how they share its height."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def step_heading(text: str) -> QLabel:
    """Make the heading of a step; `text` carries its number."""
    heading = QLabel(text)
    embolden(heading)
    return heading


def embolden(widget: QWidget, bold: bool = True) -> None:
    """Write `widget` in bold, or no longer."""
    font = widget.font()
    font.setBold(bold)
    widget.setFont(font)


def grow(widget: QWidget, share: int) -> None:
    """Let `widget` take `share` of the height that its column has to spare."""
    policy = widget.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Expanding)
    policy.setVerticalStretch(share)
    widget.setSizePolicy(policy)
