"""The same again, and the same with a change: from a card into the form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.core.sending.progress import StateCounts
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring

NUMBERS = ["13912340001", "13912340002"]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "data", SecretStore(find=no_keyring)) as opened:
        opened.fill(qtbot, NUMBERS, param='{"code":"4711"}')
        opened.send(qtbot)
        qtbot.waitUntil(lambda: opened.can("sendAgain"))
        yield opened


def param(opened: Desk) -> str:
    return opened.session.composer.placeholders.to_json()


def test_one_key_sends_exactly_the_same_again(qtbot: QtBot, opened: Desk) -> None:
    # What stands in the form by now is something else.
    opened.fill(qtbot, ["13912340009"], param='{"code":"9999"}')
    runs = opened.session.run_cards
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    QTest.keyClick(
        opened.find("send"),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )

    qtbot.waitUntil(lambda: opened.can("confirmSend") or len(runs.cards) == 2)
    if opened.can("confirmSend"):
        opened.find("confirmSend").click()
    qtbot.waitUntil(
        lambda: (
            len(runs.cards) == 2 and not runs.cards[0].counts.queued and bool(runs.cards[0].rows)
        ),
    )
    newest = runs.cards[0]
    # The sandbox takes one message a minute for a number: these were the same numbers.
    assert newest.counts.total == 2
    assert sorted(row.number for row in newest.rows) == NUMBERS
    entries = opened.session.history.rows(opened.session.history.model.ids())
    assert {entry.template_param for entry in entries.values()} == {'{"code":"4711"}'}


def test_a_run_is_loaded_to_be_changed_and_nothing_is_sent(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, ["13912340009"], param='{"code":"9999"}')
    opened.find("editAgain").click()

    qtbot.waitUntil(lambda: param(opened) == '{"code":"4711"}')
    status = opened.session.composer.status
    qtbot.waitUntil(lambda: status().count == 2 and not status().problems)
    assert opened.session.recipients.draft.overview.first == tuple(NUMBERS)
    assert [card.counts.total for card in opened.session.run_cards.cards] == [2]
    assert opened.session.run_cards.cards[0].counts != StateCounts()


def test_change_before_the_numbers_are_read_takes_it_back(qtbot: QtBot, opened: Desk) -> None:
    change = opened.find("templateCode").setEditText
    opened.session.refill.ready.connect(lambda: change("SMS_900000003"))
    opened.find("sendAgain").click()
    with qtbot.waitSignal(opened.session.refill.ready):
        pass
    qtbot.waitUntil(lambda: not opened.session.recipients.draft.busy)
    opened.wait_ready(qtbot)
    assert not opened.session.sending.busy
    assert [card.counts.total for card in opened.session.run_cards.cards] == [2]
