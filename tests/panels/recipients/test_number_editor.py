"""The editor of numbers by itself: what leaves it, and when."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.recipients.number_editor import NumberEditor

A, B = "13800138000", "13900139000"


class Place:
    """An editor that has the keyboard, another field, and what was taken."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.editor, self.other = NumberEditor(), QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.editor)
        column.addWidget(self.other)
        qtbot.addWidget(self.window)
        self.taken: list[str] = []
        self.editor.taken.connect(self.taken.append)
        self.window.show()
        self.window.activateWindow()
        self.editor.setFocus()
        qtbot.waitUntil(self.editor.hasFocus)

    def press(self, letter: str) -> None:
        """Type a letter by its key, or as an input method does."""
        if letter == "\n":
            QTest.keyClick(self.editor, Qt.Key.Key_Return)
        elif letter.isascii():
            QTest.keyClicks(self.editor, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(self.editor, event)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)
        QApplication.processEvents()


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    return Place(qtbot)


def test_a_number_in_the_middle_is_not_taken(qtbot: QtBot, place: Place) -> None:
    place.type(A)
    place.type(" 139")
    assert place.taken == [f"{A} "] and place.editor.toPlainText() == "139"


@pytest.mark.parametrize("end", [",", "；", " ", "\n"])
def test_what_is_finished_leaves_the_editor(place: Place, end: str) -> None:
    place.type(A)
    assert place.taken == []
    place.type(end)
    assert [text.strip(" ,；") for text in place.taken] == [A]
    assert place.editor.toPlainText() == ""


def test_leaving_the_editor_finishes_and_leaving_the_window_does_not(
    qtbot: QtBot, place: Place
) -> None:
    place.type("1380013")
    reason = Qt.FocusReason.ActiveWindowFocusReason
    QApplication.sendEvent(place.editor, QFocusEvent(QFocusEvent.Type.FocusOut, reason))
    assert place.taken == []
    place.other.setFocus()
    qtbot.waitUntil(lambda: place.taken == ["1380013"])


def test_a_pasted_beginning_of_a_number_waits_for_the_rest(place: Place) -> None:
    data = QMimeData()
    data.setText("1380013")
    place.editor.insertFromMimeData(data)
    assert place.taken == []
    place.type("8000")
    data.setText(f"\n{B}")
    place.editor.insertFromMimeData(data)
    assert place.taken == [f"{A}\n{B}"]


def test_what_a_script_sets_is_taken_with_what_was_typed(place: Place) -> None:
    place.type("138")
    place.editor.setPlainText(f"{A}\n{B}")
    assert place.taken == ["138", f"{A}\n{B}"]
    assert place.editor.toPlainText() == ""


def test_what_assistive_technology_inserts_is_taken_once_it_is_quiet(
    qtbot: QtBot, place: Place
) -> None:
    place.other.setFocus()
    qtbot.waitUntil(place.other.hasFocus)
    for piece in (A[:3], A[3:]):
        cursor = QTextCursor(place.editor.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
    assert place.taken == []
    qtbot.waitUntil(lambda: place.taken == [A])


def test_left_and_backspace_at_the_beginning_leave_the_editor(qtbot: QtBot, place: Place) -> None:
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
        with qtbot.waitSignal(place.editor.left):
            QTest.keyClick(place.editor, key)
    place.type("13")
    with qtbot.assertNotEmitted(place.editor.left):
        QTest.keyClick(place.editor, Qt.Key.Key_Backspace)
    assert place.editor.toPlainText() == "1"


def test_an_entry_that_is_edited_goes_on_being_typed(qtbot: QtBot, place: Place) -> None:
    place.editor.edit("1380013800")
    place.type("0")
    assert place.taken == [] and place.editor.toPlainText() == A


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.sampled_from([A, B, "12345", f"张三 {A}"]), max_size=4), st.data())
def test_keys_one_by_one_give_the_same_as_a_text_at_once(
    place: Place, entries: list[str], data: st.DataObject
) -> None:
    place.editor.finish()
    place.taken.clear()
    separators = [data.draw(st.sampled_from([",", "，", "\n", ";"])) for _ in entries]
    for entry, separator in zip(entries, separators, strict=True):
        for letter in entry + separator:
            place.press(letter)
            if data.draw(st.booleans()):
                QApplication.processEvents()
    QApplication.processEvents()
    place.editor.finish()
    found = [one for text in place.taken for one in text.replace("，", ",").split(",")]
    words = [one.strip() for text in found for one in text.replace(";", ",").split(",")]
    assert [word for word in words if word] == entries
