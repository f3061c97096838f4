"""Scenes of dialogs: accounts, settings, help, and what the rail asks."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

from gui.panels.top.place import Place
from tests.scenes.stage import NUMBERS, Stage

REPORT = """\
SMS Desk, Python 3.11.7, Qt 6.11.3, Linux

Traceback (most recent call last):
  File "gui/session/composer.py", line 118, in summary
    return self._summary[number]
IndexError: list index out of range"""


def manual(stage: Stage) -> QWidget:
    """The manual."""
    stage.press("help")
    return stage.dialog()


def log(stage: Stage) -> QWidget:
    """The log."""
    stage.press("settings")
    settings = stage.dialog()
    stage.press("showLog")
    stage.until(lambda: stage.dialog() is not settings)
    settings.close()
    return stage.dialog()


def crash(stage: Stage) -> QWidget:
    """The report of an error that nobody foresaw."""
    from gui.panels.help.crash_dialog import CrashDialog

    stage.desk.window.show_place(Place.SEND)
    CrashDialog(REPORT, stage.window).show()
    return stage.dialog()


def sandbox_account(stage: Stage) -> QWidget:
    """The dialog of the accounts, with what the sandbox answers to."""
    stage.desk.window.show_place(Place.SEND)
    stage.press("accountSettings")
    return stage.dialog()


def new_account(stage: Stage) -> QWidget:
    """The form of an account that is being added."""
    dialog = sandbox_account(stage)
    stage.press("newAccount")
    return dialog


def account_error(stage: Stage) -> QWidget:
    """A form that cannot be saved yet."""
    dialog = new_account(stage)
    stage.desk.find("accountLabel").insert("商城")
    stage.desk.find("accessKeyId").insert("LTAI5tExampleOfAKey")
    stage.press("saveAccount")
    stage.later(lambda: stage.press_if("discardAccount"))
    return dialog


def unsaved_account(stage: Stage) -> QWidget:
    """The dialog is to be closed with edits that are not saved."""
    dialog = account_error(stage)
    dialog.close()
    stage.until(lambda: stage.dialog() is not dialog)
    stage.later(lambda: stage.press_if("discardEdits"))
    return stage.dialog()


def settings(stage: Stage) -> QWidget:
    """The settings."""
    stage.press("settings")
    return stage.dialog()


def about(stage: Stage) -> QWidget:
    """The end of the settings: versions and licences."""
    dialog = settings(stage)
    for scroll in dialog.findChildren(QScrollArea):
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    return dialog


def new_preset(stage: Stage) -> QWidget:
    """The form is kept as a preset."""
    stage.fill(NUMBERS)
    stage.press("savePreset")
    return stage.dialog()


def new_test_phones(stage: Stage) -> QWidget:
    """Phones are added that are sent to while testing."""
    stage.desk.window.show_place(Place.SEND)
    stage.press("addTestPhone")
    return stage.dialog()


def toast(stage: Stage) -> QWidget:
    """A notice that goes away by itself, with a way back."""
    stage.save_presets()
    session = stage.desk.session
    stage.desk.window.show_place(Place.SEND)
    last = session.preset_book.book.presets[-1]
    session.presets.delete([last.id])
    stage.until(lambda: stage.desk.can("messageAction"))
    stage.later(lambda: stage.press_if("messageAction"))
    return stage.window
