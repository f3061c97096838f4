"""Scenes of runs: their cards in every state, and the question before one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.panels.top.place import Place
from tests.scenes.stage import MIXED, NUMBERS, Stage

UNCLEAR = ("13800000307", "13800138003")
"""The sandbox takes the first and answers with an error of its server."""
FAILURES = (
    "13800000101",
    "13800000116",
    "13800000117",
    "13800000402",
    "13800000403",
    "13800000404",
)
"""Refused and undelivered, each for another reason."""
MANY = tuple(f"137{n:08}" for n in range(60)) + FAILURES


def delivered(stage: Stage) -> QWidget:
    """The card of a run that arrived."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.SEND)
    stage.until(lambda: stage.desk.can("sendAgain"))
    return stage.window


def mixed(stage: Stage) -> QWidget:
    """The card of a run that arrived in part."""
    stage.send(MIXED)
    stage.desk.window.show_place(Place.SEND)
    # Its card hears of the last receipt a moment after the history does.
    stage.until(lambda: "2" in stage.desk.find("resendFailed").text())
    return stage.window


def unknown(stage: Stage) -> QWidget:
    """The card of a run of which nobody knows whether it arrived."""
    stage.fill(UNCLEAR)
    stage.desk.begin_to_send()
    stage.until(lambda: stage.desk.session.sending.busy)
    stage.until(lambda: not stage.desk.session.sending.busy)
    stage.until(lambda: stage.desk.can("sendAgain"))
    return stage.window


def confirmation(stage: Stage) -> QWidget:
    """The question before more than a few messages are sent, also in the sandbox."""
    stage.fill(MANY)
    stage.press("send")
    dialog = stage.dialog()
    stage.until(stage.desk.find("confirmSend").isEnabled)  # once the history was searched
    return dialog


def running(stage: Stage) -> QWidget:
    """A run under way, held back so that it can be looked at."""
    stage.desk.session.set_limits(1, 2)
    stage.desk.find("historyClear").click()
    stage.fill(tuple(f"139{n:08}" for n in range(40)))
    stage.desk.begin_to_send()
    stage.until(lambda: any(state == "accepted" for _, state in stage.desk.rows()))
    stage.until(lambda: stage.desk.can("pause"))
    stage.later(lambda: _end(stage))
    return stage.window


def paused(stage: Stage) -> QWidget:
    """A run that waits for the operator."""
    running(stage)
    stage.desk.session.sending.pause()
    stage.until(lambda: stage.desk.can("resume"))
    return stage.window


def stopped(stage: Stage) -> QWidget:
    """A run that was stopped, with a rest that can be sent."""
    running(stage)
    _end(stage)
    stage.until(lambda: stage.desk.can("resume"))
    return stage.window


def many(stage: Stage) -> QWidget:
    """A large run that is over: its failures by reason."""
    stage.send(MANY)
    stage.desk.window.show_place(Place.SEND)
    stage.until(lambda: stage.desk.can("resendFailed"))
    return stage.window


def _end(stage: Stage) -> None:
    sending = stage.desk.session.sending
    if sending.busy:
        sending.stop()
    stage.until(lambda: not sending.busy)
    stage.desk.session.set_limits(4, 100)
