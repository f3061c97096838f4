"""The sentence about starting the program a second time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def not_listening(reason: str) -> str:
    """Say that a second program will not find this one, and what to do then."""
    return translate(
        "words",
        "If SMS Desk is started again, it cannot show this window or open a list in it: no local"
        " socket can be made ({reason}). Sending is not affected; open lists with Import… here.",
    ).format(reason=reason)
