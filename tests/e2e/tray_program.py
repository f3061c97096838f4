"""A window whose long run ends while another is in front: `python -m tests.e2e.tray_program`.

It writes a line when the message or its icon is pressed, and ends when the window is closed.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from gui.resource import resource
from gui.window.run_alert import LONG, RunAlert


def main() -> int:
    app = QApplication(sys.argv)
    app.setWindowIcon(QIcon(str(resource("icons/sms-desk.svg"))))
    window = QWidget(windowTitle="SMS Desk")
    times = iter((0.0, LONG))
    alert = RunAlert(window, lambda: next(times))
    alert.pressed.connect(lambda: print("pressed", flush=True))
    alert.begin()
    QTimer.singleShot(0, lambda: alert.end("3 delivered"))
    window.show()
    window.showMinimized()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
