"""What is looked for in the history."""

from array import array

import pytest

from gui.core.history import AccountKey, HistoryFilter, HistoryListing, HistoryRun
from gui.core.sending.state import RecipientState
from gui.panels.history.history_filters import HistoryFilters

SHOP, SANDBOX = AccountKey("LTAI", False), AccountKey("Key", True)
ACCOUNTS = ((SHOP, "Shop"), (SANDBOX, "Sandbox"))


@pytest.fixture
def filters(qtbot, theme):
    filters = HistoryFilters(theme)
    qtbot.addWidget(filters)
    filters.resize(1060, 40)
    filters.show()
    filters.show_listing(HistoryListing(array("q"), ACCOUNTS))
    return filters


def test_every_box_narrows_what_is_wanted(qtbot, filters):
    wanted = []
    filters.changed.connect(wanted.append)
    assert not filters.clear.isVisible()
    filters.state.setCurrentIndex(filters.state.findData(RecipientState.UNDELIVERED))
    filters.account.setCurrentText("Sandbox")
    filters.search.setText(" 139 ")
    qtbot.waitUntil(lambda: len(wanted) == 3)
    assert wanted[-1] == HistoryFilter("139", RecipientState.UNDELIVERED, SANDBOX)
    assert filters.state.property("state") == "active"
    filters.clear.click()
    assert wanted[-1] == filters.wanted() == HistoryFilter()
    assert not filters.clear.isVisible()
    assert not filters.state.property("state")


def test_an_account_stays_chosen_when_others_come_in(filters):
    wanted = []
    filters.account.setCurrentText("Shop")
    filters.changed.connect(wanted.append)
    third = (AccountKey("NEW", False), "New")
    filters.show_listing(HistoryListing(array("q"), (third, *ACCOUNTS)))
    assert filters.account.currentText() == "Shop"
    assert filters.wanted().account == SHOP
    assert wanted == []


def test_a_run_is_named_once_it_is_known(filters):
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
