"""The end of the desktop session: log-out, restart or shutdown, which give a few seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from gui.window.window import Window

PATIENCE = 4000
"""Milliseconds for the calls under way to be answered. Windows ends a program after 5 seconds
[WM_QUERYENDSESSION]; a call cut off then is unknown at the next start."""


class Closable(Protocol):
    """What ends with the session.

    Attributes:
        window: the current one; it stops sending and closes first.
    """

    window: Window

    def close(self) -> bool:
        """End everything behind the window; true if it ended in time."""


def end_with_session(
    app: QGuiApplication, program: Closable, patience: int = PATIENCE
) -> Callable[[object], None]:
    """Let the window stop sending, save its draft and close before the session ends.

    Nothing is asked: nobody may be there, and the system would end the program meanwhile.

    `program` is closed after its window, or when `patience` (milliseconds) is over. Returned is
    the slot that `commitDataRequest` of `app` is connected to.
    """

    def end(_: object) -> None:
        loop, window = QEventLoop(), program.window
        window.closed.connect(loop.quit)
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(loop.quit)
        guard.start(patience)
        # Queued, so that a window that closes at once does so while the loop runs.
        QTimer.singleShot(0, window.stop_and_close)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        window.closed.disconnect(loop.quit)
        program.close()

    # Direct: the system goes on once the slot returns, and may end the process.
    app.commitDataRequest.connect(end, Qt.ConnectionType.DirectConnection)
    return end
