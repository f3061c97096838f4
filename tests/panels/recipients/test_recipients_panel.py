from __future__ import annotations

import time
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.core.lists.draft_rows import (
    DraftEntry,
    DraftNote,
    DraftOverview,
    DraftRecipient,
    DraftSource,
    DraftStep,
    LoadProgress,
    SourceKind,
    StepKind,
)
from gui.core.lists.layout import Layout
from gui.core.lists.notes import Note, RowNote
from gui.core.phones.number import PhoneProblem
from gui.models.draft_columns import NoteColumns, RecipientColumns
from gui.models.paged import PagedModel
from gui.panels.recipients.number_editor import LONGEST_LINE, SEPARATORS, NumberEditor, broken
from gui.panels.recipients.problems_dialog import ProblemsDialog
from gui.panels.recipients.recipients_dialog import RecipientsDialog
from gui.panels.recipients.recipients_panel import RecipientsPanel
from gui.panels.recipients.region_box import RegionBox
from gui.panels.theme.theme import Theme
from gui.panels.widgets.tables import paged_table
from gui.panels.widgets.tables.paged_table import PagedTable
from gui.words.recipients import lists
from tests.present import present

TYPED = DraftSource(1, SourceKind.TYPED, "", "", (), Layout(), 2)
LIST = DraftSource(2, SourceKind.FILE, "/tmp/list <b>.csv", "", ("手机号",), Layout(), 1200)
PASTED = DraftSource(3, SourceKind.PASTED, "", "", ("A", "B"), Layout(), 1)
NOTES: dict[Note, int] = {PhoneProblem.TOO_SHORT: 1, RowNote.REPEATED: 1, RowNote.REPAIRED: 1}
NUMBERS = ("13800138000", "13900139000")
FOUND = DraftOverview(2, NOTES, (TYPED,), NUMBERS)
TEXT = "13800138000\n139 0013 9000, 12345\n13800138000"


ENTRIES = (
    DraftEntry(1, SourceKind.TYPED, 1, "13900000001", "我的手机", "13900000001", None),
    DraftEntry(2, SourceKind.TYPED, 2, "", "", "12345", PhoneProblem.TOO_SHORT),
)


def noted(
    id: int,
    note: PhoneProblem | RowNote,
    line: int,
    text: str,
    kind: SourceKind = SourceKind.TYPED,
    **more: int | str,
) -> DraftNote:
    fields: dict[str, Any] = {
        "place": "",
        "sheet": "",
        "number": "",
        "first_place": "",
        "first_line": 0,
    }
    return DraftNote(id, note, kind, line=line, text=text, **(fields | {"detail": ""} | more))


SHORT = noted(7, PhoneProblem.TOO_SHORT, 2, "12345")
AGAIN = noted(8, RowNote.REPEATED, 3, "13800138000", first_line=1)


class Draft:
    """A draft of some rows, and who asks for them."""

    def __init__(self, *rows: DraftNote | DraftRecipient) -> None:
        self.by_id = {row.id: row for row in rows}

    def rows(self, ids: Sequence[int]) -> dict[int, DraftNote | DraftRecipient]:
        return {id: self.by_id[id] for id in ids}

    def ids(self) -> array[int]:
        return array("q", self.by_id)


def fill(
    panel: RecipientsPanel,
    notes: Sequence[DraftNote] = (SHORT, AGAIN),
    recipients: Sequence[DraftRecipient] = (),
) -> None:
    """Do what the session does: show rows when they are asked for."""
    first, second = Draft(*recipients), Draft(*notes)
    one = PagedModel(first, RecipientColumns().all(("姓名",)), panel)
    other = PagedModel(second, NoteColumns().all(), panel)
    panel.recipients_requested.connect(lambda: one.show(first.ids()))
    panel.notes_searched.connect(lambda _: other.show(second.ids()))
    panel.set_models(one, other)


def recipient(id: int) -> DraftRecipient:
    number = str(13800138000 + id)
    return DraftRecipient(id, number, "list.csv", "", id + 1, {"姓名": "张三", "手机号": number})


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Iterator[RecipientsPanel]:
    window = QWidget()
    panel = RecipientsPanel(theme)
    QVBoxLayout(window).addWidget(panel)
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    window.activateWindow()
    panel.focus_editor()
    qtbot.waitUntil(lambda: editor(panel).hasFocus())
    yield panel


def editor(panel: RecipientsPanel) -> NumberEditor:
    return present(panel.findChild(NumberEditor, "phoneNumbers"))


def button(panel: RecipientsPanel | RecipientsDialog, name: str) -> Any:
    return panel.findChild(QAbstractButton, name)


def label(panel: RecipientsPanel | RecipientsDialog, name: str) -> QLabel:
    return present(panel.findChild(QLabel, name))


def table(panel: RecipientsPanel, name: str = "recipientProblems") -> PagedTable:
    return present(panel.findChild(PagedTable, name))


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


def test_what_is_typed_is_told_at_once_and_handed_on_after_a_moment(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    told = []
    panel.edited.connect(lambda: told.append("edited"))
    panel.changed.connect(told.append)
    with qtbot.waitSignal(panel.changed):
        QTest.keyClicks(editor(panel), "138")
    assert told == ["edited"] * 3 + ["138"]


def test_the_summary_counts_and_its_text_is_its_name(panel: RecipientsPanel) -> None:
    panel.show_overview(FOUND)
    summary = label(panel, "recipientSummary")
    assert summary.text() == lists.summary(FOUND)
    assert QAccessible.queryAccessibleInterface(summary).text(QAccessible.Text.Name) == (
        summary.text()
    )


def test_only_a_long_check_is_shown(qtbot: QtBot, panel: RecipientsPanel) -> None:
    panel.show_overview(FOUND)
    summary = label(panel, "recipientSummary")
    panel.set_checking(True)
    assert summary.text() == lists.summary(FOUND)
    qtbot.waitUntil(lambda: summary.text() == "Checking…")
    panel.set_checking(False)
    assert summary.text() == lists.summary(FOUND)
    panel.set_checking(True)
    panel.show_overview(DraftOverview())
    assert summary.text() == lists.summary(DraftOverview())
    assert not any(timer.isActive() for timer in panel.findChildren(QTimer))


def test_problems_are_in_a_dialog_behind_a_button_that_is_there_when_they_are(
    panel: RecipientsPanel,
) -> None:
    show = button(panel, "showProblems")
    assert not show.isVisible() and panel.findChild(PagedTable) is None
    fill(panel)
    panel.show_overview(FOUND)
    assert show.isVisible() and panel.findChild(PagedTable) is None
    assert show.accessibleName() == "Show the rows left out or repaired"
    show.click()
    assert table(panel).isVisible() and table(panel).model().rowCount() == 2
    present(panel.findChild(ProblemsDialog)).accept()
    panel.show_overview(DraftOverview())
    assert not show.isVisible()


def open_problem(panel: RecipientsPanel, row: int) -> None:
    button(panel, "showProblems").click()
    table(panel).setFocus()
    table(panel).setCurrentIndex(table(panel).model().index(row, 0))
    QTest.keyClick(table(panel), Qt.Key.Key_Return)


def test_enter_on_a_problem_takes_what_was_typed_into_the_editor(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    fill(panel)
    panel.show_overview(FOUND)
    with qtbot.waitSignal(panel.line_edited) as asked:
        open_problem(panel, 0)
    assert asked.args == [2] and not table(panel).isVisible()
    qtbot.waitUntil(lambda: editor(panel).hasFocus())


def test_a_double_click_on_a_problem_moves_it_into_the_editor(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    fill(panel)
    panel.show_overview(FOUND)
    button(panel, "showProblems").click()
    place = table(panel).visualRect(table(panel).model().index(1, 1)).center()
    qtbot.mouseClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(panel.line_edited) as asked:
        qtbot.mouseDClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [3]


def test_where_a_problem_of_an_imported_list_stands_is_said(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    fill(panel, [noted(1, PhoneProblem.LOSSY, 2, "1.38E+10", SourceKind.FILE, place="list.csv")])
    panel.show_overview(DraftOverview(2, {PhoneProblem.LOSSY: 1}, (TYPED, LIST)))
    with qtbot.assertNotEmitted(panel.line_edited):
        open_problem(panel, 0)
    assert table(panel).isVisible()
    assert "list.csv" in label(panel, "problemsNote").text()


def test_numbers_are_added_on_lines_of_their_own(qtbot: QtBot, panel: RecipientsPanel) -> None:
    with qtbot.waitSignal(panel.taken) as told:
        panel.append_numbers(("13800138000", "13800138001"))
    assert told.args == ["13800138000\n13800138001"]
    with qtbot.assertNotEmitted(panel.taken):
        panel.append_numbers(())


def test_lists_are_named_with_their_counts_and_can_be_removed(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    area = present(panel.findChild(QWidget, "recipientSources"))
    panel.show_overview(DraftOverview(2, {}, (TYPED,)))
    assert not area.isVisible()
    panel.show_overview(DraftOverview(1203, {}, (TYPED, LIST, PASTED)))
    assert area.isVisible()
    told = [label(panel, f"source{n}").text() for n in (1, 2)]
    assert told == ["list <b>.csv: 1,200 recipient(s)", "Pasted table: 1 recipient(s)"]
    assert label(panel, "source1").textFormat() is Qt.TextFormat.PlainText
    remove = present(panel.findChild(QToolButton, "removeSource2"))
    assert remove.accessibleName() == "Remove Pasted table"
    with qtbot.waitSignal(panel.source_removed) as asked:
        remove.click()
    assert asked.args == [3]
    panel.show_overview(DraftOverview(1202, {}, (TYPED, LIST)))
    assert label(panel, "source2") is None or not label(panel, "source2").isVisible()


def test_the_only_list_shows_its_first_rows_and_can_be_read_again(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    rows = (("2", "138****0001", "Ann", "500"), ("3", "138****0002", "Ben", "501"))
    panel.show_first_rows(rows)
    panel.show_overview(DraftOverview(1200, {}, (LIST,)))
    card = present(panel.findChild(QWidget, "recipientSources"))
    said = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert [text for row in rows for text in row] == [
        text for text in said if text in {cell for row in rows for cell in row}
    ]
    with qtbot.waitSignal(panel.file_dropped) as asked:
        present(panel.findChild(QPushButton, "readSource1")).click()
    assert asked.args == [LIST.path]
    panel.set_compact(True)
    said = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "Ann" not in said
    panel.set_compact(False)
    panel.show_overview(DraftOverview(1201, {}, (LIST, PASTED)))
    said = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "Ann" not in said


def test_the_keyboard_stays_among_the_lists_when_one_goes(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    panel.show_overview(DraftOverview(1203, {}, (LIST, PASTED)))
    remove = present(panel.findChild(QToolButton, "removeSource1"))
    remove.setFocus()
    panel.show_overview(DraftOverview(1, {}, (PASTED,)))
    left = [one for one in panel.findChildren(QToolButton, "removeSource1") if one.isVisible()]
    assert len(left) == 1 and left[0].hasFocus()


def test_undo_and_clear_are_enabled_when_they_would_do_something(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    undo, clear = (
        present(panel.findChild(QToolButton, name))
        for name in ("undoRecipients", "clearRecipients")
    )
    assert not undo.isEnabled() and not clear.isEnabled()
    panel.edit("1")
    assert clear.isEnabled()
    panel.show_overview(DraftOverview(2, {}, (LIST,), undo=DraftStep(StepKind.ROWS_REMOVED, 1204)))
    assert "1,204" in present(undo).toolTip()
    with qtbot.waitSignal(panel.undone):
        present(undo).click()
    with qtbot.waitSignal(panel.cleared):
        present(clear).click()


def test_ctrl_z_takes_back_typing_in_the_editor_and_a_change_of_recipients_elsewhere(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    panel.show_overview(DraftOverview(2, {}, (LIST,), undo=DraftStep(StepKind.CLEARED, 2)))
    QTest.keyClicks(editor(panel), "138")
    with qtbot.assertNotEmitted(panel.undone):
        QTest.keyClick(editor(panel), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.text() == ""
    with qtbot.waitSignal(panel.undone):
        QTest.keyClick(editor(panel), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    everybody = button(panel, "showRecipients")
    everybody.setFocus()
    with qtbot.waitSignal(panel.undone):
        QTest.keyClick(everybody, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_blocked_recipients_are_counted(panel: RecipientsPanel) -> None:
    panel.show_overview(FOUND)
    panel.show_blocked(2)
    assert "2 blocked" in label(panel, "recipientSummary").text()
    panel.show_blocked(0)
    assert "blocked" not in label(panel, "recipientSummary").text()


def test_what_is_said_of_an_import_makes_the_panel_no_wider(panel: RecipientsPanel) -> None:
    panel.show_import(LoadProgress(0, 0, 0, 0, downloading=True))
    least = panel.minimumSizeHint().width()
    panel.show_import(LoadProgress(1, 2, 1_200_000, 1_200_000))
    assert panel.minimumSizeHint().width() == least


def test_an_import_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    stop, bar = (
        button(panel, "stopImport"),
        present(panel.findChild(QProgressBar, "importProgress")),
    )
    assert not stop.isVisible()
    panel.show_import(LoadProgress(5 * 2**32, 10 * 2**32, 12_000, 3))
    assert bar.value() * 2 == bar.maximum()
    assert "12,000" in label(panel, "importProgressText").text()
    assert not button(panel, "importList").isEnabled()
    with qtbot.waitSignal(panel.import_stopped):
        stop.click()
    assert not stop.isEnabled()
    panel.show_import(None)
    assert not stop.isVisible() and button(panel, "importList").isEnabled()
    panel.show_import(LoadProgress(0, 0, 0, 0))
    assert stop.isEnabled() and bar.maximum() == 0


def test_the_problems_are_searched_and_saved(qtbot: QtBot, panel: RecipientsPanel) -> None:
    fill(panel)
    panel.show_overview(FOUND)
    asked = list[Any]()
    panel.notes_searched.connect(asked.append)
    button(panel, "showProblems").click()
    panel.show_overview(FOUND)
    assert asked == ["", ""]
    with qtbot.waitSignal(panel.notes_searched):
        QTest.keyClicks(present(panel.findChild(QLineEdit, "problemSearch")), "138 ")
    assert asked == ["", "", "138"]
    with qtbot.waitSignal(panel.notes_saved):
        button(panel, "saveProblems").click()


def shown_columns(table: PagedTable) -> list[str]:
    model = table.model()
    assert isinstance(model, PagedModel)
    columns = model.columns
    return [one.name for n, one in enumerate(columns) if not table.isColumnHidden(n)]


def test_columns_that_would_say_the_same_in_every_row_are_left_out(panel: RecipientsPanel) -> None:
    fill(panel)
    panel.show_overview(FOUND)
    button(panel, "showProblems").click()
    assert shown_columns(table(panel)) == ["line", "text", "why"]
    panel.show_overview(DraftOverview(2, NOTES, (TYPED, LIST)))
    assert shown_columns(table(panel)) == ["line", "text", "why", "place"]
    sheet = DraftSource(4, SourceKind.FILE, "/a.xlsx", "Sheet1", (), Layout(), 1)
    panel.show_overview(DraftOverview(2, NOTES, (sheet,)))
    assert shown_columns(table(panel)) == ["line", "text", "why", "place", "sheet"]


def copy(target: PagedTable) -> list[str]:
    QTest.keyClick(target, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QApplication.clipboard().text().split("\n")


INSIDE = noted(9, PhoneProblem.NUMBER_INSIDE, 4, "李四：13900139000", number="13900139000")


def test_what_may_be_taken_deliberately_is_offered_with_the_number_it_would_be(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    fill(panel, notes=(SHORT, INSIDE))
    panel.show_overview(DraftOverview(2, {PhoneProblem.TOO_SHORT: 1}))
    button(panel, "showProblems").click()
    assert not button(panel, "takeRows").isVisible()

    panel.show_overview(
        DraftOverview(2, {PhoneProblem.TOO_SHORT: 1, PhoneProblem.NUMBER_INSIDE: 1}),
    )
    assert not button(panel, "takeRows").isEnabled()
    assert "number" in shown_columns(table(panel))
    assert "13900139000" in table(panel).model().index(1, 3).data()
    table(panel).selectRow(1)
    with qtbot.waitSignal(panel.rows_taken) as taken:
        button(panel, "takeRows").click()
    assert taken.args == [[9]]

    (action,) = button(panel, "takeAll").menu().actions()
    with qtbot.waitSignal(panel.all_taken) as taken:
        action.trigger()
    assert taken.args == [PhoneProblem.NUMBER_INSIDE]


def test_where_numbers_without_a_country_code_are_from_is_chosen(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    box = present(panel.findChild(RegionBox, "typedRegion"))
    assert box.region() == "CN"
    panel.set_region("SG")
    assert box.region() == "SG"
    with qtbot.waitSignal(panel.region_chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Home)
    assert chosen.args == ["CN"]


def test_a_number_of_another_country_is_added_with_its_plus(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    with qtbot.waitSignal(panel.taken) as told:
        panel.append_numbers(("6591234567", "13800138000"))
    assert told.args == ["+6591234567\n13800138000"]


def test_selected_problems_are_copied_as_they_are_shown(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    fill(panel)
    panel.show_overview(FOUND)
    button(panel, "showProblems").click()
    table(panel).setFocus()
    qtbot.waitUntil(table(panel).hasFocus)
    table(panel).selectAll()
    assert copy(table(panel)) == [
        "\t".join(("2", "12345", lists.note(SHORT))),
        "\t".join(("3", "13800138000", lists.note(AGAIN))),
    ]


def test_copying_too_many_rows_is_reported(qtbot: QtBot, panel: RecipientsPanel) -> None:
    many = paged_table.COPIED + 1
    fill(panel, [noted(n, PhoneProblem.LOSSY, n, "x") for n in range(many)])
    panel.show_overview(FOUND)
    button(panel, "showProblems").click()
    table(panel).setFocus()
    qtbot.waitUntil(table(panel).hasFocus)
    table(panel).selectAll()
    assert len(copy(table(panel))) == paged_table.COPIED
    assert "10,000" in label(panel, "problemsNote").text()


@pytest.fixture
def everybody(panel: RecipientsPanel) -> Iterator[RecipientsDialog]:
    fill(panel, recipients=[recipient(n) for n in range(1, 1001)])
    panel.show_overview(DraftOverview(1000, {}, (LIST,)))
    button(panel, "showRecipients").click()
    dialog = present(panel.findChild(RecipientsDialog))
    yield dialog
    dialog.close()


def test_everybody_is_shown_with_the_values_of_the_row(
    panel: RecipientsPanel, everybody: RecipientsDialog
) -> None:
    assert everybody.isVisible() and "1,000" in label(everybody, "draftRecipientsCount").text()
    rows = table(panel, "draftRecipients").model()
    cells = [rows.index(4, column).data() for column in range(rows.columnCount())]
    assert cells == ["13800138005", "张三", "list.csv", "", "6"]


def test_selected_recipients_are_removed_and_that_is_undone(
    qtbot: QtBot, panel: RecipientsPanel, everybody: RecipientsDialog
) -> None:
    rows = table(panel, "draftRecipients")
    remove, undo = button(everybody, "removeRows"), button(everybody, "undoRows")
    assert not remove.isEnabled() and not undo.isEnabled()
    rows.selectRow(1)
    rows.selectionModel().select(
        rows.model().index(998, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    with qtbot.waitSignal(panel.rows_removed) as asked:
        remove.click()
    assert asked.args == [[2, 999]]
    panel.show_overview(DraftOverview(998, {}, (LIST,), undo=DraftStep(StepKind.ROWS_REMOVED, 2)))
    assert undo.isEnabled()
    with qtbot.waitSignal(panel.undone):
        undo.click()


def test_without_recipients_there_is_nobody_to_show(panel: RecipientsPanel) -> None:
    assert not button(panel, "showRecipients").isVisible()


def test_the_numbers_never_sent_to_are_asked_for(qtbot: QtBot, panel: RecipientsPanel) -> None:
    with qtbot.waitSignal(panel.blocked_requested):
        button(panel, "blockedNumbers").click()


def test_the_button_asks_for_a_file(qtbot: QtBot, panel: RecipientsPanel) -> None:
    with qtbot.waitSignal(panel.import_requested):
        button(panel, "importList").click()


@pytest.mark.parametrize("place", ["panel", "editor"])
def test_a_file_dropped_anywhere_is_handed_on(
    qtbot: QtBot, panel: RecipientsPanel, place: str
) -> None:
    target = panel if place == "panel" else editor(panel).viewport()
    with qtbot.waitSignal(panel.file_dropped) as told:
        assert drop(target, urls("file:///tmp/a%20list.csv"))
    assert told.args == ["/tmp/a list.csv"]
    assert panel.text() == ""


def test_of_several_files_the_first_is_taken_and_that_is_said(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    with qtbot.waitSignal(panel.file_dropped) as told:
        drop(panel, urls("https://example.com/x.csv", "file:///tmp/b.csv", "file:///tmp/c.csv"))
    assert told.args == ["/tmp/b.csv"]
    assert "b.csv" in label(panel, "recipientSource").text()


def test_a_dropped_link_is_not_taken_as_a_file(qtbot: QtBot, panel: RecipientsPanel) -> None:
    with qtbot.assertNotEmitted(panel.file_dropped):
        drop(panel, urls("https://example.com/list.csv"))
    assert "no file of this computer" in label(panel, "recipientSource").text()


def test_text_that_is_dropped_is_taken(qtbot: QtBot, panel: RecipientsPanel) -> None:
    data = QMimeData()
    data.setText("13800138000")
    assert not drop(panel, data)
    with qtbot.waitSignal(panel.taken) as told:
        assert drop(editor(panel).viewport(), data)
    assert told.args == ["13800138000"] and panel.text() == ""


def test_a_pasted_file_is_handed_on_and_a_spreadsheet_column_is_text(
    qtbot: QtBot, panel: RecipientsPanel
) -> None:
    with qtbot.waitSignal(panel.file_dropped):
        editor(panel).insertFromMimeData(urls("file:///tmp/a.csv"))
    column = QMimeData()
    column.setText("13800138000\r\n13900139000\r\n")
    column.setHtml("<table><tr><td>13800138000</td></tr></table>")
    with qtbot.waitSignal(panel.taken) as told:
        editor(panel).insertFromMimeData(column)
    assert told.args == ["13800138000\n13900139000\n"] and panel.text() == ""


def paste(panel: RecipientsPanel, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    editor(panel).insertFromMimeData(data)


@pytest.mark.parametrize(
    "text",
    ["手机号\t姓名\n13800138000\t张三\n", "13800138000\t张三\t1", "\n13800138000\t0012\r\n"],
)
def test_a_pasted_table_is_handed_on(qtbot: QtBot, panel: RecipientsPanel, text: str) -> None:
    with qtbot.waitSignal(panel.table_pasted) as told:
        paste(panel, text)
    assert told.args == [text] and panel.text() == ""


@pytest.mark.parametrize(
    "text",
    [
        "13800138000\t13900139000\n",
        "13800138000\t\n13900139000\t",
        "手机号\n13800138000",
        "a b 1",
        "13800138000\t张三",
    ],
)
def test_what_has_no_columns_but_numbers_and_names_is_text(
    qtbot: QtBot, panel: RecipientsPanel, text: str
) -> None:
    with qtbot.assertNotEmitted(panel.table_pasted), qtbot.waitSignal(panel.taken) as told:
        paste(panel, text)
    assert told.args == [text]


@pytest.mark.parametrize("separator", ["\n", ",", " "])
def test_a_hundred_thousand_numbers_do_not_freeze_the_editor(
    qtbot: QtBot, panel: RecipientsPanel, separator: str
) -> None:
    text = separator.join(str(13800000000 + i) for i in range(100_000))
    started = time.perf_counter()
    with qtbot.waitSignal(panel.taken) as told:
        paste(panel, text)
    QTest.keyClick(editor(panel), Qt.Key.Key_Comma)
    assert told.args == [text]
    # A moment; a line of that length alone would take Qt three minutes.
    assert time.perf_counter() - started < 10


@given(st.text(alphabet="0123456789,;，； \t\n", max_size=200), st.integers(1, 40))
def test_breaking_lines_loses_nothing(piece: str, times: int) -> None:
    text = piece * times
    lines = broken(text).split("\n")
    assert all(len(line) <= LONGEST_LINE for line in lines)
    assert "".join(lines) == text.replace("\n", "")


def test_a_line_is_broken_after_a_separator_and_else_at_a_blank() -> None:
    numbers = ["138 0013 8000"] * 500
    for mark in SEPARATORS:
        lines = broken(mark.join(numbers)).split("\n")
        assert all(line.endswith(mark) for line in lines[:-1])
    assert all(line.endswith(" ") for line in broken(" ".join(numbers)).split("\n")[:-1])


def test_the_keyboard_goes_on_from_the_numbers(panel: RecipientsPanel) -> None:
    fill(panel)
    step = DraftStep(StepKind.CLEARED, 2)
    panel.show_overview(DraftOverview(2, NOTES, (LIST,), undo=step, entry_count=2, entries=ENTRIES))
    present(panel.findChild(QToolButton, "recipientOptions")).click()
    present(panel.findChild(QToolButton, "importList")).setFocus()
    order = []
    for _ in range(len(CONTROLS)):
        order.append(panel.window().focusWidget().objectName())
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
    assert tuple(order) == CONTROLS


CONTROLS = (
    "importList",
    "viewSource1",
    "readSource1",
    "removeSource1",
    "recipientChip2",
    "phoneNumbers",
    "showProblems",
    "showRecipients",
    "undoRecipients",
    "clearRecipients",
    "recipientOptions",
    "typedRegion",
    "blockedNumbers",
)
IN_DIALOG = ("problemSearch", "saveProblems", "recipientProblems", "closeProblems")


def test_every_control_has_an_accessible_name(panel: RecipientsPanel) -> None:
    fill(panel)
    panel.show_overview(DraftOverview(2, NOTES, (LIST,), entry_count=2, entries=ENTRIES))
    button(panel, "showProblems").click()
    for name in (*CONTROLS, *IN_DIALOG, "recipientChips", "stopImport", "importProgress"):
        control = present(panel.findChild(QWidget, name))
        assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name), name
