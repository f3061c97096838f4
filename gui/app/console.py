"""Standard streams that can always be written to: the process's own, a console, or a message box.

A windowed program of Windows has none of its own: `sys.stdout` and `sys.stderr` are None there, as
they are anywhere else in a process that was started with closed streams.
"""

from __future__ import annotations

import atexit
import io
import sys
from collections.abc import Callable

_PARENT = -1
"""ATTACH_PARENT_PROCESS: the console that the program was started from [AttachConsole]."""
_INFORMATION, _FOREGROUND = 0x40, 0x10000
"""MB_ICONINFORMATION and MB_SETFOREGROUND [MessageBox]."""


class Box(io.StringIO):
    """Stands for standard error: shows what was written at the end of the program."""

    def __init__(self, show: Callable[[str], None]) -> None:
        super().__init__()
        self._show = show

    def show(self) -> None:
        """Show what was written since the last time, if anything was."""
        if text := self.getvalue().strip():
            self.seek(0)
            self.truncate()
            self._show(text)


def prepare() -> None:
    """Let every character be written, whatever the code page; without standard error, make one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if sys.stderr is None:
        box = Box(_show_box)
        sys.stderr = box
        atexit.register(box.show)


def attach() -> None:
    """Write to the console that the program was started from, if it has no streams of its own.

    Only where no window is opened: who closes a console ends all that are attached to it.
    """
    if sys.platform != "win32" or (sys.stdout is not None and not isinstance(sys.stderr, Box)):
        return
    import ctypes

    if not ctypes.windll.kernel32.AttachConsole(_PARENT):
        return
    console = open("CONOUT$", "w", encoding="utf-8", buffering=1)  # noqa: PTH123, SIM115 - a device, kept open
    if sys.stdout is None:
        sys.stdout = console
    if isinstance(sys.stderr, Box):
        sys.stderr = console


def _show_box(text: str) -> None:
    """Show a text in a box of the system's; only Windows has one without a toolkit."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "SMS Desk", _INFORMATION | _FOREGROUND)
