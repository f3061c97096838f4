"""Alert an operator who uses another window that a long run is over."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

LONG = 30.0
"""Seconds of a run from which it counts as long."""
SHOWN = 20_000
"""Milliseconds that the icon of the message stays."""


class RunAlert(QObject):
    """Marks the window in the task bar, and shows a message of the desktop where there can be one.

    Qt 6 has no progress in the task bar any more, so the mark is all there is.
    """

    pressed = Signal()
    """The operator pressed the message, and wants to see the window."""

    def __init__(
        self,
        window: QWidget,
        clock: Callable[[], float] = time.monotonic,
        show: Callable[[str], None] | None = None,
    ) -> None:
        """Measure by `clock`; `show` takes the place of the desktop."""
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._show = show or self._show_message
        self._began: float | None = None
        self._icon: QSystemTrayIcon | None = None
        self._hide = QTimer(self, singleShot=True, interval=SHOWN)
        self._hide.timeout.connect(self._hide_icon)

    def begin(self) -> None:
        """A run has begun."""
        if self._began is None:
            self._began = self._clock()

    def end(self, text: str) -> None:
        """The run is over; `text` says what became of it."""
        began, self._began = self._began, None
        if self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if began is not None and self._clock() - began >= LONG:
            self._show(text)

    def _show_message(self, text: str) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            if sys.platform == "linux":
                from gui.window.desktop_notification import notify

                notify(self._window.windowTitle(), text)
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.messageClicked.connect(self._press)
            self._icon.activated.connect(lambda _: self._press())
        self._icon.show()
        self._icon.showMessage(self._window.windowTitle(), text, QApplication.windowIcon(), SHOWN)
        self._hide.start()

    def _press(self) -> None:
        self.pressed.emit()
        self._hide_icon()

    def _hide_icon(self) -> None:
        if self._icon is not None:
            self._icon.hide()
