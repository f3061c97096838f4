"""Sentences about starting the program a second time."""

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


def in_another_session(data_dir: str) -> str:
    """Say that the program is open where its window cannot be seen from here."""
    return translate(
        "words",
        "SMS Desk is already open with the data in {data_dir}, in another session of the same user"
        " of this computer: at the computer itself, or by remote desktop. Use it there, or close it"
        " there and start it here again.",
    ).format(data_dir=data_dir)
