"""A word that is spelled with an input method is seen alone, and its placeholder comes back."""

import pytest
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gui.panels.presets.phone_dialogs import AddPhonesDialog
from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.text_box import TextBox
from gui.resource import resource

HINT = "Type or paste numbers, names"


def compose(editor: QPlainTextEdit, spelled: str, committed: str = "") -> None:
    event = QInputMethodEvent(spelled, [])
    event.setCommitString(committed)
    QApplication.sendEvent(editor, event)


def look(editor: QPlainTextEdit) -> QImage:
    return editor.viewport().grab().toImage()


@pytest.fixture
def editor(qtbot: QtBot) -> TextBox:
    editor = TextBox(3)
    qtbot.addWidget(editor)
    editor.setCursorWidth(0)
    editor.setPlaceholderText(HINT)
    editor.show()
    return editor


def test_nothing_shows_under_what_is_spelled(editor: TextBox) -> None:
    compose(editor, "ni hao")
    with_hint = look(editor)
    compose(editor, "")
    editor.setPlaceholderText("")
    compose(editor, "ni hao")
    assert with_hint == look(editor)


def test_the_placeholder_is_back_when_the_word_is_given_up(editor: TextBox) -> None:
    before = look(editor)
    compose(editor, "n")
    compose(editor, "ni")
    assert look(editor) != before
    compose(editor, "")
    assert look(editor) == before
    assert editor.placeholderText() == HINT


def test_the_word_is_typed_and_the_placeholder_comes_when_it_is_gone(editor: TextBox) -> None:
    before = look(editor)
    compose(editor, "nihao")
    compose(editor, "", "你好")
    assert editor.toPlainText() == "你好"
    editor.clear()
    assert look(editor) == before


def test_the_test_phones_are_typed_into_one(qtbot: QtBot) -> None:
    dialog = AddPhonesDialog(Theme(resource("")), [])
    qtbot.addWidget(dialog)
    lines = dialog.findChild(TextBox, "phoneLines")
    assert lines is not None and lines.tabChangesFocus()
