"""The heartbeat of the GUI thread: how long the window would not have answered an operator."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEventLoop, Qt, QTimer

from gui.app.main import SWITCH_INTERVAL
from gui.app.plain_imports import restore_import

BEAT = 10
"""Milliseconds between two heartbeats."""
GOAL_BEAT = 60.0
"""Milliseconds that a heartbeat waits at most."""


def as_the_program() -> None:
    """Set Python up as the program does: how threads take turns, how modules come in."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    restore_import()


class Heart:
    """A timer of the GUI thread, and the longest time it ever waited, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


def idle(seconds: float) -> float:
    """The longest wait of a heartbeat while nothing is done: what the machine itself adds."""
    loop, heart = QEventLoop(), Heart()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    heart.stop()
    return heart.longest
