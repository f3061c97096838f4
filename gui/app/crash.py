"""Unhandled exceptions: a redacted log entry and a dialog, on the GUI thread."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui import __version__
from gui.app.console import Box

log = logging.getLogger(__name__)

_NO_BOXES, _NO_REPORTS = 0x0001, 0x0002
"""SEM_FAILCRITICALERRORS; SEM_NOGPFAULTERRORBOX, which also keeps Windows Error Reporting, and so
a dump, from a crash [SetErrorMode]."""
_NO_HEAP = 1
"""WER_FAULT_REPORTING_FLAG_NOHEAP: no heap in a report that is made all the same [WerSetFlags]."""


def forbid_dumps() -> None:
    """Let no crash of this process, or of one it starts, write its memory to disk.

    Secrets and numbers are in it. Call it before there are any.
    """
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(kernel.GetErrorMode() | _NO_BOXES | _NO_REPORTS)
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
    else:
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            # The limit does not hold where dumps are piped to a program, this does [core(5)].
            with suppress(OSError):
                Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")


def redacted(error: BaseException) -> str:
    """Say where an error arose and of which kind it is: its text may hold people's data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames
    ]
    kind = type(error)
    return "\n".join(["Traceback:", *places, f"{kind.__module__}.{kind.__qualname__}"])


class CrashReporter(QObject):
    """Catches what escapes on any thread, logs it, and shows each kind once."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: set[str] = set()
        self.window: QWidget | None = None
        # Queued, so that the dialog is made on the GUI thread whichever thread failed.
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def show_over(self, window: QWidget) -> None:
        """Show further exceptions in a dialog over `window`."""
        self.window = window

    def install(self) -> None:
        """Replace Python's exception hooks, which would print the text of errors."""
        sys.excepthook = self._hook
        sys.unraisablehook = lambda failed: self.report(failed.exc_value)
        threading.excepthook = lambda failed: self.report(failed.exc_value)

    def report(self, error: BaseException | None) -> None:
        """Log `error`, and show it if nothing like it was shown yet; from any thread.

        Never raises: after a hook that does, Python prints the error as it is.
        """
        if error is None or isinstance(error, SystemExit):  # a thread may end by the latter
            return
        text = redacted(error)
        log.error("%s", text)
        # A windowed program without a console has no standard error, but a box that the dialog
        # is to stand for.
        if sys.stderr is not None and not isinstance(sys.stderr, Box):
            with suppress(OSError, ValueError):  # closed, or without a letter of the path
                sys.stderr.write(f"{text}\n")
        with suppress(RuntimeError):  # Qt is gone: the program ends
            self._caught.emit(text)

    def _hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def _show(self, text: str) -> None:
        if text in self._shown:
            return
        self._shown.add(text)
        # Imported late. No theme: it may be the theme that failed.
        from gui.panels.help.crash_dialog import CrashDialog

        made_of = (f"SMS Desk {__version__}", platform.platform(), platform.python_version())
        CrashDialog("\n".join([", ".join(made_of), text]), self.window).open()
