"""The cards through the whole program: send to the sandbox and see what becomes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import AccountInput
from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import CardPhase
from gui.core.sending.state import RecipientState
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring

DELIVERED, OFF, MALFORMED = "13912340001", "13800000402", "13800000116"


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "data", SecretStore(find=no_keyring)) as opened:
        yield opened


def test_a_run_is_seen_from_its_acceptance_to_its_last_receipt(qtbot: QtBot, opened: Desk) -> None:
    cards = opened.session.run_cards
    seen = list[StateCounts]()
    cards.changed.connect(lambda found: seen.extend(card.counts for card in found))
    assert opened.can("sendExample") or not cards.cards
    opened.fill(qtbot, [DELIVERED, OFF, MALFORMED])
    opened.send(qtbot)

    qtbot.waitUntil(lambda: bool(cards.cards) and cards.cards[0].phase is CardPhase.FINISHED)
    assert any(counts == StateCounts(accepted=2, rejected=1) for counts in seen)
    (card,) = cards.cards
    assert card.counts == StateCounts(delivered=1, undelivered=1, rejected=1)
    off, malformed, delivered = card.rows
    assert [row.state for row in card.rows] == [
        RecipientState.UNDELIVERED,
        RecipientState.REJECTED,
        RecipientState.DELIVERED,
    ]
    assert off.reason.code == "MOBILE_NOT_ON_SERVICE"
    assert off.reason.meaning and off.reason.remedy
    assert malformed.reason.code == "isv.MOBILE_NUMBER_ILLEGAL"
    assert delivered.seconds is not None and 2 <= delivered.seconds <= 9
    assert card.resendable == 2
    assert opened.can("resendFailed")

    opened.session.run_cards.mask(True)
    assert cards.cards[0].rows[0].number == "138****0402"


def test_the_example_of_the_first_start_is_delivered(qtbot: QtBot, opened: Desk) -> None:
    qtbot.waitUntil(lambda: opened.can("sendExample"))
    opened.find("sendExample").click()
    qtbot.waitUntil(lambda: opened.can("confirmSend") or bool(opened.session.run_cards.cards))
    if opened.can("confirmSend"):
        opened.find("confirmSend").click()
    cards = opened.session.run_cards
    qtbot.waitUntil(
        lambda: bool(cards.cards) and cards.cards[0].counts == StateCounts(delivered=1),
    )
    assert not opened.can("sendExample")


def test_the_first_start_leads_to_a_new_account(qtbot: QtBot, opened: Desk) -> None:
    qtbot.waitUntil(lambda: opened.can("addAccount"))
    opened.find("addAccount").click()

    qtbot.waitUntil(lambda: opened.can("accountLabel"))
    assert opened.find("accountLabel").text() == ""
    assert opened.find("accessKeyId").text() == ""


def test_a_run_in_the_sandbox_keeps_the_name_of_its_template_where_another_account_is_current(
    qtbot: QtBot, tmp_path: Path
) -> None:
    secrets = SecretStore(find=no_keyring)
    with desk(tmp_path / "data", secrets) as opened:
        opened.fill(qtbot, [DELIVERED], template="SMS_900000001")
        opened.send(qtbot)
        entry = AccountInput("Shop", "key", "secret", "http://127.0.0.1:9", keep_in_memory=True)
        with qtbot.waitSignal(opened.session.accounts.saved):
            opened.session.accounts.save(entry)
    with desk(tmp_path / "data", secrets) as again:
        assert not again.session.accounts.current.sandbox
        cards = again.session.run_cards
        qtbot.waitUntil(lambda: [card.template_name for card in cards.cards] == ["登录验证码"])
