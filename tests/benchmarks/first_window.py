"""One start, timed from inside: prints a line of JSON once the window is exposed and idle.

python -m tests.benchmarks.first_window bare|desk DATA_DIR [zh_CN|en]
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

IDLE = 1500
"""Milliseconds after which memory is read."""
FIRST_FIELD = "templateCode"
"""It has the keyboard when the form is ready."""
LATE = ("aliyunsdkcore", "keyring", "requests", "cryptography", "phonenumbers", "truststore")


def main(kind: str, data_dir: str, language: str = "en") -> int:
    if kind == "desk":
        from gui.app.plain_imports import restore_import  # as `gui.__main__` does

        gc.disable()
        restore_import()
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Watch(QObject):
        """Waits for the first window that is on the screen."""

        seen = ready = 0.0
        late: tuple[str, ...] = ()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.seen:
                self.seen = time.time()
                self.late = tuple(name for name in LATE if name in sys.modules)
                QTimer.singleShot(IDLE, self.report)
            if event.type() == QEvent.Type.FocusIn and not self.ready:
                self.ready = time.time() if watched.objectName() == FIRST_FIELD else 0.0
            return False

        def report(self) -> None:
            memory = resident()
            found = {
                "seen": self.seen,
                "ready": self.ready,
                "memory": memory,
                "fonts": fonts(),
                "late": self.late,
            }
            print(json.dumps(found), flush=True)
            QApplication.closeAllWindows()
            QApplication.quit()

    watch = Watch()

    class Application(QApplication):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            self.installEventFilter(watch)

    if kind == "bare":
        app = Application(["bare"])
        window = QMainWindow()
        window.setCentralWidget(QLabel("bare"))
        window.resize(1280, 800)
        window.show()
        return app.exec()
    import gui.app.main

    setattr(gui.app.main, "QApplication", Application)  # noqa: B010 - it is the program's own name
    return gui.app.main.run(None, data_dir, language)


def resident() -> float:
    """MB of this process in memory."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def fonts() -> float:
    """MB of that which are pages of the system's font files, shared by all programs."""
    total, counted = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if not line[0].isupper():
            counted = "/fonts/" in line
        elif counted and line.startswith("Rss:"):
            total += int(line.split()[1])
    return total / 1024


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
