"""Scenes of the page that sends: what is filled in, and what it is chosen from."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from gui.panels.top.place import Place
from tests.scenes.stage import NUMBERS, Stage

LARGE = 1.5
"""Of the usual text size; the largest that can be chosen."""


def first_start(stage: Stage) -> QWidget:
    """The window as it is started for the first time."""
    stage.until(stage.desk.find("send").isVisible)
    stage.until(lambda: stage.window.findChild(QLabel, "firstStartTitle") is not None)
    return stage.window


def filled(stage: Stage) -> QWidget:
    """A message that can be sent."""
    stage.fill(NUMBERS)
    return stage.window


def missing(stage: Stage) -> QWidget:
    """Send was pressed on a message that lacks a value."""
    stage.fill(NUMBERS, code="")
    stage.press("send")
    return stage.window


def presets(stage: Stage) -> QWidget:
    """The rail with presets, of which one is in the form, and test phones that are ticked."""
    stage.save_presets()
    session = stage.desk.session
    stage.desk.window.show_place(Place.SEND)
    session.presets.choose(session.preset_book.book.presets[0].id)
    stage.until(lambda: len(session.test_phones.ticked) == len(NUMBERS))
    return stage.window


def variables(stage: Stage) -> QWidget:
    """A template with many variables, and the options of the message."""
    stage.fill(NUMBERS)
    stage.desk.find("templateCode").setEditText("SMS_900000002")
    stage.desk.find("templateParam").setPlainText('{"name":"张三","meal":"套餐"}')
    fold = stage.desk.find("showOptions")
    fold.setChecked(True)
    stage.later(lambda: fold.setChecked(False))
    return stage.window


def json_editor(stage: Stage) -> QWidget:
    """The values as JSON."""
    stage.fill(NUMBERS)
    switch = stage.desk.find("showParamJson")
    switch.setChecked(True)
    stage.later(lambda: switch.setChecked(False))
    return stage.window


def template_popup(stage: Stage) -> QWidget:
    """The list of the templates."""
    stage.fill(NUMBERS)
    box = stage.desk.find("templateCode")
    box.showPopup()
    stage.later(box.hidePopup)
    return stage.window


def masked(stage: Stage) -> QWidget:
    """The middle of every number is hidden."""
    stage.send(NUMBERS)
    presets(stage)
    stage.desk.find("maskNumbers").setChecked(True)
    stage.later(lambda: stage.desk.find("maskNumbers").setChecked(False))
    return stage.window


def large_text(stage: Stage) -> QWidget:
    """All text is as large as it can be made."""
    stage.send(NUMBERS)
    presets(stage)
    theme = stage.desk.theme
    theme.set_scale(LARGE)
    stage.later(lambda: theme.set_scale(1.0))
    return stage.window
