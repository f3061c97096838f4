"""What became of a recipient, in a word."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.states import State

translate = QCoreApplication.translate


def state(state: State) -> str:
    """Name a state, as the table and the reports show it."""
    match state:
        case State.QUEUED:
            return translate("words", "Queued")
        case State.SUBMITTING:
            return translate("words", "Submitting")
        case State.ACCEPTED:
            return translate("words", "Accepted")
        case State.REJECTED:
            return translate("words", "Rejected")
        case State.UNKNOWN:
            return translate("words", "Unknown")
        case State.DELIVERED:
            return translate("words", "Delivered")
        case State.UNDELIVERED:
            return translate("words", "Undelivered")
        case State.CANCELLED:
            return translate("words", "Cancelled")
        case _:
            assert_never(state)
