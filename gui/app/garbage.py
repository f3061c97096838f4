"""Collects cyclic garbage on the GUI thread alone.

Python collects on whichever thread happens to allocate. Dialogs that were closed are such garbage,
and Qt crashes if widgets are deleted on a worker thread while it lays out or paints others.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

COLLECT_EVERY_MS = 1000
"""Milliseconds between two checks. Each check is cheap; collecting this often keeps each collection
short after a large list."""


class GarbageCollector(QObject):
    """Takes over from Python's own collector, which stays disabled."""

    def __init__(self, interval_ms: int = COLLECT_EVERY_MS, parent: QObject | None = None) -> None:
        """Disable Python's collector; nothing is collected before `start`."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=interval_ms)
        self._timer.timeout.connect(collect_due)

    def start(self) -> None:
        """Start to collect; objects that exist now are never examined (`gc.freeze`)."""
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Collect nothing any more."""
        self._timer.stop()


def collect_due() -> None:
    """Collect the generations that Python would collect by now, on the thread of the caller."""
    oldest = -1
    for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True):
        if count <= threshold:
            break
        oldest += 1
    if oldest >= 0:
        gc.collect(oldest)
