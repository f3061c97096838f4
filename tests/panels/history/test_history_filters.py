"""What is looked for in the history."""

from array import array
from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.core.accounts.account_key import AccountKey
from gui.core.history import HistoryFilter, HistoryListing, HistoryRun
from gui.core.history_period import DaysBetween, RecentDays
from gui.core.sending.state import RecipientState
from gui.panels.history.filter_box import MOST
from gui.panels.history.history_filters import HistoryFilters
from gui.panels.history.period_dialog import PeriodDialog
from gui.panels.theme.theme import Theme
from tests.present import present
from tests.wheel import turn_wheel

SHOP, SANDBOX = AccountKey("LTAI", False), AccountKey("Key", True)
ACCOUNTS = ((SHOP, "Shop"), (SANDBOX, "Sandbox"))


@pytest.fixture
def filters(qtbot: QtBot, theme: Theme) -> HistoryFilters:
    filters = HistoryFilters(theme)
    qtbot.addWidget(filters)
    filters.resize(1060, 40)
    filters.show()
    filters.show_listing(HistoryListing(array("q"), ACCOUNTS, templates=("SMS_1", "SMS_2")))
    return filters


def test_every_box_narrows_what_is_wanted(qtbot: QtBot, filters: HistoryFilters) -> None:
    wanted: list[HistoryFilter] = []
    filters.changed.connect(wanted.append)
    assert not filters.clear.isVisible()
    filters.state.setCurrentIndex(filters.state.findData(RecipientState.UNDELIVERED))
    filters.account.setCurrentText("Sandbox")
    filters.template.setCurrentText("SMS_2")
    filters.period.choose(RecentDays.WEEK)
    filters.search.setText(" 139 ")
    qtbot.waitUntil(lambda: len(wanted) == 5)
    assert wanted[-1] == HistoryFilter(
        "139", RecipientState.UNDELIVERED, SANDBOX, template="SMS_2", period=RecentDays.WEEK
    )
    assert filters.state.property("state") == filters.period.property("state") == "active"
    filters.clear.click()
    assert wanted[-1] == filters.wanted() == HistoryFilter()
    assert not filters.clear.isVisible()
    assert not filters.state.property("state")


def test_an_account_stays_chosen_when_others_come_in(filters: HistoryFilters) -> None:
    wanted: list[HistoryFilter] = []
    filters.account.setCurrentText("Shop")
    filters.changed.connect(wanted.append)
    third = (AccountKey("NEW", False), "New")
    filters.show_listing(HistoryListing(array("q"), (third, *ACCOUNTS)))
    assert filters.account.currentText() == "Shop"
    assert filters.wanted().account == SHOP
    assert wanted == []


def test_a_run_is_named_once_it_is_known(filters: HistoryFilters) -> None:
    filters.show_run(7)
    assert filters.wanted() == HistoryFilter(run_id=7)
    run = HistoryRun(7, 1_795_000_000_000, "SMS_1")
    filters.show_listing(HistoryListing(array("q"), ACCOUNTS, run))
    assert "SMS_1" in filters.run.text()
    assert "2026" in filters.run.text()
    filters.show_run(8)
    assert filters.run.text() == ""
    filters.show_listing(HistoryListing(array("q"), ACCOUNTS, run))  # it comes late
    assert filters.run.text() == ""
    # It has one template, one account and its own days.
    boxes = (filters.period, filters.template, filters.account)
    assert not any(box.isVisible() for box in boxes)
    filters.show_run(None)
    assert all(box.isVisible() for box in boxes)


def test_templates_are_named_and_stay_chosen(filters: HistoryFilters) -> None:
    wanted: list[HistoryFilter] = []
    filters.template.setCurrentText("SMS_2")
    filters.changed.connect(wanted.append)
    filters.show_names({"SMS_2": "发货通知"})
    assert filters.template.currentText() == "发货通知  SMS_2"
    filters.show_listing(HistoryListing(array("q"), ACCOUNTS, templates=("SMS_3", "SMS_2")))
    assert filters.wanted().template == "SMS_2"
    assert wanted == []


def dialog_of(filters: HistoryFilters) -> PeriodDialog:
    filters.period.setCurrentIndex(filters.period.count() - 1)
    return present(filters.findChild(PeriodDialog))


def test_two_days_are_asked_for(filters: HistoryFilters) -> None:
    wanted: list[HistoryFilter] = []
    filters.changed.connect(wanted.append)
    dialog = dialog_of(filters)
    assert wanted == []
    assert filters.period.currentIndex() == 0  # what is wanted stays until two days are
    present(dialog.findChild(QDateEdit, "periodFirst")).setDate(QDate(2026, 11, 20))
    present(dialog.findChild(QDateEdit, "periodLast")).setDate(QDate(2026, 11, 3))
    present(dialog.findChild(QPushButton, "periodSave")).click()
    days = DaysBetween(date(2026, 11, 3), date(2026, 11, 20))
    assert wanted == [HistoryFilter(period=days)]
    assert filters.period.currentText() == "2026-11-03 to 2026-11-20"


def test_two_days_that_are_not_chosen_leave_the_others(filters: HistoryFilters) -> None:
    filters.period.show_days(DaysBetween(date(2026, 11, 3), date(2026, 11, 3)))
    assert filters.period.currentText() == "2026-11-03"
    wanted = filters.wanted()
    dialog = dialog_of(filters)
    assert present(dialog.findChild(QDateEdit, "periodLast")).date() == QDate(2026, 11, 3)
    dialog.reject()
    assert filters.wanted() == wanted
    filters.clear.click()
    assert filters.wanted() == HistoryFilter()
    assert filters.period.currentIndex() == 0


def test_boxes_give_way_and_tell_the_whole_of_what_is_cut(filters: HistoryFilters) -> None:
    filters.template.setCurrentText("SMS_2")
    assert filters.template.toolTip() == ""
    name = "一个名字很长很长很长很长很长的模板"
    filters.show_names({"SMS_2": name})
    assert filters.template.toolTip() == f"{name}  SMS_2"
    one_line = filters.heightForWidth(2000)
    narrow = filters.minimumSizeHint().width()
    assert filters.heightForWidth(narrow) > 2 * one_line
    filters.resize(narrow, filters.heightForWidth(narrow))
    for box in (filters.template, filters.state, filters.account):
        assert box.width() == min(box.sizeHint().width(), MOST)
        assert filters.rect().contains(box.geometry())
    filters.resize(2000, one_line)
    assert filters.clear.geometry().center().y() == filters.search.geometry().center().y()


def test_the_wheel_does_not_filter(filters: HistoryFilters) -> None:
    turn_wheel(filters.state)
    assert filters.wanted() == HistoryFilter()
