"""The rail: rows that are chosen, ticked, ordered, renamed and deleted."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.presets.preset import (
    LastResult,
    NamedNumber,
    Preset,
    PresetBook,
    PresetResults,
    RecentRun,
    TestPhone,
)
from gui.core.sending.progress import StateCounts
from gui.panels.presets.delegates import GroupRow, PhoneRow, PresetRow, RailDelegate, RecentRow
from gui.panels.presets.movable_rows import ID, MIME
from gui.panels.presets.phone_section import PhoneSection
from gui.panels.presets.preset_section import PresetSection
from gui.panels.presets.rail import Rail
from gui.panels.presets.rail_list import ENTRY, RailList
from gui.panels.presets.recent_section import RecentSection
from gui.panels.theme.theme import Theme
from gui.resource import resource
from tests.present import present

A, B, C = "13900000001", "13900000002", "13900000003"
BOOK = PresetBook(
    (
        Preset(7, "登录验证码", "阿里云", "SMS_1", recipients=(NamedNumber(A),)),
        Preset(3, "缴费提醒", "阿里云", "SMS_2"),
    ),
    (TestPhone(1, "我", A), TestPhone(2, "小王", B, "客服"), TestPhone(4, "小李", C, "客服")),
)


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    rail = Rail(Theme(resource("")))
    rail.fill()
    qtbot.addWidget(rail)
    rail.resize(200, 700)
    rail.presets.show_book(BOOK)
    rail.phones.show_book(BOOK)
    rail.recent.show_book(BOOK)
    rail.show()
    qtbot.waitExposed(rail)
    return rail


def heard(signal: SignalInstance) -> list[Any]:
    said = []
    signal.connect(lambda *values: said.append(values[0] if len(values) == 1 else values))
    return said


def rows(
    section: PresetSection | PhoneSection | RecentSection,
) -> list[Any]:
    view = section.list
    return [view.item(row).data(ENTRY) for row in range(view.count())]


def click(
    qtbot: QtBot,
    section: PresetSection | PhoneSection | RecentSection,
    row: int,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    view = section.list
    place = view.visualItemRect(view.item(row)).center()
    qtbot.mouseClick(view.viewport(), button, pos=place)


class Drags(QObject):
    """Counts the drags that a list begins: each is a child of it.

    Without a screen it is over at once, and nothing is dropped.
    """

    def __init__(self, view: RailList) -> None:
        super().__init__(view)
        self.begun = 0
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.begun += event.type() == QEvent.Type.ChildAdded
        return False


def drag(section: PresetSection | PhoneSection | RecentSection, row: int) -> int:
    """Press a row, move the mouse on, and release it there; return how many drags begin."""
    view = section.list
    drags = Drags(view)
    window = present(view.window().windowHandle())
    start = view.viewport().mapTo(
        view.window(), view.visualItemRect(view.item(row)).center() - QPoint(0, 8)
    )
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=start)
    for step in (2, 8, 14, 16):
        QTest.mouseMove(window, start + QPoint(0, step))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 16))
    return drags.begun


def lead_to(section: PresetSection | PhoneSection, row: int) -> None:
    section.list.setFocus()
    section.list.lead_to(section.list.model().index(row, 0))


def test_presets_show_sign_recipients_and_the_last_result(rail: Rail) -> None:
    rail.presets.show_results(
        PresetResults({7: LastResult(9, 0, StateCounts(undelivered=1, delivered=2))})
    )
    first, second = rows(rail.presets)
    assert (first.name, first.about) == ("登录验证码", "阿里云 · 1 test phone")
    assert (first.icon, first.role) == ("disc-cross", "danger")
    assert second == PresetRow("缴费提醒", "阿里云 · list each time", "阿里云 · list")
    item = rail.presets.list.item(0)
    assert "1 failed" in item.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "登录验证码"


def test_a_click_enter_or_a_selection_chooses_and_arrows_do_not(rail: Rail, qtbot: QtBot) -> None:
    chosen = heard(rail.presets.chosen)
    click(qtbot, rail.presets, 1)
    assert chosen == [3]
    lead_to(rail.presets, 0)
    qtbot.keyClick(rail.presets.list, Qt.Key.Key_Down)
    qtbot.keyClick(rail.presets.list, Qt.Key.Key_Up)
    assert chosen == [3]
    qtbot.keyClick(rail.presets.list, Qt.Key.Key_Return)
    qtbot.keyClick(rail.presets.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen == [3, 7]
    rail.presets.list.item(1).setSelected(True)  # as assistive technology does
    assert chosen == [3, 7, 3]
    click(qtbot, rail.presets, 0, Qt.MouseButton.RightButton)
    assert chosen == [3, 7, 3]


def test_the_preset_in_hand_is_selected_and_its_star_filled_while_it_is_the_same(
    rail: Rail,
) -> None:
    chosen = heard(rail.presets.chosen)
    rail.presets.show_active(BOOK.presets[0], changed=False)
    assert [row.filled for row in rows(rail.presets)] == [True, False]
    rail.presets.show_active(BOOK.presets[0], changed=True)
    assert [row.filled for row in rows(rail.presets)] == [False, False]
    assert [item.data(ID) for item in rail.presets.list.selectedItems()] == [7]
    rail.presets.show_active(None, changed=False)
    assert rail.presets.list.selectedItems() == [] and chosen == []


def test_keys_order_delete_and_rename(rail: Rail, qtbot: QtBot) -> None:
    ordered, deleted = heard(rail.presets.ordered), heard(rail.presets.deleted)
    renamed = heard(rail.presets.renamed)
    lead_to(rail.presets, 1)
    qtbot.keyClick(rail.presets.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(rail.presets.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(rail.presets.list, Qt.Key.Key_Delete)
    assert (ordered, deleted) == ([[3, 7]], [[3]])

    qtbot.keyClick(rail.presets.list, Qt.Key.Key_F2)
    dialog = present(rail.findChild(QInputDialog, "renamePreset"))
    assert dialog.textValue() == "缴费提醒"
    dialog.setTextValue(" 催费 ")
    dialog.accept()
    assert renamed == [(3, "催费")]


def test_a_row_is_dropped_between_others(rail: Rail) -> None:
    view = rail.phones.list
    ordered = heard(rail.phones.ordered)
    below_last = view.visualItemRect(view.item(view.count() - 1)).bottom()
    view.place_row(2, below_last)
    view.place_row(4, view.visualItemRect(view.item(0)).top())
    view.place_row(1, view.visualItemRect(view.item(0)).top())
    view.place_row(99, 0)
    assert ordered == [[1, 4, 2], [4, 1, 2]]


def test_any_row_is_dragged_by_the_mouse_and_not_chosen_by_that(rail: Rail, qtbot: QtBot) -> None:
    for section in (rail.phones, rail.presets):
        chosen = heard(section.list.chosen)
        assert drag(section, 0) == 1
        assert chosen == []
        click(qtbot, section, 0)  # what is released where it was pressed is chosen
        assert len(chosen) == 1
    assert drag(rail.phones, 1) == 0  # the heading of a group


def test_nothing_is_dragged_where_the_order_is_that_of_time(rail: Rail) -> None:
    rail.recent.show_results(PresetResults({}, (RecentRun(2, 0, "A", 1), RecentRun(1, 0, "B", 1))))
    assert drag(rail.recent, 0) == 0


def test_nothing_from_elsewhere_is_dropped(rail: Rail) -> None:
    view = rail.presets.list
    mime = QMimeData()
    mime.setData(MIME, b"3")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ordered = heard(rail.presets.ordered)
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.MoveAction, mime, buttons, keys)
    view.dragEnterEvent(enter)
    assert not enter.isAccepted()
    view.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, mime, buttons, keys))
    assert not ordered


def test_the_context_menu_offers_the_same_actions(rail: Rail, qtbot: QtBot) -> None:
    rail.presets.list.menu_requested.emit(7, rail.mapToGlobal(QPoint(5, 5)))
    menu = rail.presets.findChildren(QMenu)[-1]
    texts = {action.text().partition("\t")[0]: action.isEnabled() for action in menu.actions()}
    assert texts == {"Rename…": True, "Move up": False, "Move down": True, "": True, "Delete": True}
    menu.close()


def test_phones_are_grouped_counted_and_ticked_by_a_click_or_the_space_bar(
    rail: Rail, qtbot: QtBot
) -> None:
    rail.phones.show_ticked(frozenset({A}))
    assert rows(rail.phones) == [
        PhoneRow("我", "0001"),
        GroupRow("客服"),
        PhoneRow("小王", "0002"),
        PhoneRow("小李", "0003"),
    ]
    assert rail.phones.count.text() == "1 / 3"
    ticked, unticked = heard(rail.phones.ticked), heard(rail.phones.unticked)
    click(qtbot, rail.phones, 2)
    click(qtbot, rail.phones, 0)
    assert (ticked, unticked) == ([[2]], [[1]])
    lead_to(rail.phones, 0)
    qtbot.keyClick(rail.phones.list, Qt.Key.Key_Down)
    qtbot.keyClick(rail.phones.list, Qt.Key.Key_Down)
    qtbot.keyClick(rail.phones.list, Qt.Key.Key_Space)
    assert ticked == [[2], [4]]  # the heading of the group is passed over


def test_a_second_click_takes_a_tick_back_before_it_had_its_effect(
    rail: Rail, qtbot: QtBot
) -> None:
    ticked, unticked = heard(rail.phones.ticked), heard(rail.phones.unticked)
    click(qtbot, rail.phones, 0)
    click(qtbot, rail.phones, 0)
    assert (ticked, unticked) == ([[1]], [[1]])
    assert rail.phones.list.item(0).checkState() is Qt.CheckState.Unchecked


def test_a_refused_tick_is_taken_back(rail: Rail, qtbot: QtBot) -> None:
    click(qtbot, rail.phones, 0)
    rail.phones.show_ticked(frozenset())
    assert rail.phones.list.item(0).checkState() is Qt.CheckState.Unchecked


def test_numbers_are_masked_where_numbers_are(rail: Rail) -> None:
    told = Qt.ItemDataRole.AccessibleTextRole
    assert rail.phones.list.item(0).data(told) == f"我 {A}"
    rail.phones.set_masked(True)
    assert rail.phones.list.item(0).data(told) == "我 139****0001"
    assert A not in rail.phones.list.item(0).toolTip()


def test_the_keyboard_stays_with_its_row(rail: Rail) -> None:
    lead_to(rail.phones, 2)
    rail.phones.show_ticked(frozenset({B}))
    assert rail.phones.list.current_id() == 2
    rail.phones.show_book(PresetBook((), BOOK.phones[1:]))
    assert rail.phones.list.current_id() == 2


def test_an_empty_section_shows_its_hint(rail: Rail, qtbot: QtBot) -> None:
    rail.presets.show_book(PresetBook())
    rail.phones.show_book(PresetBook())
    assert rail.presets.hint.isVisible() and not rail.presets.list.isVisible()
    examples = present(rail.phones.findChild(type(rail.phones._examples), "addExamplePhones"))
    assert not examples.isVisible()
    rail.phones.offer_examples(True)
    asked = heard(rail.phones.examples_requested)
    qtbot.mouseClick(examples, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    assert rail.recent.isHidden()


def test_recent_runs_have_the_name_of_their_preset_or_template(rail: Rail, qtbot: QtBot) -> None:
    rail.recent.show_names({"SMS_9": "放假通知"})
    rail.recent.show_results(
        PresetResults(
            {},
            (
                RecentRun(12, 0, "SMS_1", 3, 7),
                RecentRun(11, 0, "SMS_9", 2000),
                RecentRun(10, 0, "SMS_8", 1, 99),
            ),
        )
    )
    assert [(row.name, row.count) for row in rows(rail.recent) if isinstance(row, RecentRow)] == [
        ("登录验证码", "3"),
        ("放假通知", "2,000"),
        ("SMS_8", "1"),
    ]
    chosen = heard(rail.recent.chosen)
    click(qtbot, rail.recent, 1)
    assert chosen == [11]


def test_every_control_has_a_name_and_nothing_is_wider_than_the_rail(rail: Rail) -> None:
    rail.resize(168, 700)
    for name in (
        "presets",
        "savePreset",
        "testPhones",
        "addTestPhone",
        "presetFiles",
        "recentRuns",
    ):
        (found,) = rail.findChildren(QWidget, name)
        assert found.accessibleName()
    assert present(rail.widget()).width() <= rail.viewport().width()


def test_a_count_is_never_elided(rail: Rail) -> None:
    """Widths of texts are fractions: what is rounded down would be elided in its own room."""
    delegate = rail.recent.list.itemDelegate()
    assert isinstance(delegate, RailDelegate)
    for many in range(0, 3000, 7):
        text = f"{many:,}"
        room = delegate._width(text, caption=True)
        metrics = QFontMetrics(delegate._font(caption=True))
        assert metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) == text


def test_the_keyboard_stays_in_a_section_that_is_filled_or_emptied(
    rail: Rail, qtbot: QtBot
) -> None:
    rail.recent.show_results(PresetResults({}, (RecentRun(12, 0, "SMS_1", 3),)))
    rail.activateWindow()
    for section in (rail.phones, rail.presets):
        lead_to(section, 0)
        qtbot.waitUntil(section.list.hasFocus)
        section.show_book(PresetBook())
        focused = present(rail.window().focusWidget())
        made_by = {"newTestPhone", "savePreset"}
        assert section.isAncestorOf(focused) and focused.objectName() in made_by
    rail.phones.offer_examples(True)
    present(rail.phones.findChild(QPushButton, "addExamplePhones")).setFocus()
    rail.phones.show_book(BOOK)
    assert rail.phones.list.hasFocus()
