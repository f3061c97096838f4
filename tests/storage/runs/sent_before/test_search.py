"""Who was sent exactly this message before, and who is queued for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.accounts.account import Account
from gui.core.errors import OutdatedError
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.core.sending.sent_before import MAY_HAVE_BEEN_SENT, HistoryMark, SentBefore
from gui.core.sending.state import RecipientState
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.storage.database.schema import STATE_NUMBERS
from gui.storage.draft.typed import load_typed
from gui.storage.runs.creation import create_run
from gui.storage.runs.run_store import StoredRun
from gui.storage.runs.sent_before import search as sent_before
from gui.storage.runs.sent_before.same_message import history_mark, message_values
from gui.storage.runs.sent_before.search import find_sent_before, find_sent_since, read_history_mark
from tests.present import present
from tests.storage.draft.test_reader import A, B, C, D, add, run
from tests.storage.runs.test_creation import NAMED, PLAIN, pattern

ACCOUNT = Account("测试", "testid")
MESSAGE = Draft("阿里云", "SMS_153055065")
STATES = list(RecipientState)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db", now=lambda: 1_000) as ledger:
        yield ledger


@pytest.fixture(params=[4, -1], ids=["runs read", "numbers looked up"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do it one way and the other, whatever is quicker."""
    monkeypatch.setattr(sent_before, "SCAN_LIMIT", request.param)


def typed(ledger: Database, *numbers: str) -> None:
    run(load_typed(ledger, "\n".join(numbers)))


def write(
    ledger: Database,
    pattern: Placeholders = PLAIN,
    account: Account = ACCOUNT,
    message: Draft = MESSAGE,
    states: Sequence[RecipientState] = (),
    at: int = 1_000,
) -> int:
    """Make a run of the draft, with its recipients in some states, called at a time."""
    run_id = present(run(create_run(ledger, account, message, pattern)).run_id)
    ids = [
        id for (id,) in ledger.db.execute("select id from recipient where run_id = ?", (run_id,))
    ]
    for id, state in zip(ids, states, strict=False):
        ledger.db.execute(
            "update recipient set state = ?, submitted_at = ? where id = ?",
            (STATE_NUMBERS[state], None if state is RecipientState.QUEUED else at, id),
        )
    return run_id


def find(
    ledger: Database,
    pattern: Placeholders = PLAIN,
    account: Account = ACCOUNT,
    message: Draft = MESSAGE,
) -> tuple[int, int | None, int]:
    found = run(find_sent_before(ledger, account, message, pattern))
    return found.sent, found.last_at, found.queued


def test_message_without_runs_has_no_history(ledger: Database) -> None:
    typed(ledger, A, B)
    assert run(find_sent_before(ledger, ACCOUNT, MESSAGE, PLAIN)) == SentBefore()


@pytest.mark.parametrize("state", STATES)
def test_only_states_that_may_have_been_sent_count(
    ledger: Database, either_way: None, state: RecipientState
) -> None:
    typed(ledger, A, B)
    write(ledger, states=[state, RecipientState.CANCELLED])

    sent = state in MAY_HAVE_BEEN_SENT
    assert find(ledger) == (int(sent), 1_000 if sent else None, int(state is RecipientState.QUEUED))


def test_last_time_is_returned_and_recipients_count_once(
    ledger: Database, either_way: None
) -> None:
    typed(ledger, A, B, C)
    write(
        ledger,
        states=[RecipientState.DELIVERED, RecipientState.UNKNOWN, RecipientState.QUEUED],
        at=5_000,
    )
    write(
        ledger,
        states=[RecipientState.ACCEPTED, RecipientState.QUEUED, RecipientState.REJECTED],
        at=9_000,
    )

    assert find(ledger) == (2, 9_000, 2)


@pytest.mark.parametrize(
    "changed",
    [
        {"account": replace(ACCOUNT, access_key_id="another")},
        {"account": replace(ACCOUNT, sandbox=True)},
        {"message": replace(MESSAGE, sign_name="another")},
        {"message": replace(MESSAGE, template_code="SMS_1")},
        {"pattern": pattern('{"code":"5678"}')},
    ],
)
def test_another_message_is_not_this_one(
    ledger: Database, either_way: None, changed: dict[str, Any]
) -> None:
    typed(ledger, A, B)
    write(ledger, **changed, states=[RecipientState.DELIVERED, RecipientState.QUEUED])

    assert find(ledger) == (0, None, 0)
    assert find(ledger, **changed) == (1, 1_000, 1)


def test_the_parameters_of_each_recipient_are_compared(ledger: Database, either_way: None) -> None:
    add(ledger, ("张", A), ("李", B), ("王", C))
    write(ledger, NAMED, states=[RecipientState.DELIVERED] * 3)
    ledger.db.execute("""update recipient set template_param = '{"name":"x"}' where id = 2""")

    assert find(ledger, NAMED) == (2, 1_000, 0)
    assert find(ledger, PLAIN) == (0, None, 0)


def test_parameters_of_a_row_that_are_those_of_the_draft_are_the_same(
    ledger: Database, either_way: None
) -> None:
    typed(ledger, A, B)
    param = PLAIN.to_json()
    write(ledger, states=[RecipientState.DELIVERED] * 2)
    ledger.db.execute("update run set template_param = 'x'")
    ledger.db.execute("update recipient set template_param = ? where id = 1", (param,))

    assert find(ledger) == (1, 1_000, 0)


def test_other_and_blocked_recipients_do_not_count(ledger: Database, either_way: None) -> None:
    typed(ledger, A, B, C)
    write(ledger, states=[RecipientState.DELIVERED] * 3)
    typed(ledger, B, C, D)
    blocked_numbers.block_numbers(ledger, ACCOUNT.access_key_id, [C])

    assert find(ledger) == (1, 1_000, 0)


NUMBERS = (A, B, C, D)
runs_of_numbers = st.lists(
    st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(STATES)), max_size=4),
    max_size=4,
)


@settings(max_examples=40)
@given(runs_of_numbers, st.sets(st.sampled_from(NUMBERS), min_size=1))
def test_both_ways_find_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    history: list[list[tuple[str, RecipientState]]],
    wanted: set[str],
) -> None:
    with Database(tmp_path_factory.mktemp("ledger") / "ledger.db") as ledger:
        typed(ledger, A)
        expected_sent, expected_queued, last = set(), set(), None
        for at, rows in enumerate(history, 1):
            run_id = write(ledger)
            ledger.db.execute("delete from recipient where run_id = ?", (run_id,))
            for number, state in rows:
                ledger.db.execute(
                    "insert into recipient (run_id, number, state, submitted_at)"
                    " values (?, ?, ?, ?)",
                    (run_id, number, STATE_NUMBERS[state], at),
                )
                if number in wanted and state in MAY_HAVE_BEEN_SENT:
                    expected_sent.add(number)
                    last = at
                elif number in wanted and state is RecipientState.QUEUED:
                    expected_queued.add(number)
        typed(ledger, *sorted(wanted))
        for limit in (1_000, -1):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(sent_before, "SCAN_LIMIT", limit)
                found = find(ledger)
            assert found == (len(expected_sent), last, len(expected_queued))


def test_messages_sent_after_the_lookup_are_found_at_the_start(ledger: Database) -> None:
    typed(ledger, A)
    seen = history_mark(ledger.db, message_values(ACCOUNT, MESSAGE))
    assert seen == HistoryMark()
    first = present(run(create_run(ledger, ACCOUNT, MESSAGE, PLAIN, mark=seen)).run_id)
    with pytest.raises(OutdatedError):
        run(create_run(ledger, ACCOUNT, MESSAGE, PLAIN, mark=seen))

    seen = history_mark(ledger.db, message_values(ACCOUNT, MESSAGE))
    StoredRun(ledger, first).advance([], 1)
    with pytest.raises(OutdatedError):
        run(create_run(ledger, ACCOUNT, MESSAGE, PLAIN, mark=seen))
    assert history_mark(ledger.db, message_values(ACCOUNT, MESSAGE)) == HistoryMark(1, 1)

    another = replace(MESSAGE, sign_name="another")
    run(create_run(ledger, ACCOUNT, another, PLAIN))
    mark = history_mark(ledger.db, message_values(ACCOUNT, MESSAGE))
    assert run(create_run(ledger, ACCOUNT, MESSAGE, PLAIN, mark=mark)).run_id is not None


def test_the_look_up_uses_the_indexes(ledger: Database) -> None:
    plans = "\n".join(
        detail
        for query in (
            "select id from run where access_key_id = '' and sandbox = 0 and sign_name = ''"
            " and template_code = ''",
            "select state from recipient where number in (select value from json_each('[]'))"
            " and run_id in (select value from json_each('[]'))",
        )
        for *_, detail in ledger.db.execute(f"explain query plan {query}")
    )
    assert "run_message (access_key_id=? AND sign_name=? AND template_code=?)" in plans
    assert "recipient_number (number=? AND run_id=?)" in plans


def since(
    ledger: Database, run_id: int, chosen: list[int] | None = None
) -> tuple[int, int | None, int]:
    found = run(find_sent_since(ledger, run_id, chosen))
    return found.sent, found.last_at, found.queued


QUEUED, DELIVERED = RecipientState.QUEUED, RecipientState.DELIVERED


def test_queued_recipient_sent_same_message_since_is_found(
    ledger: Database, either_way: None
) -> None:
    typed(ledger, A, B, C, D)
    old = write(ledger, states=[QUEUED, QUEUED, DELIVERED, QUEUED])
    assert since(ledger, old) == (0, None, 0)
    write(ledger, states=[RecipientState.UNKNOWN, QUEUED, DELIVERED, RecipientState.REJECTED], at=7)
    assert since(ledger, old) == (1, 7, 0)
    assert since(ledger, old, [2, 3]) == (1, 7, 0)  # of the chosen ones, C was sent it


def test_messages_sent_before_the_run_was_created_are_not_reported_again(
    ledger: Database, either_way: None
) -> None:
    """Unless an earlier run went on since; the clock of the computer may have been set back."""
    typed(ledger, A, B, C)
    write(ledger, states=[DELIVERED] * 2, at=900)
    write(ledger, states=[DELIVERED], at=2_000)
    old = write(ledger)
    assert since(ledger, old) == (1, 2_000, 0)
    write(ledger, states=[QUEUED, QUEUED, DELIVERED], at=500)
    assert since(ledger, old) == (2, 2_000, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"account": replace(ACCOUNT, access_key_id="another")},
        {"account": replace(ACCOUNT, sandbox=True)},
        {"message": replace(MESSAGE, template_code="SMS_1")},
        {"pattern": pattern('{"code":"5678"}')},
    ],
)
def test_another_message_sent_since_is_not_this_one(
    ledger: Database, either_way: None, changed: dict[str, Any]
) -> None:
    typed(ledger, A, B)
    old = write(ledger)
    write(ledger, **changed, states=[DELIVERED] * 2, at=2_000)
    assert since(ledger, old) == (0, None, 0)


def test_the_own_parameters_of_those_queued_are_compared(
    ledger: Database, either_way: None
) -> None:
    add(ledger, ("张", A), ("李", B))
    old = write(ledger, NAMED)
    write(ledger, NAMED, states=[DELIVERED] * 2, at=2_000)
    ledger.db.execute("""update recipient set template_param = '{"name":"x"}' where id = 1""")
    assert since(ledger, old) == (1, 2_000, 0)


def test_unchanged_mark_means_no_later_sending(ledger: Database) -> None:
    typed(ledger, A)
    old = write(ledger)
    told = run(find_sent_since(ledger, old)).mark
    assert read_history_mark(ledger, old) == told
    other = write(ledger)
    StoredRun(ledger, other).advance([], 1)
    assert read_history_mark(ledger, old) != told
