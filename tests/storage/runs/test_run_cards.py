from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.message.query_results import SendDetail
from gui.core.receipts.matching import Match, MatchKind
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted, Outcome, Rejected, Unknown, UnknownFault
from gui.core.sending.progress import StateCounts
from gui.core.sending.run_card import CardPhase, FailureGroup, Reason
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database, now_ms
from gui.storage.runs import resend, run_store, unfinished
from gui.storage.runs.receipts import ReceiptStore
from gui.storage.runs.run_cards import CARDS, RunCardReader
from tests.runs import ListedDraft, insert_run

ACCOUNT = Account("测试", "testid")
TAKEN = Accepted("biz^0", "req")
NO = Rejected("isv.MOBILE_NUMBER_ILLEGAL", "bad", "req")
LOST = Unknown(UnknownFault.READ_TIMEOUT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def insert(ledger: Database, count: int, content: str = "") -> int:
    numbers = tuple(f"139{n:08}" for n in range(count))
    draft = ListedDraft("阿里云", "SMS_1", '{"code":"1234"}', numbers=numbers)
    return insert_run(ledger, ACCOUNT, draft, content)


def send(ledger: Database, run_id: int, *outcomes: Outcome) -> None:
    run = run_store.StoredRun(ledger, run_id)
    calls = run.advance([], len(outcomes))
    run.advance(
        [evaluate_outcome(call, outcome) for call, outcome in zip(calls, outcomes, strict=True)], 0
    )


def receive(ledger: Database, number: str, status: int, code: str) -> None:
    """Record a receipt, seven seconds after the message was sent."""
    store = ReceiptStore(ledger)
    (due,) = [one for one in store.due(now_ms() + 10_000, 99) if one.message.number == number]
    detail = SendDetail(
        number, status, code, "SMS_1", "", "2024-05-06 12:00:00", "2024-05-06 12:00:07", "x"
    )
    store.record([(due, Match(MatchKind.FOUND, detail))], now_ms())


def test_a_small_run_shows_each_recipient_those_that_failed_first(ledger: Database) -> None:
    run_id = insert(ledger, 4, "您的验证码${code}")
    reader = RunCardReader()
    (card,) = reader.read(ledger)
    assert (card.phase, card.counts) == (CardPhase.STOPPED, StateCounts(queued=4))
    assert card.seconds is None

    send(ledger, run_id, TAKEN, TAKEN, NO, LOST)
    (card,) = reader.read(ledger)
    assert card.phase is CardPhase.WAITING
    receive(ledger, "13900000000", 3, "DELIVERED")
    receive(ledger, "13900000001", 2, "MOBILE_NOT_ON_SERVICE")

    (card,) = reader.read(ledger)
    assert card.phase is CardPhase.FINISHED
    assert [(row.state, row.reason.code, row.seconds) for row in card.rows] == [
        (RecipientState.UNDELIVERED, "MOBILE_NOT_ON_SERVICE", 7),
        (RecipientState.REJECTED, NO.code, None),
        (RecipientState.UNKNOWN, "", None),
        (RecipientState.DELIVERED, "OK", 7),
    ]
    assert card.rows[2].reason.fault == "read-timeout"
    assert (card.example, card.slowest, card.resendable) == ("【阿里云】您的验证码1234", 7, 2)
    assert card.seconds is not None and card.seconds < 60


def test_a_large_run_shows_the_reasons_the_most_frequent_first(ledger: Database) -> None:
    run_id = insert(ledger, 30)
    limit = Rejected("isv.BUSINESS_LIMIT_CONTROL", "触发小时级流控Permits:5", "req")
    send(ledger, run_id, *[TAKEN] * 24, *[NO] * 4, LOST, limit)

    (card,) = RunCardReader().read(ledger)
    assert card.rows == ()
    assert card.groups[0] == FailureGroup(RecipientState.REJECTED, Reason(NO.code), 4)
    assert {(group.reason.message, group.count) for group in card.groups[1:]} == {
        ("触发小时级流控Permits:5", 1),
        ("", 1),
    }


def test_what_was_read_is_read_again_only_if_it_may_have_changed(ledger: Database) -> None:
    run_id = insert(ledger, 30)
    send(ledger, run_id, *[NO] * 30)
    reader = RunCardReader()
    (card,) = reader.read(ledger)
    assert card.resendable == 30

    resend.create_resend_run(ledger, run_id, [1, 2])
    copies, card = reader.read(ledger)
    assert (copies.counts.queued, card.resendable) == (2, 28)
    unfinished.cancel_queued(ledger, copies.run_id)
    copies, _ = reader.read(ledger)
    assert copies.counts == StateCounts(cancelled=2)


def test_unfinished_runs_have_a_card_however_old_they_are(ledger: Database) -> None:
    first = insert(ledger, 1)
    for _ in range(CARDS + 5):
        insert(ledger, 1)
    reader = RunCardReader()

    assert len(reader.read(ledger)) == CARDS
    cards = reader.read(ledger, f"[{first}]")
    assert (len(cards), cards[-1].run_id) == (CARDS + 1, first)


def test_a_card_waits_for_receipts_of_accepted_recipients(ledger: Database) -> None:
    run_id = insert(ledger, 1)
    send(ledger, run_id, TAKEN)
    (card,) = RunCardReader().read(ledger)

    assert (card.slowest, card.resendable) == (None, 0)
    assert card.rows[0].accepted_at is not None


def test_a_run_whose_receipts_are_not_asked_for_any_more_does_not_wait(ledger: Database) -> None:
    run_id = insert(ledger, 2)
    send(ledger, run_id, TAKEN, TAKEN)
    reader = RunCardReader()
    assert reader.read(ledger)[0].phase is CardPhase.WAITING
    ledger.db.execute("update recipient set next_query_at = null where id = 1")
    assert reader.read(ledger)[0].phase is CardPhase.WAITING
    ledger.db.execute("update recipient set next_query_at = null")
    assert reader.read(ledger)[0].phase is CardPhase.FINISHED
