"""A progress bar whose parts show the counts of each state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import SHOWN_ORDER
from gui.core.sending.state import RecipientState
from gui.panels.theme.theme import Theme

LEAST = 3
"""Pixels of a part that is there at all."""
_FILLS = {
    RecipientState.UNDELIVERED: "danger-fill",
    RecipientState.REJECTED: "danger",
    RecipientState.UNKNOWN: "unknown-fill",
    RecipientState.DELIVERED: "success-fill",
    RecipientState.ACCEPTED: "accepted-fill",
    RecipientState.CANCELLED: "text-disabled",
}
"""The role of the colour of each state; what is not submitted stays track."""


class StackedBar(QProgressBar):
    """The counts of a run as a bar; value and maximum are those of a progress bar."""

    def __init__(self, theme: Theme, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts = StateCounts()
        self.setTextVisible(False)
        self._height = theme.size("height.progress-small" if small else "height.progress")
        self.setFixedHeight(self._height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_counts(StateCounts())

    def show_counts(self, counts: StateCounts) -> None:
        """Show how many are in each state."""
        self._counts = counts
        # A range of nothing at all would show a busy bar.
        self.setRange(0, max(1, counts.total))
        self.setValue(counts.completed)
        self.update()

    def sizeHint(self) -> QSize:
        """The height of the design token."""
        return QSize(120, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts side by side, in the order of the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.setClipPath(path)
        painter.fillRect(whole, self._theme.colour("track"))
        left = 0.0
        for role, width in part_widths(self._counts, whole.width()):
            if role:
                painter.fillRect(QRectF(left, 0, width, whole.height()), self._theme.colour(role))
            left += width + 1


def part_widths(counts: StateCounts, room: float) -> Sequence[tuple[str, float]]:
    """Share `room` pixels out to the states that are there, 1 pixel between two.

    Returns the role of the colour of each, empty for the track, and its width: `LEAST` at least.
    """
    states = [state for state in SHOWN_ORDER if counts.of(state)]
    if not states:
        return []
    free = room - (len(states) - 1) - LEAST * len(states)
    return [
        (
            _FILLS.get(state, ""),
            LEAST + max(0.0, free) * counts.of(state) / counts.total,
        )
        for state in states
    ]
