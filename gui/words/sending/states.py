"""What became of a recipient, in a word."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from gui.core.sending.state import RecipientState

translate = QCoreApplication.translate


def state(state: RecipientState) -> str:
    """Name a state, as the table and the reports show it."""
    match state:
        case RecipientState.QUEUED:
            return translate("words", "Queued")
        case RecipientState.SUBMITTING:
            return translate("words", "Submitting")
        case RecipientState.ACCEPTED:
            return translate("words", "Accepted")
        case RecipientState.REJECTED:
            return translate("words", "Rejected")
        case RecipientState.UNKNOWN:
            return translate("words", "Unknown")
        case RecipientState.DELIVERED:
            return translate("words", "Delivered")
        case RecipientState.UNDELIVERED:
            return translate("words", "Undelivered")
        case RecipientState.CANCELLED:
            return translate("words", "Cancelled")
        case _:
            assert_never(state)
