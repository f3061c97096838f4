"""What the window asks when it is to be closed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def closing() -> str:
    """Ask whether to stop the run that is under way and close the window."""
    return translate(
        "words",
        "Messages are being sent. Closing waits for the calls under way; what is queued stays"
        " queued and can go on at the next start.",
    )


def stop_and_close() -> str:
    """Name the button that stops the run and closes the window."""
    return translate("words", "Stop and close")
