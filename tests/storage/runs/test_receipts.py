import itertools
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gui.core.accounts.account import Account
from gui.core.history import HistoryEntry
from gui.core.message.fields import SendMode
from gui.core.message.query_results import SendDetail
from gui.core.receipts.matching import Match, MatchKind
from gui.core.receipts.schedule import MINUTE
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted, Outcome, Rejected, Unknown, UnknownFault
from gui.core.sending.progress import StateCounts
from gui.core.sending.state import RecipientState
from gui.core.service_text import Limit, clean
from gui.core.steady_clock import SteadyClock
from gui.storage.blocked_numbers import block_numbers
from gui.storage.database.database import Database, now_ms
from gui.storage.runs import resend, run_store, unfinished, unsent
from gui.storage.runs.history import HistoryReader
from gui.storage.runs.receipts import PendingReceipt, ReceiptStore
from tests.present import present
from tests.runs import ListedDraft, insert_run

ACCOUNT = Account("测试", "testid")
NUMBERS = ("13900000001", "13900000002", "13900000003")
DRAFT = ListedDraft("阿里云", "SMS_153055065", "", numbers=NUMBERS)
TAKEN = Accepted("biz^0", "req")
LOST = Unknown(UnknownFault.READ_TIMEOUT)
ABSENT = Match(MatchKind.ABSENT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def send(
    ledger: Database, *outcomes: Outcome, account: Account = ACCOUNT, **changes: Any
) -> run_store.StoredRun:
    run = run_store.StoredRun(ledger, insert_run(ledger, account, replace(DRAFT, **changes)))
    calls = run.advance([], len(outcomes))
    run.advance(
        [evaluate_outcome(call, outcome) for call, outcome in zip(calls, outcomes, strict=True)], 0
    )
    return run


def entries(ledger: Database) -> list[HistoryEntry]:
    history = HistoryReader(ledger)
    return sorted(history.rows(history.ids()).values(), key=lambda entry: entry.id)


def detail(
    number: str,
    status: int = 3,
    sent: str = "2024-05-06 12:00:00",
    received: str = "2024-05-06 12:00:07",
) -> SendDetail:
    return SendDetail(number, status, "DELIVERED", DRAFT.template_code, "", sent, received, "x")


def due_in(ledger: Database, milliseconds: int) -> list[PendingReceipt]:
    return ReceiptStore(ledger).due(now_ms() + milliseconds, 99)


def test_accepted_recipient_is_due_after_ten_seconds(ledger: Database) -> None:
    send(ledger, TAKEN, LOST, Rejected("isv.X", "", ""))

    assert due_in(ledger, 9_000) == []
    (inquiry,) = due_in(ledger, 10_000)

    assert (inquiry.message.number, inquiry.message.biz_id) == (NUMBERS[0], "biz^0")
    assert inquiry.message.certain
    assert (inquiry.access_key_id, inquiry.sandbox) == ("testid", False)
    assert entries(ledger)[0].next_query_at == present(entries(ledger)[0].accepted_at) + 10_000


@pytest.mark.parametrize(("many", "seconds"), [(20, (2, 4, 6, 8, 10, 30)), (21, (10, 30))])
def test_small_run_is_queried_sooner(ledger: Database, many: int, seconds: tuple[int, ...]) -> None:
    numbers = tuple(f"139{n:08}" for n in range(12345678, 12345678 + many))
    run_id = insert_run(ledger, ACCOUNT, replace(DRAFT, numbers=numbers))
    run = run_store.StoredRun(ledger, run_id)
    run.begin()
    (call,) = run.advance([], 1)
    run.advance([evaluate_outcome(call, TAKEN)], 0)
    receipts = ReceiptStore(ledger)
    accepted = present(entries(ledger)[0].accepted_at)
    asked = list[Any]()
    while len(asked) < len(seconds):
        due = present(entries(ledger)[0].next_query_at)
        asked.append((due - accepted) // 1000)
        (pending,) = receipts.due(due, 9)
        write(receipts, [(pending, Match(MatchKind.UNCLEAR))], due)
    assert tuple(asked) == seconds


def test_those_asked_about_and_those_of_resting_accounts_are_left_out(ledger: Database) -> None:
    send(ledger, TAKEN, TAKEN)
    send(ledger, TAKEN, account=Account("b", "other"))
    receipts, later = ReceiptStore(ledger), now_ms() + 10_000

    assert sorted(i.message.id for i in receipts.due(later, 99)) == [1, 2, 4]
    assert [i.message.id for i in receipts.due(later, 1)] == [4]
    assert [i.message.id for i in receipts.due(later, 99, but=[4])] == [1, 2]
    assert [i.message.id for i in receipts.due(later, 99, resting=["testid"])] == [4]


def many(first: int, count: int) -> tuple[str, ...]:
    return tuple(f"139{number:08}" for number in range(first, first + count))


def test_a_new_message_does_not_wait_behind_the_backlog_of_a_large_run(ledger: Database) -> None:
    send(ledger, *[TAKEN] * 400, numbers=many(0, 400))
    small = send(ledger, TAKEN, numbers=many(900, 1))
    with ledger.transaction() as db:
        db.execute("update recipient set next_query_at = next_query_at - 60000 where run_id = 1")

    first, *others = due_in(ledger, 10_000)[:8]

    assert first.message.number == many(900, 1)[0]
    assert small.run_id == 2
    assert len(others) == 7


def test_large_runs_share_what_may_be_asked(ledger: Database) -> None:
    send(ledger, *[TAKEN] * 100, numbers=many(0, 100))
    send(ledger, *[TAKEN] * 100, numbers=many(500, 100))
    with ledger.transaction() as db:
        db.execute("update recipient set next_query_at = next_query_at - 60000 where run_id = 1")
    receipts, now, asked = ReceiptStore(ledger), now_ms() + 10_000, list[PendingReceipt]()

    for _ in range(20):  # as slots become free, one by one
        asked += receipts.due(now, 1, but=[one.message.id for one in asked])

    old = sum(one.message.number < many(500, 1)[0] for one in asked)
    assert old == len(asked) // 2 == 10
    eight = receipts.due(now, 8)
    assert sum(one.message.number < many(500, 1)[0] for one in eight) == 4


def test_a_receipt_is_kept_with_its_seconds(ledger: Database) -> None:
    send(ledger, TAKEN)
    (inquiry,) = due_in(ledger, 10_000)

    ReceiptStore(ledger).record([(inquiry, Match(MatchKind.FOUND, detail(NUMBERS[0])))], now_ms())

    (entry, *_) = entries(ledger)
    assert (entry.state, entry.receipt_code, entry.receipt_seconds) == (
        RecipientState.DELIVERED,
        "DELIVERED",
        7,
    )
    assert (entry.queries, entry.next_query_at, entry.code) == (1, None, "OK")
    assert due_in(ledger, 10**9) == []


def test_a_biz_id_that_was_cut_is_not_asked_for(ledger: Database) -> None:
    whole, cut = "9" * Limit.BIZ_ID, clean("9" * 3_000_000, Limit.BIZ_ID)
    send(ledger, Accepted(whole, "r"), Accepted(cut, "r"))
    asked = {one.message.id: one.message.biz_id for one in ReceiptStore(ledger).due(2**50, 9)}
    assert asked == {1: whole, 2: ""}


def write(
    receipts: ReceiptStore, findings: list[tuple[PendingReceipt, Match | None]], now: int
) -> None:
    """Write at a time of the test: no clock jumps there."""
    receipts.record(findings, now, lambda ended: now - ended)


def test_clock_set_forward_proves_no_absence(ledger: Database) -> None:
    """Neither while the process lives, nor across a restart."""
    send(ledger, LOST, LOST)
    one, two = ReceiptStore(ledger).read_unknown([1, 2])
    ended = present(entries(ledger)[0].settled_at)

    wall = ended + 24 * 60 * MINUTE
    ReceiptStore(ledger).record([(one, ABSENT)], wall)
    served = Match(MatchKind.ABSENT, served_at=ended + 20 * MINUTE)
    ReceiptStore(ledger).record([(two, served)], wall)
    assert list(unsent.list_declarable(ledger)) == []
    assert entries(ledger)[0].looked_at == wall

    restarted = SteadyClock(lambda: wall, iter(range(0, 3_600_000, 1000)).__next__)
    ReceiptStore(ledger).record([(one, ABSENT)], wall, restarted.since)
    assert list(unsent.list_declarable(ledger)) == []
    ReceiptStore(ledger).record(
        [(one, ABSENT)], wall, lambda time: restarted.since(time, 15 * MINUTE)
    )
    assert list(unsent.list_declarable(ledger)) == [1]


def test_the_clock_of_the_service_bridges_a_restart(ledger: Database) -> None:
    send(ledger, LOST, LOST)
    one, two = ReceiptStore(ledger).read_unknown([1, 2])
    ended = present(entries(ledger)[0].settled_at)
    early, late = (
        Match(MatchKind.ABSENT, served_at=ended + minutes * MINUTE) for minutes in (49, 50)
    )
    ReceiptStore(ledger).record([(one, early), (two, late)], ended)
    assert list(unsent.list_declarable(ledger)) == [2]


def test_missing_receipt_is_queried_later_and_finally_not(ledger: Database) -> None:
    send(ledger, TAKEN)
    accepted = present(entries(ledger)[0].accepted_at)
    times = []
    while inquiries := ReceiptStore(ledger).due(accepted + 10**9, 9):
        (inquiry,) = inquiries
        times.append(entries(ledger)[0].next_query_at)
        waiting = Match(MatchKind.FOUND, detail(NUMBERS[0], status=1, received=""))
        finding = [waiting, ABSENT, None][len(times) % 3]
        ReceiptStore(ledger).record([(inquiry, finding)], present(times[-1]))

    assert [present(time) - accepted for time in times[:4]] == [10_000, 30_000, 60_000, 120_000]
    assert present(times[-1]) - accepted == 72 * 3_600_000
    assert entries(ledger)[0].state is RecipientState.ACCEPTED
    assert entries(ledger)[0].queries == len(times)


def test_found_recipient_is_accepted_with_its_sending_time(ledger: Database) -> None:
    send(ledger, LOST, LOST, LOST)
    ids = unsent.list_unknown(ledger)
    assert list(ids) == [1, 2, 3]
    inquiries = ReceiptStore(ledger).read_unknown(ids)
    waiting = detail(NUMBERS[0], status=1, received="")
    ReceiptStore(ledger).record(
        [
            (inquiries[0], Match(MatchKind.FOUND, waiting)),
            (inquiries[1], Match(MatchKind.FOUND, detail(NUMBERS[1]))),
            (inquiries[2], ABSENT),
        ],
        now := now_ms(),
    )

    one, two, three = entries(ledger)
    assert (one.state, two.state, three.state) == (
        RecipientState.ACCEPTED,
        RecipientState.DELIVERED,
        RecipientState.UNKNOWN,
    )
    assert one.accepted_at == 1_714_968_000_000
    assert three.looked_at == now
    assert three.absent_at is not None
    assert three.absent_at - present(three.settled_at) < MINUTE
    assert list(unsent.list_unknown(ledger)) == [3]


def test_an_unclear_lookup_proves_no_absence(ledger: Database) -> None:
    send(ledger, LOST, LOST)
    one, two = ReceiptStore(ledger).read_unknown([1, 2])
    ReceiptStore(ledger).record([(one, Match(MatchKind.UNCLEAR)), (two, None)], now := now_ms())

    looked_at, unasked, _ = entries(ledger)
    assert (looked_at.looked_at, looked_at.absent_at) == (now, None)
    assert (unasked.looked_at, unasked.absent_at, unasked.queries) == (None, None, 1)


def test_unclear_lookup_withdraws_an_earlier_absence(ledger: Database) -> None:
    send(ledger, LOST, LOST)
    one, two = ReceiptStore(ledger).read_unknown([1, 2])
    receipts, called = ReceiptStore(ledger), present(entries(ledger)[0].settled_at)
    write(receipts, [(one, ABSENT), (two, ABSENT)], called + 15 * MINUTE)
    assert list(unsent.list_declarable(ledger)) == [1, 2]

    write(receipts, [(one, Match(MatchKind.UNCLEAR)), (two, None)], called + 20 * MINUTE)

    # Without an answer nothing new is known.
    assert list(unsent.list_declarable(ledger)) == [2]
    assert entries(ledger)[0].absent_at is None
    assert entries(ledger)[1].absent_at == called + 15 * MINUTE


def test_the_fifteen_minutes_begin_when_the_call_was_surely_over(ledger: Database) -> None:
    """A call may wait long after its commit: for a caller, or while the computer sleeps."""
    send(ledger, LOST)
    ledger.db.execute("update recipient set submitted_at = submitted_at - 3600000")
    (inquiry,) = ReceiptStore(ledger).read_unknown([1])
    called, over = entries(ledger)[0].submitted_at, present(entries(ledger)[0].settled_at)
    assert (inquiry.message.earliest, inquiry.message.latest) == (called, over)

    write(ReceiptStore(ledger), [(inquiry, ABSENT)], over + 14 * MINUTE)
    assert list(unsent.list_declarable(ledger)) == []
    write(ReceiptStore(ledger), [(inquiry, ABSENT)], over + 15 * MINUTE)
    assert list(unsent.list_declarable(ledger)) == [1]


def test_recipient_called_at_same_time_is_rival(ledger: Database) -> None:
    send(ledger, LOST, out_id="mine", numbers=NUMBERS[:1])
    send(ledger, LOST, out_id="mine", numbers=NUMBERS[:1])
    ledger.db.execute("update recipient set submitted_at = submitted_at - 36000000 where id = 1")
    ledger.db.execute("update run set created_at = created_at - 36000000 where id = 1")

    one, two = ReceiptStore(ledger).read_unknown([1, 2])

    assert [rival.id for rival in one.rivals] == [2]
    assert [rival.id for rival in two.rivals] == [1]


def test_late_answer_does_not_change_a_recorded_outcome(ledger: Database) -> None:
    send(ledger, LOST)
    (inquiry,) = ReceiptStore(ledger).read_unknown([1])
    ReceiptStore(ledger).record([(inquiry, Match(MatchKind.FOUND, detail(NUMBERS[0])))], now_ms())
    before = entries(ledger)

    ReceiptStore(ledger).record([(inquiry, ABSENT)], now_ms())
    ReceiptStore(ledger).record(
        [(inquiry, Match(MatchKind.FOUND, detail(NUMBERS[0], 2)))], now_ms()
    )

    assert entries(ledger) == before


def test_unsent_is_declared_only_after_a_look_without_a_trace_fifteen_minutes_on(
    ledger: Database,
) -> None:
    run = send(ledger, LOST, LOST, LOST)
    one, two, _three = ReceiptStore(ledger).read_unknown([1, 2, 3])
    called = present(entries(ledger)[0].settled_at)
    receipts = ReceiptStore(ledger)
    write(receipts, [(one, ABSENT)], called + 15 * MINUTE)
    write(receipts, [(two, ABSENT)], called + 14 * MINUTE)

    assert list(unsent.list_declarable(ledger)) == [1]
    assert unsent.declare_unsent(ledger, [2, 3]) == 0
    assert unsent.declare_unsent(ledger, run_id=run.run_id + 1) == 0
    assert unsent.declare_unsent(ledger, now=4) == 1

    assert run.counts() == StateCounts(queued=1, unknown=2)
    assert (entries(ledger)[0].declared_at, entries(ledger)[0].fault) == (4, "")
    assert unfinished.list_unfinished(ledger) == [run.run_id]
    assert run.advance([], 5) == []  # not by the delivery that was under way
    run = run_store.StoredRun(ledger, run.run_id)
    assert run.begin() == StateCounts(queued=1, unknown=2)
    (call,) = run.advance([], 5)
    assert call.ids == (1,)

    # The next time it takes a look of its own again.
    run.advance([evaluate_outcome(call, LOST)], 0)
    assert list(unsent.list_declarable(ledger)) == []


def test_declared_recipient_on_do_not_send_list_is_not_called(ledger: Database) -> None:
    run = send(ledger, LOST)
    (inquiry,) = ReceiptStore(ledger).read_unknown([1])
    later = present(entries(ledger)[0].submitted_at) + 16 * MINUTE
    write(ReceiptStore(ledger), [(inquiry, ABSENT)], later)
    block_numbers(ledger, ACCOUNT.access_key_id, NUMBERS)

    assert unsent.declare_unsent(ledger) == 1
    run = run_store.StoredRun(ledger, run.run_id)
    assert run.advance([], 9) == []
    assert run.counts() == StateCounts(cancelled=3)


def test_only_unknown_recipients_are_declared_unsent(ledger: Database) -> None:
    send(ledger, TAKEN, Rejected("isv.X", "", ""))
    ledger.db.execute("update recipient set absent_at = submitted_at + 10000000")
    assert unsent.declare_unsent(ledger) == 0


def test_rivals_are_those_of_the_same_number_and_the_operators_out_id(ledger: Database) -> None:
    send(ledger, TAKEN, out_id="mine", numbers=NUMBERS[:1])
    send(ledger, LOST, out_id="mine", numbers=NUMBERS[:1])
    send(ledger, LOST, out_id="other", numbers=NUMBERS[:1])
    send(ledger, LOST, numbers=NUMBERS[:1])

    mine, other, ours = ReceiptStore(ledger).read_unknown(unsent.list_unknown(ledger))

    assert [rival.id for rival in mine.rivals] == [1]
    assert other.rivals == ours.rivals == ()
    assert (mine.message.token, mine.message.out_id) == ("", "mine")
    assert ours.message.token
    assert ours.message.out_id.startswith(f"{ours.message.token}-")


def test_receipts_of_an_account_that_is_gone_are_put_off(ledger: Database) -> None:
    send(ledger, TAKEN)
    send(ledger, TAKEN, account=Account("b", "other"))
    accepted = present(entries(ledger)[0].accepted_at)
    later, receipts = accepted + 60_000, ReceiptStore(ledger)

    receipts.defer("testid", False, later, later + 1000)
    assert [i.message.id for i in receipts.due(accepted + 119_000, 9)] == [4]
    assert len(receipts.due(accepted + 120_000, 9)) == 2

    receipts.defer("testid", False, accepted + 120_000, accepted + 720_000)
    assert entries(ledger)[0].next_query_at == accepted + 720_000


def test_receipts_of_an_account_that_stays_away_are_asked_for_no_more_after_72_hours(
    ledger: Database,
) -> None:
    send(ledger, TAKEN)
    accepted = present(entries(ledger)[0].accepted_at)
    late, receipts = accepted + 72 * 60 * MINUTE, ReceiptStore(ledger)

    receipts.defer("testid", False, late, late + MINUTE, lasts=100 * 60 * MINUTE)
    assert entries(ledger)[0].next_query_at == late + MINUTE
    receipts.defer("testid", False, late + MINUTE, late + 2 * MINUTE)

    assert entries(ledger)[0].next_query_at is None
    assert entries(ledger)[0].state is RecipientState.ACCEPTED


def test_rejected_recipients_of_a_batch_are_resent_one_by_one_once(ledger: Database) -> None:
    no = Rejected("isv.MOBILE_NUMBER_ILLEGAL", "bad", "req")
    old = send(ledger, no, mode=SendMode.BATCHED, template_param='{"code":"1"}')
    assert {entry.code for entry in entries(ledger)} == {no.code}
    found = resend.list_resendable(ledger, old.run_id)
    assert list(found.ids) == [1, 2, 3]
    assert not found.sandbox
    with ledger.transaction() as db:
        db.execute("update run set sandbox = 1")
    assert resend.list_resendable(ledger, old.run_id).sandbox
    with ledger.transaction() as db:
        db.execute("update run set sandbox = 0")

    new_id = resend.create_resend_run(ledger, old.run_id, [1, 3])
    assert new_id is not None
    new = run_store.StoredRun(ledger, new_id)

    assert new.head.mode is SendMode.ONE_BY_ONE
    assert (new.head.template_param, new.head.sign_name) == ('{"code":"1"}', "阿里云")
    assert new.head.token != old.head.token
    assert [call.request.numbers[0] for call in new.advance([], 9)] == [NUMBERS[0], NUMBERS[2]]
    assert old.counts() == StateCounts(rejected=3)
    assert list(resend.list_resendable(ledger, old.run_id).ids) == [2]
    assert resend.create_resend_run(ledger, old.run_id, [1, 3]) is None
    assert resend.create_resend_run(ledger, old.run_id) == new.run_id + 1
    assert resend.create_resend_run(ledger, old.run_id) is None
    (runs_there,) = ledger.db.execute("select count(*) from run").fetchone()
    assert runs_there == 3


def test_of_the_rejected_those_that_are_blocked_do_not_go_again(ledger: Database) -> None:
    old = send(ledger, Rejected("isv.BUSINESS_LIMIT_CONTROL", "", "req"), mode=SendMode.BATCHED)
    block_numbers(ledger, ACCOUNT.access_key_id, NUMBERS[:2])
    block_numbers(ledger, "another", NUMBERS)

    assert resend.list_resendable(ledger, old.run_id) == (array("q", [3]), 2, 0, False)
    assert resend.list_resendable(ledger, old.run_id, [1]) == (array("q"), 1, 0, False)
    assert resend.create_resend_run(ledger, old.run_id, [1]) is None
    new_id = resend.create_resend_run(ledger, old.run_id)
    assert new_id is not None
    new = run_store.StoredRun(ledger, new_id)
    assert [call.request.numbers for call in new.advance([], 9)] == [NUMBERS[2:]]
    assert resend.list_resendable(ledger, old.run_id) == (array("q"), 2, 0, False)


def test_the_newest_run_of_those_chosen_comes_first(ledger: Database) -> None:
    no = Rejected("isv.BUSINESS_LIMIT_CONTROL", "", "req")
    first = send(ledger, no, mode=SendMode.BATCHED)  # ids 1, 2, 3
    second = send(ledger, no, mode=SendMode.BATCHED)  # 4, 5, 6
    send(ledger, TAKEN)

    assert resend.find_resendable_run(ledger, [1, 2, 5]) == second.run_id
    assert resend.count_resendable_elsewhere(ledger, second.run_id, [1, 2, 5]) == 2
    assert resend.find_resendable_run(ledger, [1, 2]) == first.run_id
    assert resend.count_resendable_elsewhere(ledger, first.run_id, [1, 2]) == 0
    assert resend.find_resendable_run(ledger, [7]) is None
    assert resend.find_resendable_run(ledger, []) is None

    block_numbers(ledger, ACCOUNT.access_key_id, NUMBERS[1:2])
    assert resend.find_resendable_run(ledger, [1, 5]) == first.run_id
    assert resend.count_resendable_elsewhere(ledger, first.run_id, [1, 5]) == 0
    assert resend.find_resendable_run(ledger, [5]) == second.run_id  # it says why nobody is left


def test_due_receipts_are_found_by_index(ledger: Database) -> None:
    run_id = insert_run(ledger, ACCOUNT, DRAFT)
    now = now_ms()
    with ledger.transaction() as db:
        db.execute(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000)"
            " insert into recipient (run_id, number, state, submitted_at, accepted_at,"
            " next_query_at) select ?, '139' || printf('%08d', i), 2, ?, ?, ? + i from n",
            (run_id, now, now, now),
        )
        db.execute("update recipient set state = 4, next_query_at = null where id % 20000 = 0")
    receipts = ReceiptStore(ledger)

    work = itertools.count()
    ledger.db.set_progress_handler(lambda: next(work) < 0, 100)
    assert len(receipts.due(now + 10**7, 20)) == 20
    send(ledger, TAKEN)
    assert len(receipts.due(now + 10**7, 20)) == 20
    assert len(receipts.read_unknown(unsent.list_unknown(ledger))) == 10
    assert next(work) * 100 < 20_000  # instructions of SQLite's machine: a scan takes millions
