import contextlib
import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.history import HistoryFilter
from gui.core.message.fields import SendMode
from gui.core.message.requests import SendSms
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import (
    Accepted,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    SkipReason,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import StateCounts
from gui.core.sending.state import RecipientState
from gui.storage.blocked_numbers import block_numbers
from gui.storage.database.database import Database
from gui.storage.runs import run_store, unfinished, unsent
from gui.storage.runs.history import HistoryReader
from tests.runs import ListedDraft, insert_run

ACCOUNT = Account("测试", "testid")
NUMBERS = ("13800000001", "13800000002", "13800000003")
DRAFT = ListedDraft("阿里云", "SMS_153055065", '{"code":"1234"}', numbers=NUMBERS)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def start(ledger: Database, **changes: Any) -> run_store.StoredRun:
    return run_store.StoredRun(ledger, insert_run(ledger, ACCOUNT, replace(DRAFT, **changes)))


def test_everyone_is_written_before_the_first_call(ledger: Database) -> None:
    assert start(ledger).counts() == StateCounts(queued=3)


def test_calls_are_on_disk_before_they_are_handed_out(ledger: Database, tmp_path: Path) -> None:
    run = start(ledger)
    calls = run.advance([], 2)

    assert [call.request.numbers for call in calls] == [NUMBERS[:1], NUMBERS[1:2]]
    with Database(tmp_path / "ledger.db") as other:
        assert run_store.StoredRun(other, run.run_id).counts() == StateCounts(
            queued=1, submitting=2
        )


def test_each_call_has_an_out_id_of_its_own_and_all_parameters(ledger: Database) -> None:
    one, other = start(ledger, up_extend_code="90999").advance([], 2)
    assert one.request.out_id and other.request.out_id
    assert one.request.out_id != other.request.out_id
    assert one.request.sign_name == "阿里云"
    assert isinstance(one.request, SendSms)
    assert one.request.template_param == '{"code":"1234"}'
    assert one.request.up_extend_code == "90999"


def test_requeued_recipient_gets_new_out_id(ledger: Database) -> None:
    seen = set()
    run = start(ledger, mode=SendMode.BATCHED)
    for _ in range(3):
        for outcome in (Throttled("Throttling.User", "", ""), Unknown(UnknownFault.EMPTY)):
            (call,) = run.advance([], 1)
            assert len(call.request.out_id) <= 64
            assert call.request.out_id.startswith(f"{run.head.token}-")
            seen.add(call.request.out_id)
            run.advance([evaluate_outcome(call, outcome)], 0)
        ledger.db.execute("update recipient set absent_at = submitted_at + 1000000")
        assert unsent.declare_unsent(ledger) == 3
        run = run_store.StoredRun(ledger, run.run_id)
    assert len(seen) == 6


@pytest.mark.parametrize("mode", SendMode)
def test_recipient_wrongly_queued_in_index_is_not_called(
    ledger: Database, tmp_path: Path, mode: SendMode
) -> None:
    run = start(ledger, mode=mode)
    with contextlib.closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as db:
        db.execute("pragma writable_schema = on")
        db.execute("create table kept as select * from sqlite_master where name like 'recipient_%'")
        # An index that the next change does not keep true.
        db.execute("delete from sqlite_master where name in (select name from kept)")
        db.execute("pragma schema_version = 1000")
    with contextlib.closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as db:
        db.execute("update recipient set state = 2 where id = 2")
        db.execute("pragma writable_schema = on")
        db.execute("insert into sqlite_master select * from kept")
        db.execute("pragma schema_version = 1001")
        db.execute("drop table kept")

    with pytest.raises(LedgerError) as caught:
        run.advance([], 3)

    assert caught.value.fault is FileFault.DAMAGED
    states = [row for (row,) in ledger.db.execute("select state from recipient not indexed")]
    assert states == [0, 2, 0]


def test_the_operators_out_id_is_kept(ledger: Database) -> None:
    assert [call.request.out_id for call in start(ledger, out_id="mine").advance([], 3)] == [
        "mine"
    ] * 3


def test_batched_numbers_share_calls_of_a_thousand(ledger: Database) -> None:
    numbers = tuple(f"1380000{n:04}" for n in range(2500))
    run = start(ledger, numbers=numbers, mode=SendMode.BATCHED)

    calls = run.advance([], 2)
    calls += run.advance([], 9)

    assert [len(call.ids) for call in calls] == [1000, 1000, 500]
    assert sum((call.request.numbers for call in calls), ()) == numbers


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Accepted("biz^0", "req"), RecipientState.ACCEPTED),
        (Rejected("isv.MOBILE_NUMBER_ILLEGAL", "bad", "req"), RecipientState.REJECTED),
        (Throttled("Throttling.User", "slow", "req"), RecipientState.QUEUED),
        (NotSent(NetworkFault.REFUSED), RecipientState.QUEUED),
        (Unknown(UnknownFault.SERVER_ERROR, "", "", "", 503), RecipientState.UNKNOWN),
    ],
)
def test_outcome_is_stored_completely(
    ledger: Database, outcome: Outcome, state: RecipientState
) -> None:
    run = start(ledger)
    (call,) = run.advance([], 1)
    run.advance([evaluate_outcome(call, outcome)], 0)

    (entry,) = HistoryReader(ledger).rows(call.ids).values()
    assert entry.state is state
    assert entry.code == getattr(outcome, "code", "")
    assert entry.message == getattr(outcome, "message", "")
    assert entry.biz_id == getattr(outcome, "biz_id", "")
    assert entry.fault == str(getattr(outcome, "fault", ""))
    assert entry.http_status == getattr(outcome, "http_status", 0)
    assert (entry.settled_at is None) is (state is RecipientState.QUEUED)


def test_crash_leaves_submitting_recipients_unknown_and_the_rest_queued(ledger: Database) -> None:
    run = start(ledger)
    run.advance([], 2)

    assert unfinished.recover_submitting(ledger) == 2
    assert run.counts() == StateCounts(queued=1, unknown=2)
    assert unfinished.list_unfinished(ledger) == [run.run_id]
    assert unfinished.recover_submitting(ledger) == 0


def test_a_run_can_be_given_up(ledger: Database) -> None:
    run = start(ledger)
    assert unfinished.cancel_queued(ledger, run.run_id) == 3
    assert run.counts() == StateCounts(cancelled=3)
    assert unfinished.list_unfinished(ledger) == []


def test_recipient_blocked_later_gets_no_call(ledger: Database) -> None:
    run = start(ledger)
    block_numbers(ledger, ACCOUNT.access_key_id, ["13800000002"])
    block_numbers(ledger, "another", NUMBERS)

    calls = run.advance([], 9)

    assert [call.request.numbers for call in calls] == [NUMBERS[:1], NUMBERS[2:]]
    assert run.counts() == StateCounts(submitting=2, cancelled=1)
    assert run.skipped == 1
    (entry,) = HistoryReader(ledger).rows([2]).values()
    assert (entry.fault, entry.submitted_at) == (SkipReason.BLOCKED, None)
    assert entry.settled_at is not None
    assert unfinished.list_unfinished(ledger) == []


@pytest.mark.parametrize("mode", SendMode)
def test_recipient_blocked_between_calls_is_left_out(ledger: Database, mode: SendMode) -> None:
    numbers = tuple(f"1380000{n:04}" for n in range(2500))
    run = start(ledger, numbers=numbers, mode=mode)
    calls = run.advance([], 1)
    last = calls[-1].ids[-1]
    unwanted = (numbers[0], numbers[last + 1], numbers[last + 3], numbers[-1])
    block_numbers(ledger, ACCOUNT.access_key_id, unwanted)

    calls += run.advance(
        [evaluate_outcome(calls[0], Throttled("Throttling.User", "slow", "req"))], 1
    )
    while more := run.advance([evaluate_outcome(calls[-1], Accepted("b", "r"))], 1000):
        calls += more

    sent = [number for call in calls[1:] for number in call.request.numbers]
    assert sent == [number for number in numbers if number not in unwanted]
    assert run.skipped == 4
    assert run.counts().cancelled == 4
    assert run.counts().queued == 0


def test_failed_commit_cancels_no_blocked_recipient(ledger: Database) -> None:
    run = start(ledger)
    block_numbers(ledger, ACCOUNT.access_key_id, NUMBERS[:1])
    ledger.db.execute("pragma query_only = on")
    with pytest.raises(LedgerError):
        run.advance([], 1)
    assert run.skipped == 0
    ledger.db.execute("pragma query_only = off")
    run.advance([], 1)
    assert run.skipped == 1


def test_among_many_the_queue_is_read_no_slower_for_a_long_list(ledger: Database) -> None:
    numbers = tuple(f"1380000{n:04}" for n in range(10_000))
    run = start(ledger, numbers=numbers)
    block_numbers(ledger, ACCOUNT.access_key_id, (f"139{n:08}" for n in range(50_000)))

    work = itertools.count()
    ledger.db.set_progress_handler(lambda: next(work) < 0, 100)
    assert len(run.advance([], 16)) == 16
    assert next(work) * 100 < 20_000  # instructions of SQLite's machine: a scan takes millions


def test_history_is_newest_run_first_and_can_be_searched(ledger: Database) -> None:
    start(ledger)
    start(ledger, numbers=("85291234567", "13900000001"))
    history = HistoryReader(ledger)

    def found(**wish: Any) -> list[str]:
        ids = history.ids(HistoryFilter(**wish))
        rows = history.rows(ids)
        return [rows[id].number for id in ids]

    assert found() == ["85291234567", "13900000001", *NUMBERS]
    assert found(text="138") == list(NUMBERS)
    assert found(text="%") == []
    assert found(state=RecipientState.ACCEPTED) == []
    assert found(text="0003", state=RecipientState.QUEUED) == ["13800000003"]
