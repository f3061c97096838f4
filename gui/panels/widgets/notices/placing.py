"""Find a place for a toast that covers no control."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
ROW = "row"
"""The role of frames that say what became of one recipient."""
GAP = 8
"""Device-independent pixels between a toast and a control."""


def controls_in(area: QWidget, parent: QWidget, toast: QWidget) -> list[QRect]:
    """List what can be seen of the controls of `area`, in the coordinates of `parent`.

    Those of the toast itself do not count.
    """
    found: list[QRect] = []
    for kind in CONTROLS:
        controls = [one for one in area.findChildren(kind) if not toast.isAncestorOf(one)]
        found += _places(controls, area, parent)
    return found


def rows_in(area: QWidget, parent: QWidget) -> list[QRect]:
    """List what can be seen of the rows of results in `area`, in the coordinates of `parent`."""
    rows = [one for one in area.findChildren(QFrame) if one.property("role") == ROW]
    return _places(rows, area, parent)


def _places(widgets: Sequence[QWidget], area: QWidget, parent: QWidget) -> list[QRect]:
    seen = [_seen(widget, area) for widget in widgets if widget.isVisible()]
    return [
        QRect(area.mapTo(parent, part.topLeft()), part.size())
        for part in seen
        if not part.isEmpty()
    ]


def _seen(control: QWidget, area: QWidget) -> QRect:
    """Return what is not scrolled away of a control; `visibleRegion` leaves out what is covered."""
    seen, holder = control.rect(), control
    while holder is not area and (outer := holder.parentWidget()) is not None:
        seen = seen.translated(holder.pos()).intersected(outer.rect())
        holder = outer
    return seen


def place_toast(
    room: QRect, size: QSize, controls: Sequence[QRect], rows: Sequence[QRect] = ()
) -> QRect:
    """Find a place in `room` that covers no control, the lowest one, in the middle if possible.

    Where there is none, the place that covers the least. Of several, one that covers no row.
    """
    bottom = room.bottom() + 1 - size.height()
    tops = {bottom, *(one.top() - GAP - size.height() for one in (*controls, *rows))}
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
    return min(places, key=lambda place: (covered(place, controls), covered(place, rows)))


def covered(place: QRect, controls: Sequence[QRect]) -> int:
    """Return how many pixels of the controls lie under `place`."""
    under = (place.intersected(control) for control in controls)
    return sum(one.width() * one.height() for one in under if not one.isEmpty())
