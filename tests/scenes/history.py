"""Scenes of the history."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.panels.top.place import Place
from tests.scenes.stage import MIXED, NUMBERS, Stage


def history_empty(stage: Stage) -> QWidget:
    """The history before anything was sent."""
    stage.desk.window.show_place(Place.HISTORY)
    return stage.window


def history(stage: Stage) -> QWidget:
    """The history with the details of an undelivered number."""
    stage.send(MIXED)
    stage.desk.window.show_place(Place.HISTORY)
    stage.press_if("historyClear")
    table = stage.desk.find("historyTable")
    stage.until(lambda: stage.desk.session.history.model.rowCount() >= len(MIXED))
    states = [state for _, state in stage.desk.rows()]
    table.selectRow(states.index("undelivered") if "undelivered" in states else 1)
    return stage.window


def history_of_a_run(stage: Stage) -> QWidget:
    """The history of one run alone."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.SEND)
    stage.press("showRunInHistory")
    stage.until(lambda: bool(stage.desk.find("historyRun").text()))
    return stage.window


def history_without_a_match(stage: Stage) -> QWidget:
    """A search that finds nothing."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.HISTORY)
    search = stage.desk.find("historySearch")
    search.setText("nobody")
    stage.until(lambda: stage.desk.session.history.model.rowCount() == 0)
    stage.later(search.clear)
    return stage.window


def history_of_two_days(stage: Stage) -> QWidget:
    """The history is to be narrowed to the days between two."""
    history(stage)
    box = stage.desk.find("historyPeriod")
    box.setCurrentIndex(box.count() - 1)
    return stage.dialog()


def palette(stage: Stage) -> QWidget:
    """What can be done or found, after some letters."""
    stage.send(NUMBERS)
    stage.desk.window.show_place(Place.SEND)
    stage.press("findOrRun")
    dialog = stage.dialog()
    stage.desk.find("paletteSearch").setText("13")
    return dialog
