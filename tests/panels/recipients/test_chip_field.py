from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.core.lists.draft_rows import DraftEntry, SourceKind
from gui.core.lists.notes import RowNote
from gui.core.phones.number import PhoneProblem
from gui.panels.recipients.chip_field import ChipField
from gui.panels.recipients.number_editor import NumberEditor
from gui.panels.theme.theme import Theme
from gui.panels.widgets.chip import Chip
from tests.present import present

A, B = "13800138000", "13900139000"


def entry(
    id: int,
    number: str,
    text: str = "",
    name: str = "",
    note: PhoneProblem | RowNote | None = None,
    kind: SourceKind = SourceKind.TYPED,
) -> DraftEntry:
    return DraftEntry(id, kind, id, number, name, text or number, note)


GOOD = entry(1, A, name="我的手机")
SAVED = entry(2, B, kind=SourceKind.SAVED)
SHORT = entry(3, "", "12345", note=PhoneProblem.TOO_SHORT)
INSIDE = entry(4, B, f"李四：{B}", note=PhoneProblem.NUMBER_INSIDE)
AGAIN = entry(5, A, note=RowNote.REPEATED)
ALL = (GOOD, SAVED, SHORT, INSIDE, AGAIN)


@pytest.fixture
def field(qapp: QApplication, qtbot: QtBot, theme: Theme) -> Iterator[ChipField]:
    theme.apply()
    field = ChipField(theme, NumberEditor())
    qtbot.addWidget(field)
    field.resize(500, 120)
    field.show()
    field.activateWindow()
    yield field
    qapp.setStyleSheet("")


@pytest.fixture
def told(field: ChipField) -> list[tuple[str, int]]:
    """What the field has asked for, and the entry's id."""
    told: list[tuple[str, int]] = []
    field.removed.connect(lambda one: told.append(("removed", one.id)))
    field.edited.connect(lambda one: told.append(("edited", one.id)))
    field.accepted.connect(lambda one: told.append(("accepted", one.id)))
    return told


def chips(field: ChipField) -> list[Chip]:
    found = [chip for chip in field.findChildren(Chip) if not chip.isHidden()]
    return sorted(found, key=lambda chip: chip.objectName())


def editor(field: ChipField) -> NumberEditor:
    return present(field.findChild(NumberEditor))


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_each_entry_is_a_chip_that_says_what_it_is_and_does(field: ChipField) -> None:
    field.show_entries(ALL, len(ALL), len(ALL))
    assert [
        (chip.content.text, chip.content.detail, chip.content.tone) for chip in chips(field)
    ] == [
        ("我的手机", A, ""),
        (B, "", ""),
        ("12345", "too few digits", "bad"),
        (f"李四：{B}", "other things beside it", "warning"),
        (A, "repeated", ""),
    ]
    names = [chip.accessibleName() for chip in chips(field)]
    assert [name.rpartition(", ")[2] for name in names] == [
        "remove",
        "remove",
        "edit",
        "send to it",
        "remove",
    ]


def test_a_press_does_what_the_name_says(field: ChipField, told: list[tuple[str, int]]) -> None:
    field.show_entries(ALL, len(ALL), len(ALL))
    for chip in chips(field):
        chip.click()
    assert told == [
        ("removed", 1),
        ("removed", 2),
        ("edited", 3),
        ("accepted", 4),
        ("removed", 5),
    ]


def test_the_mouse_removes_by_the_cross_alone(
    qtbot: QtBot, field: ChipField, told: list[tuple[str, int]]
) -> None:
    field.show_entries((GOOD, SHORT), 2, 2)
    good, short = chips(field)
    qtbot.waitUntil(lambda: short.x() > good.width() > 100)
    click = Qt.MouseButton.LeftButton
    qtbot.mouseClick(good, click, pos=QPoint(20, 12))
    assert told == []
    qtbot.mouseClick(good, click, pos=QPoint(good.width() - 12, 12))
    qtbot.mouseClick(short, click, pos=QPoint(short.width() - 12, 12))
    qtbot.mouseClick(short, click, pos=QPoint(20, 12))
    assert told == [("removed", 1), ("removed", 3), ("edited", 3)]


def test_arrow_keys_go_from_chip_to_chip_and_to_the_editor(qtbot: QtBot, field: ChipField) -> None:
    field.show_entries((GOOD, SAVED, SHORT), 3, 3)
    focus(qtbot, editor(field))
    QTest.keyClick(editor(field), Qt.Key.Key_Left)
    assert chips(field)[2].hasFocus()
    QTest.keyClick(chips(field)[2], Qt.Key.Key_Home)
    assert chips(field)[0].hasFocus()
    QTest.keyClick(chips(field)[0], Qt.Key.Key_Left)
    assert chips(field)[0].hasFocus()
    QTest.keyClick(chips(field)[0], Qt.Key.Key_End)
    QTest.keyClick(chips(field)[2], Qt.Key.Key_Right)
    assert editor(field).hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_keys_remove_and_the_keyboard_stays_among_the_chips(
    qtbot: QtBot, field: ChipField, told: list[tuple[str, int]], key: Qt.Key
) -> None:
    field.show_entries((GOOD, SAVED), 2, 2)
    focus(qtbot, chips(field)[1])
    QTest.keyClick(chips(field)[1], key)
    assert told == [("removed", 2)]
    field.show_entries((GOOD,), 1, 1)
    assert chips(field)[0].hasFocus()
    field.show_entries((), 0, 0)
    assert editor(field).hasFocus()


def test_backspace_in_the_empty_editor_goes_to_the_last_chip(
    qtbot: QtBot, field: ChipField, told: list[tuple[str, int]]
) -> None:
    field.show_entries((GOOD, SAVED), 2, 2)
    focus(qtbot, editor(field))
    QTest.keyClick(editor(field), Qt.Key.Key_Backspace)
    assert chips(field)[1].hasFocus() and told == []


def test_too_many_are_one_chip_that_shows_the_list(qtbot: QtBot, field: ChipField) -> None:
    field.show_entries((), 2000, 2000)
    (chip,) = chips(field)
    assert "2,000 numbers" in chip.content.text
    with qtbot.waitSignal(field.list_requested):
        chip.click()


def test_numbers_are_masked_in_text_name_and_hint(field: ChipField) -> None:
    field.show_entries(ALL, len(ALL), len(ALL))
    field.set_masked(True)
    for chip in chips(field):
        for text in (chip.text(), chip.content.text, chip.content.detail, chip.toolTip()):
            assert A not in text and B not in text


def test_it_grows_to_four_rows_and_scrolls_then(qtbot: QtBot, field: ChipField) -> None:
    field.setFixedWidth(300)  # two chips in a row, whatever the font
    heights = []
    for many in (0, 4, 12, 20):
        field.show_entries([entry(n, str(13800138000 + n)) for n in range(many)], many, many)
        heights.append(field.height())
    assert heights == sorted(heights) and heights[0] < heights[-1] == heights[-2]


def test_the_field_shows_the_focus_of_its_editor(qtbot: QtBot, field: ChipField) -> None:
    focus(qtbot, editor(field))
    assert field.property("focused") == "true"
    field.show_entries((GOOD,), 1, 1)
    focus(qtbot, chips(field)[0])
    assert field.property("focused") == "false"
