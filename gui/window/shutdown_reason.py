"""Windows is told why a shutdown should wait while messages are sent."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.session.sending.send_controller import SendController
from gui.words import window as words

Notify = Callable[[int, str], object]
"""Gives a window, by its handle, a reason; an empty one takes it away."""


def notify_windows(handle: int, reason: str) -> bool:
    """Tell Windows; false if it does not take it [ShutdownBlockReasonCreate]."""
    if sys.platform != "win32":
        return False
    import ctypes
    from ctypes import wintypes

    window, user32 = wintypes.HWND(handle), ctypes.windll.user32
    if reason:
        return bool(user32.ShutdownBlockReasonCreate(window, ctypes.c_wchar_p(reason)))
    return bool(user32.ShutdownBlockReasonDestroy(window))


class ShutdownReason(QObject):
    """Gives the window a reason while a run goes on.

    It keeps nobody from shutting down: Windows shows it where the program takes longer to end than
    the system waits, so that whoever decides to end it knows what that cuts off.

    Attributes:
        given: whether there is a reason now.
    """

    def __init__(
        self, sending: SendController, window: QWidget, notify: Notify = notify_windows
    ) -> None:
        super().__init__(window)
        self._sending = sending
        self._window = window
        self._notify = notify
        self.given = False
        sending.state_changed.connect(self._follow)

    def _follow(self, _: object) -> None:
        busy = self._sending.busy
        if busy != self.given:
            self.given = busy
            self._notify(int(self._window.winId()), words.holds_shutdown() if busy else "")
