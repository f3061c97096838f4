"""What the window asks when it is to be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from gui.core.sending.progress import StateCounts

translate = QCoreApplication.translate


def close_question() -> str:
    """Ask whether to stop the run that is under way and close the window."""
    return translate(
        "words",
        "Messages are being sent. Closing waits for the calls under way; what is queued stays"
        " queued and can go on at the next start.",
    )


def stop_and_close() -> str:
    """Name the button that stops the run and closes the window."""
    return translate("words", "Stop and close")


def run_over(counts: StateCounts) -> str:
    """The text of the desktop notification at the end of a run."""
    from gui.core.sending.state import RecipientState
    from gui.words.sending.run_cards import state_count  # imported late

    some = [(state, counts.of(state)) for state in RecipientState]
    return " · ".join(state_count(state, count) for state, count in some if count)
