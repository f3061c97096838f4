"""The end of the desktop session: log-out, restart or shutdown, which give a few seconds."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from gui.window.window import Window

PATIENCE = 4000
"""Milliseconds for the calls under way to be answered; a call cut off then is unknown at the next
start."""
LIMIT = 4.6
"""Seconds until everything has ended on Windows. It lets a program run for 5, then covers the
screen with the question whether to end it [WM_ENDSESSION]."""


class Closable(Protocol):
    """What ends with the session.

    Attributes:
        window: the current one; it stops sending and closes first.
    """

    window: Window

    def close(self, seconds: float | None = None) -> bool:
        """End everything behind the window; true if it ended in time."""


class SessionEnd(QObject):
    """Lets the window stop sending, save its draft and close before the session ends.

    Nothing is asked: nobody may be there, and the system would end the program meanwhile.

    Windows first asks every program whether the session may end, and any of them, or the operator,
    may still say no. So nothing happens then, and a run goes on; the program ends once Windows says
    that the session does. Qt emits `commitDataRequest` for the former and `aboutToQuit` for the
    latter. Other systems say only the former.
    """

    def __init__(
        self,
        app: QGuiApplication,
        program: Closable,
        patience: int = PATIENCE,
        *,
        asks_first: bool = sys.platform == "win32",
    ) -> None:
        """Close `program` after its window, or when `patience` (milliseconds) is over.

        `asks_first` says whether the system asks before it ends the session, as Windows does.
        """
        super().__init__(app)
        self._program = program
        self._patience = patience
        self._asks_first = asks_first
        # Direct: the system goes on once the slot returns, and may end the process.
        app.commitDataRequest.connect(self.ask, Qt.ConnectionType.DirectConnection)
        if asks_first:
            app.aboutToQuit.connect(self.end_asked, Qt.ConnectionType.DirectConnection)

    def ask(self, _: object) -> None:
        """The session is to end, or, where the system asks first, may be going to."""
        if not self._asks_first:
            self._end(None)

    def end_asked(self) -> None:
        """The session ends, or the program does because its window was closed.

        Whether it was asked before says nothing: it may have been cancelled, and a system in a
        hurry does not ask.
        """
        if self._program.window.isVisible():
            self._end(LIMIT)

    def _end(self, limit: float | None) -> None:
        began = monotonic()
        loop, window = QEventLoop(), self._program.window
        window.closed.connect(loop.quit)
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(loop.quit)
        guard.start(self._patience)
        # Queued, so that a window that closes at once does so while the loop runs.
        QTimer.singleShot(0, window.stop_and_close)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        window.closed.disconnect(loop.quit)
        left = None if limit is None else max(0.0, limit - (monotonic() - began))
        self._program.close(left)
