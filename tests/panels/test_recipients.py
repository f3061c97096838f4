import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.core.phones import PhoneProblem
from gui.core.recipients import Problem, Recipients, RowProblem
from gui.panels.left_out_table import LeftOutTable
from gui.panels.number_editor import LONGEST_LINE, SEPARATORS, NumberEditor, broken
from gui.panels.recipients import CHECKING_AFTER, RecipientsPanel
from gui.words import drafts

SHORT = Problem(2, "12345", PhoneProblem.TOO_SHORT)
AGAIN = Problem(3, "13800138000", RowProblem.REPEATED, 1)
FOUND = Recipients(("13800138000", "13900139000"), (SHORT, AGAIN), 1)
TEXT = "13800138000\n139 0013 9000, 12345\n13800138000"


@pytest.fixture
def panel(qtbot, theme):
    window = QWidget()
    panel = RecipientsPanel(theme)
    QVBoxLayout(window).addWidget(panel)
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(lambda: editor(panel).hasFocus())
    yield panel


def editor(panel) -> NumberEditor:
    return panel.findChild(NumberEditor, "phoneNumbers")


def button(panel, name) -> QPushButton:
    return panel.findChild(QPushButton, name)


def label(panel, name) -> QLabel:
    return panel.findChild(QLabel, name)


def table(panel) -> LeftOutTable:
    return panel.findChild(LeftOutTable, "recipientProblems")


def urls(*texts: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(text) for text in texts])
    return data


def drop(target: QWidget, data: QMimeData) -> bool:
    at, button, keys = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, action, data, button, keys)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(at), action, data, button, keys))
    return enter.isAccepted()


def test_what_is_typed_is_told_at_once_and_handed_on_after_a_moment(qtbot, panel):
    told = []
    panel.edited.connect(lambda: told.append("edited"))
    panel.changed.connect(told.append)
    with qtbot.waitSignal(panel.changed):
        QTest.keyClicks(editor(panel), "138")
    assert told == ["edited"] * 3 + ["138"]


def test_a_restored_text_is_handed_on(qtbot, panel):
    with qtbot.waitSignal(panel.changed) as told:
        panel.set_text(TEXT)
    assert told.args == [TEXT] == [panel.text()]


def test_the_summary_counts_and_names_the_first_numbers(panel):
    panel.show_recipients(FOUND)
    summary = label(panel, "recipientSummary")
    assert summary.text() == drafts.recipients(FOUND)
    assert QAccessible.queryAccessibleInterface(summary).text(QAccessible.Text.Name) == (
        summary.text()
    )


def test_only_a_long_check_is_said(qtbot, panel):
    panel.show_recipients(FOUND)
    summary = label(panel, "recipientSummary")
    panel.set_checking(True)
    assert summary.text() == drafts.recipients(FOUND)
    qtbot.waitUntil(lambda: summary.text() == "Checking…", timeout=10 * CHECKING_AFTER)
    panel.set_checking(False)
    assert summary.text() == drafts.recipients(FOUND)
    panel.set_checking(True)
    panel.show_recipients(Recipients())
    assert summary.text() == drafts.recipients(Recipients())
    assert not any(timer.isActive() for timer in panel.findChildren(QTimer))


def test_problems_are_behind_a_button_that_is_there_when_they_are(panel):
    show = button(panel, "showProblems")
    assert not show.isVisible() and not table(panel).isVisible()
    panel.show_recipients(FOUND)
    assert show.isVisible() and not table(panel).isVisible()
    assert show.text() == "S&how" and show.accessibleName() == "Show the numbers left out"
    show.click()
    assert table(panel).isVisible() and table(panel).model().rowCount() == 2
    assert show.text() == "&Hide"
    panel.show_recipients(Recipients())
    assert not show.isVisible() and not table(panel).isVisible()


def open_problem(panel, row: int) -> None:
    if not table(panel).isVisible():
        button(panel, "showProblems").click()
    table(panel).setFocus()
    table(panel).setCurrentIndex(table(panel).model().index(row, 0))
    QTest.keyClick(table(panel), Qt.Key.Key_Return)


def test_enter_on_a_problem_goes_to_its_place(panel):
    panel.set_text(TEXT)
    panel.show_recipients(FOUND)
    open_problem(panel, 0)
    cursor = editor(panel).textCursor()
    assert (cursor.selectedText(), cursor.blockNumber()) == ("12345", 1)
    assert editor(panel).hasFocus()
    open_problem(panel, 1)
    cursor = editor(panel).textCursor()
    assert (cursor.selectedText(), cursor.blockNumber()) == ("13800138000", 2)


def test_a_double_click_on_a_problem_goes_to_its_place(qtbot, panel):
    panel.set_text(TEXT)
    panel.show_recipients(FOUND)
    button(panel, "showProblems").click()
    place = table(panel).visualRect(table(panel).model().index(0, 1)).center()
    qtbot.mouseClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor(panel).textCursor().selectedText() == "12345"


def test_a_text_that_core_shortened_is_found_or_its_line_is(panel):
    panel.set_text("abc" * 50 + "\nx  \u200b y")
    problems = (
        Problem(1, "abcabc…", PhoneProblem.NOT_A_NUMBER),
        Problem(2, "x y", PhoneProblem.NOT_A_NUMBER),
    )
    panel.show_recipients(Recipients((), problems))
    open_problem(panel, 0)
    assert editor(panel).textCursor().selectedText() == "abcabc"
    open_problem(panel, 1)
    assert editor(panel).textCursor().selectedText() == "x  \u200b y"


def test_a_problem_of_an_imported_list_selects_nothing_typed(panel):
    panel.set_text("13800138000\n13800138001")
    panel.show_source("list.csv")
    problem = Problem(2, "oops", PhoneProblem.NOT_A_NUMBER)
    panel.show_recipients(
        Recipients(("13800138000",), (problem, Problem(900, "x", problem.reason)))
    )
    for row in (0, 1):
        open_problem(panel, row)
        assert not editor(panel).textCursor().hasSelection()
        assert "imported file" in label(panel, "recipientSource").text()


def test_numbers_are_added_on_lines_of_their_own_and_taken_off_by_undo(panel):
    panel.append_numbers(("13800138000", "13800138001"))
    assert panel.text() == "13800138000\n13800138001"
    panel.append_numbers(("13800138002",))
    panel.append_numbers(())
    assert panel.text() == "13800138000\n13800138001\n13800138002"
    editor(panel).undo()
    assert panel.text() == "13800138000\n13800138001"


def test_an_imported_list_is_named_and_can_be_removed(qtbot, panel):
    remove = button(panel, "dropImport")
    assert not remove.isVisible()
    panel.show_source("list <b>.csv")
    assert "list <b>.csv" in label(panel, "recipientSource").text()
    with qtbot.waitSignal(panel.import_dropped):
        remove.click()
    panel.show_source("")
    assert not remove.isVisible() and not label(panel, "recipientSource").isVisible()


def test_the_button_asks_for_a_file(qtbot, panel):
    with qtbot.waitSignal(panel.import_wanted):
        button(panel, "importList").click()


@pytest.mark.parametrize("place", ["panel", "editor"])
def test_a_file_dropped_anywhere_is_handed_on(qtbot, panel, place):
    target = panel if place == "panel" else editor(panel).viewport()
    with qtbot.waitSignal(panel.file_dropped) as told:
        assert drop(target, urls("file:///tmp/a%20list.csv"))
    assert told.args == ["/tmp/a list.csv"]
    assert panel.text() == ""


def test_of_several_files_the_first_is_taken_and_that_is_said(qtbot, panel):
    with qtbot.waitSignal(panel.file_dropped) as told:
        drop(panel, urls("https://example.com/x.csv", "file:///tmp/b.csv", "file:///tmp/c.csv"))
    assert told.args == ["/tmp/b.csv"]
    assert "b.csv" in label(panel, "recipientSource").text()


def test_a_link_is_no_file(qtbot, panel):
    with qtbot.assertNotEmitted(panel.file_dropped):
        drop(panel, urls("https://example.com/list.csv"))
    assert "no file of this computer" in label(panel, "recipientSource").text()


def test_text_that_is_dropped_stays_text(panel):
    data = QMimeData()
    data.setText("13800138000")
    assert not drop(panel, data)
    assert drop(editor(panel).viewport(), data)
    assert panel.text() == "13800138000"


def test_a_pasted_file_is_handed_on_and_a_spreadsheet_column_is_text(qtbot, panel):
    with qtbot.waitSignal(panel.file_dropped):
        editor(panel).insertFromMimeData(urls("file:///tmp/a.csv"))
    column = QMimeData()
    column.setText("13800138000\r\n13900139000\r\n")
    column.setHtml("<table><tr><td>13800138000</td></tr></table>")
    editor(panel).insertFromMimeData(column)
    assert panel.text() == "13800138000\n13900139000\n"


@pytest.mark.parametrize("separator", ["\n", ",", " "])
def test_a_hundred_thousand_numbers_do_not_freeze_the_editor(panel, separator):
    data = QMimeData()
    data.setText(separator.join(str(13800000000 + i) for i in range(100_000)))
    started = time.perf_counter()
    editor(panel).insertFromMimeData(data)
    QTest.keyClick(editor(panel), Qt.Key.Key_Comma)
    # About a second; a line of that length alone takes Qt three minutes.
    assert time.perf_counter() - started < 10


@given(st.text(alphabet="0123456789,;，； \t\n", max_size=200), st.integers(1, 40))
def test_breaking_lines_loses_nothing(piece, times):
    text = piece * times
    lines = broken(text).split("\n")
    assert all(len(line) <= LONGEST_LINE for line in lines)
    assert "".join(lines) == text.replace("\n", "")


def test_a_line_is_broken_after_a_separator_and_else_at_a_blank():
    numbers = ["138 0013 8000"] * 500
    for mark in SEPARATORS:
        lines = broken(mark.join(numbers)).split("\n")
        assert all(line.endswith(mark) for line in lines[:-1])
    assert all(line.endswith(" ") for line in broken(" ".join(numbers)).split("\n")[:-1])


def test_the_keyboard_goes_on_from_the_numbers(panel):
    panel.show_source("list.csv")
    panel.show_recipients(FOUND)
    button(panel, "showProblems").click()
    editor(panel).setFocus()
    order = []
    for _ in range(5):
        order.append(panel.window().focusWidget().objectName())
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
    assert order == [
        "phoneNumbers",
        "dropImport",
        "importList",
        "showProblems",
        "recipientProblems",
    ]


def test_every_control_has_an_accessible_name(panel):
    panel.show_recipients(FOUND)
    controls = (
        "phoneNumbers",
        "importList",
        "dropImport",
        "showProblems",
        "recipientProblems",
    )
    for name in controls:
        control = panel.findChild(QWidget, name)
        assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name), name
