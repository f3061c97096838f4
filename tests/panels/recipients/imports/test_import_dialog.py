from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.core.lists.layout import (
    Certainty,
    Layout,
    LayoutChoice,
    ListEncoding,
    ListInspection,
    Sheet,
)
from gui.core.lists.list_check import CheckedRow, ListCheck
from gui.core.lists.notes import RowNote
from gui.core.lists.sheet_notes import ColumnNote, ColumnProblem, SheetNotes
from gui.core.message.segments import SegmentCount
from gui.core.message.template import PieceKind, Preview
from gui.core.phones.number import PhoneProblem
from gui.panels.message.preview_bubble import PreviewBubble
from gui.panels.recipients.imports.import_dialog import ImportDialog
from gui.panels.theme.theme import Theme
from gui.words.recipients import lists, sheets
from tests.present import present

ROWS = (("姓名", "手机号", "code"), ("张三", "13800138000", "0012"), ("李四", "13900139000", "7"))
LAYOUT = Layout(encoding=ListEncoding.GB18030, delimiter=",", header_rows=1, number_column=1)
CSV = ListInspection("/tmp/名单 <b>.csv", 99, (), LAYOUT, Certainty.BY_NAME, (1, 2, 3), ROWS)
CONTROLS = (
    "importEncoding importDelimiter importSheet importHeader importNumberColumn"
    " importPreview importKeepBoth importConfirm importCancel importVariable_code"
)
SHEETS = (Sheet("Sheet1"), Sheet("旧的", hidden=True))
BOOK = replace(CSV, path="/tmp/a.xlsx", sheets=SHEETS, layout=Layout(sheet="旧的", header_rows=1))


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> Iterator[ImportDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportDialog(theme, parent)
    # Deleted by the test's end, not by closing: what was decided is looked at.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    yield dialog
    dialog.close()
    parent.close()


@pytest.fixture
def agreed(dialog: ImportDialog) -> list[Layout]:
    """What the operator has agreed to."""
    heard: list[Layout] = []
    dialog.accepted_layout.connect(heard.append)
    return heard


def box(dialog: ImportDialog, name: str) -> QComboBox:
    return present(dialog.findChild(QComboBox, name))


def choose(box: QComboBox, data: str | int | None) -> None:
    """As an operator does: `activated` is no answer to setCurrentIndex."""
    box.setFocus()
    index = next(n for n in range(box.count()) if box.itemData(n) == data)
    while box.currentIndex() != index:
        down = box.currentIndex() < index
        QTest.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def header(dialog: ImportDialog) -> QSpinBox:
    return present(dialog.findChild(QSpinBox, "importHeader"))


def confirm(dialog: ImportDialog) -> QPushButton:
    return present(dialog.findChild(QPushButton, "importConfirm"))


def keep_both(dialog: ImportDialog) -> QCheckBox:
    return present(dialog.findChild(QCheckBox, "importKeepBoth"))


def label(dialog: ImportDialog, name: str) -> str:
    return present(dialog.findChild(QLabel, name)).text()


def test_nothing_can_be_imported_before_the_inspection(dialog: ImportDialog) -> None:
    assert not confirm(dialog).isEnabled()


def test_the_guess_is_proposed_with_its_certainty(
    dialog: ImportDialog, agreed: list[Layout]
) -> None:
    dialog.show_inspection(CSV)
    assert label(dialog, "importTitle") == "名单 <b>.csv"
    certainty = present(dialog.findChild(QLabel, "importCertainty"))
    assert (certainty.text(), certainty.toolTip()) == ("by its header", lists.certainty(CSV))
    assert header(dialog).value() == 1
    assert box(dialog, "importNumberColumn").currentText() == "手机号"
    assert "GBK" in box(dialog, "importEncoding").currentText()
    assert box(dialog, "importDelimiter").currentText() == "Automatic: Comma ( , )"
    assert not box(dialog, "importSheet").isVisible()
    rows = present(dialog.findChild(QTableView, "importPreview")).model()
    assert rows.index(1, 0).data() == "张三"
    assert rows.headerData(1, Qt.Orientation.Horizontal) == "手机号 (numbers)"
    confirm(dialog).click()
    assert agreed == [LAYOUT] and not dialog.isVisible()


def test_a_workbook_has_sheets_and_no_encoding(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.show_inspection(BOOK)
    assert not box(dialog, "importEncoding").isVisible()
    assert not box(dialog, "importDelimiter").isVisible()
    sheet = box(dialog, "importSheet")
    assert [sheet.itemText(n) for n in range(sheet.count())] == ["Sheet1", "旧的 (hidden)"]
    assert sheet.currentData() == "旧的"
    with qtbot.waitSignal(dialog.choice_changed) as told:
        choose(sheet, "Sheet1")
    assert told.args == [LayoutChoice(sheet="Sheet1")]


def test_one_sheet_is_no_choice(dialog: ImportDialog) -> None:
    dialog.show_inspection(replace(BOOK, sheets=SHEETS[:1], layout=Layout(sheet="Sheet1")))
    assert not box(dialog, "importSheet").isVisible()


def test_another_encoding_asks_for_another_inspection(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.show_inspection(CSV)
    told = list[Any]()
    dialog.choice_changed.connect(told.append)
    choose(box(dialog, "importEncoding"), ListEncoding.UTF_8)
    assert told == [LayoutChoice(encoding=ListEncoding.UTF_8)]
    assert isinstance(told[0].encoding, ListEncoding)
    assert not confirm(dialog).isEnabled()
    layout = replace(LAYOUT, encoding=ListEncoding.UTF_8)
    dialog.show_inspection(replace(CSV, layout=layout))
    assert box(dialog, "importEncoding").currentText() == "UTF-8"
    assert confirm(dialog).isEnabled()
    choose(box(dialog, "importDelimiter"), ",")
    assert told[-1] == LayoutChoice(encoding=ListEncoding.UTF_8, delimiter=",")
    choose(box(dialog, "importEncoding"), None)
    assert told[-1].encoding is None


def test_text_without_columns_is_a_choice(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.show_inspection(CSV)
    delimiter = box(dialog, "importDelimiter")
    with qtbot.waitSignal(dialog.choice_changed) as told:
        delimiter.setCurrentIndex(delimiter.findData(""))
        delimiter.activated.emit(delimiter.currentIndex())
    assert told.args == [LayoutChoice(delimiter="")]


def test_a_list_unreadable_as_chosen_says_why_and_takes_another_choice(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    dialog.show_inspection(CSV)
    dialog.show_problem("Not UTF-8.")
    assert label(dialog, "importProblem") == "Not UTF-8."
    assert not confirm(dialog).isEnabled() and box(dialog, "importEncoding").isEnabled()
    dialog.show_inspection(CSV)
    assert confirm(dialog).isEnabled() and not label(dialog, "importProblem")


def test_an_undecodable_list_can_be_read_in_another_encoding(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    dialog.show_unread("名单.csv", "It is no text.")
    assert label(dialog, "importTitle") == "名单.csv"
    assert label(dialog, "importProblem") == "It is no text."
    encoding = box(dialog, "importEncoding")
    assert encoding.isVisible() and encoding.isEnabled()
    assert encoding.currentText() == "Automatic"
    assert not box(dialog, "importDelimiter").isVisible()
    assert not box(dialog, "importSheet").isVisible()
    assert not confirm(dialog).isEnabled()
    with qtbot.waitSignal(dialog.choice_changed) as told:
        choose(encoding, ListEncoding.UTF_16_BE)
    assert told.args[0].encoding is not None and told.args[0].delimiter is None
    dialog.show_inspection(CSV)
    assert confirm(dialog).isEnabled() and box(dialog, "importDelimiter").isVisible()


def test_what_was_pasted_has_no_encoding(dialog: ImportDialog) -> None:
    present(dialog.findChild(QToolButton, "importOptions")).click()
    dialog.show_inspection(replace(CSV, path=""))
    assert not box(dialog, "importEncoding").isVisible()
    assert box(dialog, "importDelimiter").isVisible()


def test_of_a_list_to_block_only_the_numbers_matter(qtbot: QtBot, theme: Theme) -> None:
    dialog = ImportDialog(theme, blocking=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.show_inspection(CSV)
    assert not keep_both(dialog).isVisible()
    assert dialog.windowTitle() == "Block every number of a list"
    with qtbot.waitSignal(dialog.accepted_layout) as told:
        confirm(dialog).click()
    assert told.args == [LAYOUT]


def test_numbers_anywhere_in_a_row_have_no_values(
    dialog: ImportDialog, agreed: list[Layout]
) -> None:
    dialog.show_variables(["code"])
    dialog.show_inspection(CSV)
    choose(box(dialog, "importNumberColumn"), None)
    assert not box(dialog, "importVariable_code").isEnabled()
    confirm(dialog).click()
    assert agreed == [replace(LAYOUT, number_column=None)]


def test_header_rows_and_number_column_are_the_operators(
    dialog: ImportDialog, agreed: list[Layout]
) -> None:
    dialog.show_inspection(CSV)
    header(dialog).setValue(2)
    numbers = box(dialog, "importNumberColumn")
    assert [numbers.itemText(n) for n in (1, 2)] == ["张三", "13800138000"]
    choose(numbers, None)
    assert label(dialog, "importCertainty") == ""
    confirm(dialog).click()
    assert agreed == [replace(LAYOUT, header_rows=2, number_column=None)]


def test_without_a_header_columns_go_by_letters(dialog: ImportDialog) -> None:
    dialog.show_inspection(CSV)
    header(dialog).setValue(0)
    assert header(dialog).text() == "None"
    assert box(dialog, "importNumberColumn").currentText() == "B"


@pytest.mark.parametrize("first", ["variables", "list"])
def test_variables_find_columns_of_their_name(
    dialog: ImportDialog, agreed: list[Layout], first: str
) -> None:
    if first == "variables":
        dialog.show_variables(["Code", "meal"])
        dialog.show_inspection(CSV)
    else:
        dialog.show_inspection(CSV)
        dialog.show_variables(["Code", "meal"])
    assert box(dialog, "importVariable_Code").currentText() == "code"
    assert box(dialog, "importVariable_meal").currentData() is None
    choose(box(dialog, "importVariable_meal"), 0)
    confirm(dialog).click()
    assert agreed == [replace(LAYOUT, mapping=(("Code", 2), ("meal", 0)))]


FEES = (("姓名", "手机", "金额", "截止日期"), ("张三", "13800138000", "500", "12月1日"))


@pytest.mark.parametrize("first", ["variables", "list"])
def test_variables_find_the_only_column_about_the_same(dialog: ImportDialog, first: str) -> None:
    names = ["name", "amount", "date", "phone", "meal"]
    if first == "variables":
        dialog.show_variables(names)
    dialog.show_inspection(replace(CSV, rows=FEES))
    if first == "list":
        dialog.show_variables(names)
    found = [box(dialog, f"importVariable_{name}").currentData() for name in names]
    assert found == [0, 2, 3, None, None]  # the only phone is the one that is sent to
    form = present(dialog.findChild(QWidget, "importMapping"))
    QApplication.processEvents()
    said = [one.text() for one in form.findChildren(QLabel) if one.isVisible()]
    assert said.count("please check") == 3

    two = (("姓名", "手机", "家长姓名"), ("张三", "13800138000", "张父"))
    dialog.show_inspection(replace(CSV, rows=two))
    assert box(dialog, "importVariable_name").currentData() is None


def test_two_variables_about_the_same_are_not_given_one_column(dialog: ImportDialog) -> None:
    dialog.show_inspection(replace(CSV, rows=FEES))
    for names, found in ((["name", "userName"], [None, None]), (["姓名", "user"], [0, None])):
        dialog.show_variables(names)
        boxes = [box(dialog, f"importVariable_{name}") for name in names]
        assert [one.currentData() for one in boxes] == found


def test_the_keyboard_goes_through_columns_in_their_order(dialog: ImportDialog) -> None:
    dialog.show_inspection(CSV)
    dialog.show_variables(["code", "name"])
    QApplication.processEvents()
    box(dialog, "importNumberColumn").setFocus()
    visited = []
    for _ in range(3):
        QTest.keyClick(present(dialog.focusWidget()), Qt.Key.Key_Tab)
        visited.append(present(dialog.focusWidget()).objectName())
    assert visited == ["importVariable_code", "importVariable_name", "importKeepBoth"]


def test_ctrl_enter_imports(dialog: ImportDialog, agreed: list[Layout]) -> None:
    dialog.activateWindow()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not agreed
    dialog.show_inspection(CSV)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert agreed == [LAYOUT]


def test_rows_are_not_scrolled_sideways_where_they_fit(dialog: ImportDialog) -> None:
    dialog.show_variables(["name", "amount", "date"])
    dialog.show_inspection(replace(CSV, rows=FEES))
    table = present(dialog.findChild(QTableView, "importPreview"))
    choose(box(dialog, "importVariable_name"), None)
    choose(box(dialog, "importVariable_name"), 0)  # the heading of its column is longer now
    QApplication.processEvents()
    assert table.horizontalScrollBar().maximum() == 0


def test_what_the_parameters_refer_to_already_is_the_mapping(dialog: ImportDialog) -> None:
    dialog.show_variables(["code", "other"], {"code": "名字", "other": "nobody"})
    dialog.show_inspection(replace(CSV, rows=(("名字", "phone", "code"), *ROWS[1:])))
    assert box(dialog, "importVariable_code").currentText() == "名字"
    assert box(dialog, "importVariable_other").currentData() is None


def test_a_mapping_that_was_chosen_stays_with_its_column(dialog: ImportDialog) -> None:
    dialog.show_variables(["code"])
    dialog.show_inspection(CSV)
    choose(box(dialog, "importVariable_code"), 0)
    turned = tuple(row[::-1] for row in ROWS)
    dialog.show_inspection(replace(CSV, rows=turned))
    assert box(dialog, "importVariable_code").currentData() == 2
    choose(box(dialog, "importVariable_code"), None)
    dialog.show_inspection(CSV)
    assert box(dialog, "importVariable_code").currentData() is None


def test_rows_of_one_number_differ_only_by_values_that_are_used(
    dialog: ImportDialog, agreed: list[Layout]
) -> None:
    dialog.show_inspection(CSV)
    assert not keep_both(dialog).isEnabled()
    dialog.show_variables(["code"])
    keep_both(dialog).click()
    choose(box(dialog, "importNumberColumn"), None)
    assert not keep_both(dialog).isEnabled()
    choose(box(dialog, "importNumberColumn"), 1)
    confirm(dialog).click()
    assert agreed == [replace(LAYOUT, mapping=(("code", 2),), keep_both=True)]


def test_rejecting_the_dialog_emits_no_layout(
    qtbot: QtBot, dialog: ImportDialog, agreed: list[Layout]
) -> None:
    dialog.show_inspection(CSV)
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert agreed == []


def test_it_fits_the_screen_with_many_variables_and_long_names(dialog: ImportDialog) -> None:
    dialog.show_variables([f"variable{n}" for n in range(40)])
    dialog.show_inspection(replace(CSV, rows=(("很长的列名" * 16,) * 3, *ROWS[1:])))
    assert dialog.minimumSizeHint().width() <= dialog.screen().availableGeometry().width()
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert confirm(dialog).geometry().bottom() <= dialog.height()


def test_every_control_has_an_accessible_name_or_description(dialog: ImportDialog) -> None:
    dialog.show_variables(["code"])
    dialog.show_inspection(CSV)
    for name in CONTROLS.split():
        control = present(dialog.findChild(QWidget, name))
        told = QAccessible.queryAccessibleInterface(control)
        assert told.text(QAccessible.Text.Name) or told.text(QAccessible.Text.Description), name


def test_a_header_far_down_is_scrolled_into_view(dialog: ImportDialog) -> None:
    rows = (*(("说明",) for _ in range(60)), *ROWS, *ROWS[1:] * 5)
    layout = replace(LAYOUT, header_rows=61)
    dialog.show_inspection(
        replace(CSV, layout=layout, rows=rows, lines=tuple(range(1, len(rows) + 1)))
    )
    table = present(dialog.findChild(QTableView, "importPreview"))
    assert header(dialog).value() == 61
    assert table.rowAt(1) <= 60
    assert table.rowAt(table.viewport().height() - 1) not in range(60)


HIDING = SheetNotes(
    hidden_rows=2,
    hidden_columns=(2,),
    columns=(ColumnNote(2, ColumnProblem.RECALCULATED, 7, 2),),
)


def hidden_rows(dialog: ImportDialog, name: str = "importHiddenRows") -> QRadioButton:
    return present(dialog.findChild(QRadioButton, name))


def test_what_becomes_of_hidden_rows_must_be_said(
    qtbot: QtBot, dialog: ImportDialog, agreed: list[Layout]
) -> None:
    dialog.show_inspection(replace(BOOK, sheet_notes=HIDING))
    assert label(dialog, "importHiding") == sheets.hidden_parts(HIDING)
    assert not confirm(dialog).isEnabled() and "hidden rows" in label(dialog, "importHint")
    hidden_rows(dialog, "importHiddenSkip").click()
    assert confirm(dialog).isEnabled() and not label(dialog, "importHint")
    with qtbot.waitSignal(dialog.choice_changed) as told:
        hidden_rows(dialog).click()
    assert told.args == [LayoutChoice(sheet="旧的", hidden_rows=True)]
    assert not confirm(dialog).isEnabled()

    layout = replace(BOOK.layout, hidden_rows=True)
    dialog.show_inspection(replace(BOOK, layout=layout, sheet_notes=HIDING))
    assert hidden_rows(dialog).isChecked()
    confirm(dialog).click()
    assert [agreed.hidden_rows for agreed in agreed] == [True]


def test_hidden_rows_are_wanted_where_assistive_technology_ticks_the_box(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    dialog.show_inspection(replace(BOOK, sheet_notes=HIDING))
    action = QAccessible.queryAccessibleInterface(hidden_rows(dialog)).actionInterface()
    with qtbot.waitSignal(dialog.choice_changed) as told:
        action.doAction(action.toggleAction())
    assert told.args == [LayoutChoice(sheet="旧的", hidden_rows=True)]


def test_every_value_of_a_narrow_column_is_visible(dialog: ImportDialog) -> None:
    rows = (("姓名", "手机号", "码"), ("张三", "13800138000", "001234"))
    dialog.show_inspection(replace(CSV, rows=rows))
    table = present(dialog.findChild(QTableView, "importPreview"))
    for row in range(2):
        for column in range(3):
            cell = table.model().index(row, column)
            assert table.columnWidth(column) >= table.sizeHintForIndex(cell).width()


def test_another_sheet_has_hidden_rows_of_its_own(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.show_inspection(replace(BOOK, sheet_notes=HIDING))
    hidden_rows(dialog).click()
    dialog.show_inspection(replace(BOOK, sheet_notes=HIDING))
    with qtbot.waitSignal(dialog.choice_changed) as told:
        choose(box(dialog, "importSheet"), "Sheet1")
    assert told.args == [LayoutChoice(sheet="Sheet1")]


def test_hidden_columns_and_doubtful_values_are_said_by_the_columns_names(
    dialog: ImportDialog,
) -> None:
    dialog.show_variables(["code"])
    dialog.show_inspection(replace(BOOK, sheet_notes=HIDING))
    said = label(dialog, "importSheetNotes")
    assert said.startswith("Hidden columns: code.\ncode: formulas to be calculated anew: 7")
    assert box(dialog, "importNumberColumn").itemText(3) == "code (hidden)"
    assert box(dialog, "importVariable_code").currentText() == "code (hidden)"
    rows = present(dialog.findChild(QTableView, "importPreview")).model()
    assert rows.headerData(2, Qt.Orientation.Horizontal) == "code (hidden)"
    header(dialog).setValue(0)
    assert label(dialog, "importSheetNotes").startswith("Hidden columns: C.\nC: formulas")


def test_a_sheet_that_hides_nothing_takes_no_room(dialog: ImportDialog) -> None:
    dialog.show_inspection(replace(BOOK, sheet_notes=HIDING))
    dialog.show_inspection(BOOK)
    assert not hidden_rows(dialog).isVisible()
    assert not present(dialog.findChild(QLabel, "importHiding")).isVisible()


CHECK = ListCheck(
    34,
    {PhoneProblem.TOO_SHORT: 5, RowNote.REPEATED: 1, RowNote.REPAIRED: 3},
    (CheckedRow(3, ("李四", "13900139000", "7"), PhoneProblem.TOO_SHORT),),
    (("13800138000", {"姓名": "张三", "code": "0012"}), ("13900139001", {"code": "0013"})),
)


def test_what_an_import_would_give_is_asked_for_and_shown(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    dialog.show_variables(["code"])
    with qtbot.waitSignal(dialog.check_requested) as asked:
        dialog.show_inspection(CSV)
    assert asked.args == [replace(LAYOUT, mapping=(("code", 2),))]
    dialog.show_check(CHECK)
    assert label(dialog, "importValid") == "34 valid"
    assert label(dialog, "importLeftOut") == "· 5 left out · 1 repeated"
    assert confirm(dialog).text() == "Import 34 recipients"
    assert label(dialog, "importFacts") == "40 rows of data · the header is row 1"
    rows = present(dialog.findChild(QTableView, "importPreview")).model()
    assert rows.index(2, 3).data() == "Too few digits: a mainland number has 11."
    assert rows.index(1, 3).data() == ""
    only = present(dialog.findChild(QToolButton, "importOnlyLeftOut"))
    only.click()
    assert rows.rowCount() == 1 and rows.index(0, 0).data() == "李四"
    only.click()
    assert rows.rowCount() == 3


def test_another_choice_asks_again(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.show_inspection(CSV)
    dialog.show_check(CHECK)
    with qtbot.waitSignal(dialog.check_requested) as asked:
        choose(box(dialog, "importNumberColumn"), None)
    assert asked.args[0].number_column is None


def test_the_message_to_each_recipient_is_shown(dialog: ImportDialog) -> None:
    def render(
        number: str, values: Mapping[str, str], mapped: frozenset[str]
    ) -> tuple[Preview, SegmentCount]:
        assert mapped == {"code"}
        text = (PieceKind.TEXT, f"{number} {values['code']}")
        return Preview((text,)), SegmentCount(16, 1, True)

    dialog.set_renderer(render)
    dialog.show_variables(["code"])
    dialog.show_inspection(CSV)
    bubble = present(dialog.findChild(PreviewBubble))
    assert not bubble.isVisible()
    dialog.show_check(CHECK)
    assert bubble.toPlainText() == "13800138000 0012"
    assert label(dialog, "importPlace") == "Row 1 of 34"
    present(dialog.findChild(QToolButton, "importNext")).click()
    assert bubble.toPlainText() == "13900139001 0013"
    assert not present(dialog.findChild(QToolButton, "importNext")).isEnabled()


def test_masked_rows_show_no_whole_number(dialog: ImportDialog) -> None:
    dialog.show_inspection(CSV)
    dialog.set_masked(True)
    rows = present(dialog.findChild(QTableView, "importPreview")).model()
    assert rows.index(1, 1).data() == "138****8000"
