"""Fields that are changed on purpose only."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent


class Steady:
    """Mixed into a field that the wheel must not change: who scrolls a form would change it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()
