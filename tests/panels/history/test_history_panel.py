from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, SignalInstance
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from gui.core.accounts.account_key import AccountKey
from gui.core.history import HistoryFilter, HistoryListing
from gui.core.sending.state import RecipientState
from gui.models.paged import Column, PagedModel
from gui.panels.history import history_panel, history_table
from gui.panels.history.history_panel import HistoryPanel
from gui.panels.theme.theme import Theme
from tests.present import present

MILLION = 1_000_000


@dataclass(frozen=True)
class Row:
    id: int
    run_id: int
    state: RecipientState

    @property
    def request_id(self) -> str:
        return f"R{self.id}"

    @property
    def can_resend(self) -> bool:
        return self.state is RecipientState.REJECTED


class Rows:
    """Ten rows a run, by turns accepted, rejected and unknown; counts what is read."""

    def __init__(self) -> None:
        self.read = 0
        self.states = (RecipientState.ACCEPTED, RecipientState.REJECTED, RecipientState.UNKNOWN)

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        self.read += len(ids)
        return {id: Row(id, id // 10, self.states[id % 3]) for id in ids}


@pytest.fixture
def source() -> Rows:
    return Rows()


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, source: Rows) -> HistoryPanel:
    panel = HistoryPanel(theme)
    qtbot.addWidget(panel)
    columns = [
        Column("number", "number", lambda row: f"number{row.id}"),
        Column("state", "state", lambda row: f"state{row.id}"),
    ]
    model = PagedModel(source, columns, panel)
    panel.set_model(model)
    listed(panel, range(MILLION), unknown=7, resendable=0)
    panel.resize(900, 400)
    panel.show()
    return panel


def listed(panel: HistoryPanel, ids: Sequence[int], **around: Any) -> None:
    """Show rows as the session does."""
    listing = HistoryListing(array("q", ids), **around)
    present(panel._model).show(listing.ids)
    panel.show_listing(listing)


def choose(panel: HistoryPanel, *rows: int) -> None:
    selection = panel.table.selectionModel()
    selection.clearSelection()
    for row in rows:
        index = panel.table.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        selection.select(index, flags.Select | flags.Rows)


def asked(qtbot: QtBot, panel: HistoryPanel, signal: SignalInstance, name: str) -> list[Any]:
    with qtbot.waitSignal(signal) as told:
        button = panel.findChild(QPushButton, name)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    found: list[Any] = told.args
    return found


def resend(qtbot: QtBot, panel: HistoryPanel) -> list[Any]:
    return asked(qtbot, panel, panel.resend_chosen_requested, "resendFailed")


def resolve(qtbot: QtBot, panel: HistoryPanel) -> list[Any]:
    return asked(qtbot, panel, panel.reconcile_requested, "resolveUnknown")


def test_nothing_selected_means_the_newest_run(qtbot: QtBot, panel: HistoryPanel) -> None:
    with qtbot.assertNotEmitted(panel.resend_chosen_requested):
        assert asked(qtbot, panel, panel.resend_requested, "resendFailed") == [0]


def test_a_selection_is_sent_again_and_nothing_else(qtbot: QtBot, panel: HistoryPanel) -> None:
    choose(panel, 23, 24, 25, 28)
    with qtbot.assertNotEmitted(panel.resend_requested):
        assert resend(qtbot, panel) == [[23, 24, 25, 28]]


@pytest.mark.parametrize("rows", [(0,), (24, 26)])
def test_resending_a_selection_without_failures_sends_nothing(
    qtbot: QtBot, panel: HistoryPanel, rows: tuple[int, ...]
) -> None:
    choose(panel, *rows)
    button = present(panel.findChild(QPushButton, "resendFailed"))
    assert not button.isEnabled()
    choose(panel, 1)
    assert button.isEnabled()
    choose(panel)
    assert button.isEnabled()


def test_many_rows_are_not_read_to_see_whether_they_were_refused(
    qtbot: QtBot, panel: HistoryPanel
) -> None:
    many = list(range(0, 3 * (history_panel.GLANCE + 1), 3))
    choose(panel, *many)
    assert resend(qtbot, panel) == [many]


def test_a_row_that_changes_its_state_changes_what_can_be_done(
    qtbot: QtBot, panel: HistoryPanel, source: Rows
) -> None:
    choose(panel, 1)
    button = present(panel.findChild(QPushButton, "resendFailed"))
    assert button.isEnabled()
    source.states = (RecipientState.DELIVERED,) * 3
    present(panel._model).reread()
    assert not button.isEnabled()


def test_the_unknown_of_a_selection_are_settled(qtbot: QtBot, panel: HistoryPanel) -> None:
    choose(panel, 0, 1, 2, 5)
    assert resolve(qtbot, panel) == [[2, 5]]
    choose(panel)
    assert resolve(qtbot, panel) == [None]


def test_all_of_a_million_are_selected_without_reading_them(
    qtbot: QtBot, panel: HistoryPanel, source: Rows
) -> None:
    before, started = source.read, time.perf_counter()
    with qtbot.waitSignal(panel.selected) as told:
        panel.table.selectAll()
    assert told.args == [0]
    (chosen,) = resolve(qtbot, panel)
    assert len(present(chosen)) == MILLION
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    # Some milliseconds; a minute where every row has an index of its own.
    assert time.perf_counter() - started < 5
    assert source.read - before < 3 * history_table.READ


def test_copying_is_limited_and_reported(qtbot: QtBot, panel: HistoryPanel) -> None:
    panel.table.setFocus()
    choose(panel, 3, 1)
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "number1\tstate1\nnumber3\tstate3"

    panel.table.selectAll()
    with qtbot.waitSignal(panel.noticed) as told:
        QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "10,000" in told.args[0].text or "10000" in told.args[0].text
    assert len(QGuiApplication.clipboard().text().splitlines()) == history_table.READ

    choose(panel, 3, 1)
    with qtbot.waitSignal(panel.withdrawn) as gone:
        QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert gone.args == [told.args[0].key]


def test_buttons_that_would_do_nothing_cannot_be_pressed(panel: HistoryPanel) -> None:
    buttons = [
        panel.findChild(QPushButton, name)
        for name in ("resolveUnknown", "resendFailed", "exportHistory")
    ]
    assert all(present(button).isEnabled() for button in buttons)
    listed(panel, [])
    assert not any(present(button).isEnabled() for button in buttons)
    listed(panel, [], unknown=1)  # of rows that are not on show
    assert [present(button).isEnabled() for button in buttons] == [True, False, False]
    listed(panel, [0])  # nothing of this run was refused
    assert [present(button).isEnabled() for button in buttons] == [False, False, True]


def test_one_run_is_shown_until_the_operator_wants_the_others(
    qtbot: QtBot, panel: HistoryPanel
) -> None:
    panel.filters.search.setText("139")
    with qtbot.waitSignal(panel.searched) as told:
        panel.show_run(5)
    assert told.args == [HistoryFilter(run_id=5)]
    assert panel.table.hasFocus()
    chip = present(panel.findChild(QToolButton, "historyRun"))
    assert chip.isVisible()
    with qtbot.waitSignal(panel.searched) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told.args == [HistoryFilter()]
    assert not chip.isVisible()


def test_what_is_selected_stays_so_when_rows_come_in(panel: HistoryPanel) -> None:
    seen: list[int | None] = []
    panel.selected.connect(seen.append)
    listed(panel, [10, 11, 12])
    choose(panel, 1)
    listed(panel, [20, 21, 10, 11, 12])
    assert panel.table.selected_ids() == [11]
    assert seen[-1] == 11
    listed(panel, [20, 21])
    assert panel.table.selected_ids() == []
    assert seen[-1] is None


NAMES = ("time", "number", "sign", "template", "state", "code", "message", "request_id", "account")


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, source: Rows) -> Callable[[int], HistoryPanel]:
    def show(width: int) -> HistoryPanel:
        panel = HistoryPanel(theme)
        qtbot.addWidget(panel)
        columns = [Column(name, name, str) for name in (*NAMES, "receipt_after")]
        panel.set_model(PagedModel(source, columns, panel))
        listed(panel, range(3))
        panel.resize(width, 400)
        panel.show()
        return panel

    return show


def columns_of(table: QTableView) -> list[str]:
    model = table.model()
    assert isinstance(model, PagedModel)
    return [column.name for column in model.columns]


def visible(panel: HistoryPanel) -> list[str]:
    """The columns on show, in the order of the eye."""
    table, header = panel.table, panel.table.horizontalHeader()
    places = (header.logicalIndex(place) for place in range(header.count()))
    names = columns_of(table)
    return [names[at] for at in places if not table.isColumnHidden(at)]


def entries(panel: HistoryPanel) -> dict[str, QAction]:
    menu = QMenu(panel)
    panel.table.columns.fill_menu(menu)
    return {action.text(): action for action in menu.actions()}


def test_the_columns_fit_however_narrow_the_window_is(shown: Callable[[int], HistoryPanel]) -> None:
    panel = shown(740)
    assert visible(panel) == ["time", "number", "state", "message", "receipt_after"]
    assert not panel.table.horizontalScrollBar().isVisible()
    panel.resize(1700, 400)
    assert len(visible(panel)) > 7
    assert not panel.table.horizontalScrollBar().isVisible()
    assert panel.table.horizontalHeader().length() == panel.table.viewport().width()
    assert panel.columns_state().isEmpty()


def test_the_account_is_shown_before_others_where_there_are_several(
    shown: Callable[[int], HistoryPanel],
) -> None:
    panel = shown(860)
    assert visible(panel)[5:] == []
    accounts = tuple((AccountKey(name, False), name) for name in "AB")
    listed(panel, range(3), accounts=accounts)
    assert visible(panel)[5:] == ["account"]
    assert not panel.table.horizontalScrollBar().isVisible()


def test_names_have_a_column_where_there_are_any(qtbot: QtBot, theme: Theme, source: Rows) -> None:
    panel = HistoryPanel(theme)
    qtbot.addWidget(panel)
    columns = [Column(name, name, str) for name in (*NAMES, "receipt_after", "name")]
    panel.set_model(PagedModel(source, columns, panel))
    panel.resize(860, 400)
    panel.show()
    listing = HistoryListing(array("q", range(3)))
    panel.show_listing(listing)
    assert "name" not in visible(panel)
    panel.show_listing(replace(listing, named=True))
    assert visible(panel)[:3] == ["time", "number", "name"]
    assert not panel.table.horizontalScrollBar().isVisible()
    panel.show_listing(listing)
    assert "name" not in visible(panel)


def test_the_columns_are_those_that_the_operator_chooses(
    shown: Callable[[int], HistoryPanel],
) -> None:
    panel = shown(860)
    assert not entries(panel)["number"].isEnabled()
    assert not entries(panel)["Fit to the window"].isEnabled()
    entries(panel)["request_id"].trigger()
    entries(panel)["time"].trigger()
    chosen = ["number", "state", "message", "receipt_after", "request_id"]
    assert visible(panel) == chosen
    panel.resize(1500, 400)
    assert visible(panel) == chosen
    again = shown(860)
    again.restore_columns(panel.columns_state())
    assert visible(again) == chosen
    entries(again)["Fit to the window"].trigger()
    assert visible(again) == ["time", "number", "state", "message", "receipt_after"]
    assert again.columns_state().isEmpty()


def test_the_widths_stay_that_the_operator_has_set(shown: Callable[[int], HistoryPanel]) -> None:
    panel = shown(860)
    panel.table.horizontalHeader().resizeSection(0, 333)
    again = shown(860)
    again.restore_columns(panel.columns_state())
    again.resize(1200, 400)
    assert again.table.columnWidth(0) == 333


def test_codes_are_cut_in_their_middle(shown: Callable[[int], HistoryPanel]) -> None:
    panel = shown(860)
    names = columns_of(panel.table)
    for name in ("template", "request_id"):
        at = names.index(name)
        option = QStyleOptionViewItem()
        delegate = panel.table.itemDelegateForColumn(at)
        assert isinstance(delegate, QStyledItemDelegate)
        delegate.initStyleOption(option, panel.table.model().index(0, at))
        assert option.textElideMode is Qt.TextElideMode.ElideMiddle
