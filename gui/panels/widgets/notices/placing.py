"""Find a place for a toast that covers no control."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
GAP = 8
"""Device-independent pixels between a toast and a control."""


def controls_in(area: QWidget, parent: QWidget, toast: QWidget) -> list[QRect]:
    """List what can be seen of the controls of `area`, in the coordinates of `parent`.

    Those of the toast itself do not count.
    """
    found = []
    for kind in CONTROLS:
        for control in area.findChildren(kind):
            if control.isVisible() and not toast.isAncestorOf(control):
                seen = _seen(control, area)
                if not seen.isEmpty():
                    found.append(QRect(area.mapTo(parent, seen.topLeft()), seen.size()))
    return found


def _seen(control: QWidget, area: QWidget) -> QRect:
    """Return what is not scrolled away of a control; `visibleRegion` leaves out what is covered."""
    seen, holder = control.rect(), control
    while holder is not area and (outer := holder.parentWidget()) is not None:
        seen = seen.translated(holder.pos()).intersected(outer.rect())
        holder = outer
    return seen


def place_toast(room: QRect, size: QSize, controls: Sequence[QRect]) -> QRect:
    """Find a place in `room` that covers no control, the lowest one, in the middle if possible.

    Where there is none, the place that covers the least.
    """
    bottom = room.bottom() + 1 - size.height()
    tops = {bottom, *(control.top() - GAP - size.height() for control in controls)}
    lefts = (
        room.left() + (room.width() - size.width()) // 2,
        room.left(),
        room.right() + 1 - size.width(),
    )
    places = [
        QRect(QPoint(left, top), size)
        for top in sorted(tops, reverse=True)
        if room.top() <= top <= bottom
        for left in lefts
    ] or [QRect(QPoint(lefts[0], bottom), size)]
    return min(places, key=lambda place: covered(place, controls))


def covered(place: QRect, controls: Sequence[QRect]) -> int:
    """Return how many pixels of the controls lie under `place`."""
    under = (place.intersected(control) for control in controls)
    return sum(one.width() * one.height() for one in under if not one.isEmpty())
