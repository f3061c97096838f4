"""What Windows tells of another process, and lets it do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket


class Processes:
    """The processes of this computer, by their numbers; elsewhere than on Windows there are none.

    No method raises.
    """

    def server(self, socket: QLocalSocket) -> int:
        """Return the process that listens where a socket is connected; 0 if unknown."""
        if sys.platform != "win32":
            return 0
        import ctypes
        from ctypes import wintypes

        process = wintypes.ULONG()
        pipe = wintypes.HANDLE(int(socket.socketDescriptor()))
        ctypes.windll.kernel32.GetNamedPipeServerProcessId(pipe, ctypes.byref(process))
        return process.value

    def session(self, process: int) -> int | None:
        """Return the session of a process, whose windows no other session shows; none if unknown.

        Whoever is logged in twice, at the computer and by remote desktop, has two.
        """
        if sys.platform != "win32":
            return None
        import ctypes
        from ctypes import wintypes

        session = wintypes.DWORD()
        found = ctypes.windll.kernel32.ProcessIdToSessionId(process, ctypes.byref(session))
        return session.value if found else None

    def let_come_to_front(self, process: int) -> None:
        """Let a process take the foreground, which Windows gives to this one alone."""
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.user32.AllowSetForegroundWindow(process)
