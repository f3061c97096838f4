"""What is asked and said when the window is to be closed, and that a run is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from gui.core.sending.progress import StateCounts

translate = QCoreApplication.translate


def close_title() -> str:
    """Title of the question whether to stop the run that is under way and close the window."""
    return translate("words", "Messages are being sent: stop and close?")


def close_question() -> str:
    """Say what closing means while a run is under way."""
    from gui.words.sending.run_cards import kept_by_closing  # imported late

    waits = translate("words", "The window closes once the calls under way have their answers.")
    return f"{kept_by_closing()}\n{waits}"


def go_on_sending() -> str:
    """Name the button that leaves the window open and the run going."""
    return translate("words", "Go on sending")


def stop_and_close() -> str:
    """Name the button that stops the run and closes the window."""
    return translate("words", "Stop and close")


def holds_shutdown() -> str:
    """Say why a shutdown should wait, in at most 256 characters; Windows shows it."""
    return translate(
        "words", "Messages are being sent: the calls under way need seconds for their answers."
    )


def run_over(counts: StateCounts) -> str:
    """The text of the desktop notification at the end of a run."""
    from gui.core.sending.state import RecipientState
    from gui.words.sending.run_cards import state_count  # imported late

    some = [(state, counts.of(state)) for state in RecipientState]
    return " · ".join(state_count(state, count) for state, count in some if count)
