import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.core.accounts.account import Account
from gui.core.errors import OutdatedError
from gui.core.lists.draft_rows import SourceKind
from gui.core.lists.layout import Layout, ListEncoding
from gui.core.message.draft import Draft
from gui.core.message.fields import SendMode
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.message.variables import ValueFault, Variable, VariableHint, VariableKind
from gui.core.params.document import Params
from gui.core.params.placeholders import Placeholders
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted, Throttled
from gui.core.sending.progress import StateCounts
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.storage.draft import edits, reader
from gui.storage.draft.typed import load_typed
from gui.storage.draft.writer import load_list
from gui.storage.lists.open_list import open_text
from gui.storage.runs import run_store, unfinished
from gui.storage.runs.creation import ROWS_PER_STEP, CreatedRun, create_run, preview_run
from tests.params import placeholders_of
from tests.present import present
from tests.storage.draft.test_reader import A, B, C, D, add, run, typed

ACCOUNT = Account("测试", "testid")
DRAFT = Draft("阿里云", "SMS_153055065", template_param="x")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


pattern = placeholders_of


NAMED = pattern('{"name":"{{姓名}}","code":"1234"}')
PLAIN = pattern('{"code":"1234"}')


def start(ledger: Database, pattern: Placeholders = NAMED, **changes: Any) -> CreatedRun:
    return run(create_run(ledger, ACCOUNT, replace(DRAFT, **changes), pattern, "内容"))


def sent(ledger: Database, run_id: int, calls: int = 100) -> list[SendSms | SendBatchSms]:
    """Advance a run to its end; return its requests."""
    open_run = run_store.StoredRun(ledger, run_id)
    return [call.request for call in open_run.advance([], calls)]


def each(requests: Sequence[SendSms | SendBatchSms]) -> list[tuple[str, str]]:
    """Number and parameters of everyone, in order."""
    found = []
    for request in requests:
        if isinstance(request, SendSms):
            found += [(number, request.template_param) for number in request.numbers]
        else:
            assert len(request.numbers) == len(request.template_params)
            found += zip(request.numbers, request.template_params, strict=True)
    return found


def test_everyone_gets_the_values_of_their_row(ledger: Database) -> None:
    add(ledger, ("张三", A), ('李"四', f"+86 {B}"))
    started = start(ledger)
    assert started == CreatedRun(started.run_id, 2, 0, {})
    requests = sent(ledger, present(started.run_id))
    assert [type(request) for request in requests] == [SendSms, SendSms]
    assert [(number, json.loads(param)) for number, param in each(requests)] == [
        (A, {"name": "张三", "code": "1234"}),
        (B, {"name": '李"四', "code": "1234"}),
    ]
    assert (
        run_store.StoredRun(ledger, present(started.run_id)).head.template_param == NAMED.to_json()
    )


def test_the_number_itself_can_be_referred_to(ledger: Database) -> None:
    add(ledger, ("张三", f"+86{A}"))
    started = start(ledger, pattern('{"n":"{{手机}}"}'))
    assert each(sent(ledger, present(started.run_id))) == [(A, f'{{"n":"{A}"}}')]


@pytest.mark.parametrize(
    "header", ["手机\t姓名\t验证码", "姓名\t手机\t验证码", "验证码\t姓名\t手机"]
)
@pytest.mark.parametrize("missing", range(4))
def test_a_row_too_short_lacks_a_value_and_takes_no_other(
    ledger: Database, header: str, missing: int
) -> None:
    names = header.split("\t")
    full = {"手机": B, "姓名": "李四", "验证码": "1234"}
    rows = [[full[name] for name in names], [full[name] for name in names]]
    rows[0][names.index("手机")] = A
    rows[1] = rows[1][: len(names) - missing]
    layout = Layout(ListEncoding.UTF_8, "\t", "", 1, names.index("手机"))
    with open_text("\n".join(map("\t".join, [names, *rows]))) as source:
        run(load_list(ledger, source, SourceKind.PASTED, "", layout))
    wanted = {A: [full["验证码"], A]}
    if not missing:
        wanted[B] = [full["验证码"], B]
    short = {"验证码": 1} if missing and B in rows[1] else {}

    both = pattern('{"code":"{{验证码}}","to":"{{手机}}"}')
    assert run(preview_run(ledger, "testid", both)) == CreatedRun(None, len(wanted), 0, short)
    started = start(ledger, both)
    assert (started.recipients, started.missing) == (len(wanted), short)
    found = each(sent(ledger, present(started.run_id)))
    assert {number: list(json.loads(param).values()) for number, param in found} == wanted


def test_values_that_are_likely_refused_are_counted(ledger: Database) -> None:
    """By variable and reason, of those who would be sent to; it is left to the service."""
    name = Variable("name", VariableKind.TEXT, VariableHint.NONE)
    rows = [("张三", A), ("🎉", B), ("【店】", C), ("www.example.org", D), ("", "13500135000")]
    add(ledger, *rows)
    seen = run(preview_run(ledger, "testid", NAMED, variables=[name]))
    assert (seen.recipients, seen.missing) == (4, {"姓名": 1})
    assert [(one.first.value, one.first.fault, one.count) for one in seen.unfit] == [
        ("🎉", ValueFault.UNSUPPORTED, 2),
        ("www.example.org", ValueFault.URL, 1),
    ]
    assert run(preview_run(ledger, "testid", NAMED)).unfit == ()
    assert start(ledger).recipients == 4


def test_without_references_everyone_gets_the_same(ledger: Database) -> None:
    typed(ledger, A)
    add(ledger, ("张三", B), ("", C))
    started = start(ledger, PLAIN, mode=SendMode.BATCHED)
    (request,) = sent(ledger, present(started.run_id))
    assert isinstance(request, SendSms)
    assert request.numbers == (A, B, C)
    assert request.template_param == '{"code":"1234"}'


def test_recipient_without_value_is_left_out_and_counted(ledger: Database) -> None:
    typed(ledger, D)
    add(ledger, ("张三", A), ("", B), (" ", C))
    assert run(preview_run(ledger, "testid", NAMED)) == CreatedRun(None, 1, 0, {"姓名": 3})
    started = start(ledger)
    assert (started.recipients, started.missing) == (1, {"姓名": 3})
    assert [number for number, _ in each(sent(ledger, present(started.run_id)))] == [A]


def test_blocked_numbers_are_left_out_and_counted(ledger: Database) -> None:
    add(ledger, ("张三", A), ("李四", B))
    blocked_numbers.block_numbers(ledger, "testid", [A, D])
    blocked_numbers.block_numbers(ledger, "other", [B])
    assert run(preview_run(ledger, "testid", PLAIN)).blocked == 1
    started = start(ledger, PLAIN)
    assert (started.recipients, started.blocked) == (1, 1)
    assert [number for number, _ in each(sent(ledger, present(started.run_id)))] == [B]


def test_removed_rows_and_lists_are_not_sent_to(ledger: Database) -> None:
    gone = add(ledger, ("张三", A))
    add(ledger, ("李四", B), ("王五", C))
    edits.remove_source(ledger, gone)
    edits.remove_rows(ledger, reader.list_recipient_ids(ledger)[:1])
    assert [number for number, _ in each(sent(ledger, present(start(ledger).run_id)))] == [C]


def test_no_recipients_create_no_run(ledger: Database) -> None:
    add(ledger, ("张三", A))
    blocked_numbers.block_numbers(ledger, "testid", [A])
    assert start(ledger) == CreatedRun(None, 0, 1, {})
    assert ledger.db.execute("select count(*) from run").fetchone() == (0,)


def test_stopped_in_the_middle_there_is_no_run(ledger: Database) -> None:
    run(load_typed(ledger, "\n".join(str(13800000000 + n) for n in range(2 * ROWS_PER_STEP))))
    steps = create_run(ledger, ACCOUNT, DRAFT, PLAIN)
    progress = next(steps)
    assert 0 < progress.done < progress.total == 2 * ROWS_PER_STEP
    steps.close()
    for table in ("run", "recipient"):
        assert ledger.db.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_batches_hold_a_hundred_rows_of_their_own(ledger: Database) -> None:
    rows = [(f"客户{n}", str(13800000000 + n)) for n in range(250)]
    add(ledger, *rows)
    started = start(ledger, mode=SendMode.BATCHED)
    open_run = run_store.StoredRun(ledger, present(started.run_id))
    first = open_run.advance([], 2)
    assert open_run.counts() == StateCounts(queued=50, submitting=200)
    requests = [call.request for call in first]
    assert all(isinstance(request, SendBatchSms) for request in requests)
    assert [len(request.numbers) for request in requests] == [100, 100]
    assert len({request.out_id for request in requests}) == 2

    # One comes back to the queue, and goes out again the same.
    open_run.advance([evaluate_outcome(first[0], Throttled("t", "m", "r"))], 0)
    open_run.advance([evaluate_outcome(first[1], Accepted("biz", "req"))], 0)
    again = open_run.advance([], 9)
    assert open_run.counts() == StateCounts(submitting=150, accepted=100)
    everyone = {
        (number, json.loads(param)["name"])
        for number, param in each([first[1].request, *(call.request for call in again)])
    }
    assert everyone == {(number, name) for name, number in rows}


mainland = st.integers(13000000001, 13000000030).map(str)


@settings(max_examples=30)
@given(
    rows=st.lists(
        st.tuples(st.text('张李 "\\,a{}', max_size=4), mainland), min_size=1, max_size=250
    ),
    mode=st.sampled_from(SendMode),
    calls=st.integers(1, 7),
)
def test_no_row_ever_gets_the_values_of_another(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    mode: SendMode,
    calls: int,
) -> None:
    with Database(tmp_path_factory.mktemp("run") / "ledger.db") as ledger:
        add(ledger, *((name.replace('"', "”"), number) for name, number in rows))
        wanted = [
            (one.number, NAMED.fill(one.values))
            for one in reader.RecipientReader(ledger)
            .rows(reader.list_recipient_ids(ledger))
            .values()
        ]
        started = start(ledger, mode=mode)
        requests = []
        while started.run_id and (found := sent(ledger, started.run_id, calls)):
            assert len(found) <= calls
            requests += found
        assert each(requests) == [
            (number, params.to_json()) for number, params in wanted if isinstance(params, Params)
        ]


@pytest.mark.parametrize("stopped", [False, True])
def test_the_index_of_numbers_is_there_afterwards(
    ledger: Database, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    def index() -> tuple[str]:
        found: tuple[str] = ledger.db.execute(
            "select sql from sqlite_master where name = 'recipient_number'"
        ).fetchone()
        return found

    monkeypatch.setattr("gui.storage.runs.creation.ROWS_WORTH_SORTING", 1)
    before = index()
    add(ledger, ("张三", A), ("李四", B))
    steps = create_run(ledger, ACCOUNT, DRAFT, PLAIN)
    next(steps)
    if stopped:
        steps.close()
    else:
        run(steps)
    assert before is not None
    assert index() == before
    found = ledger.db.execute("select count(*) from recipient where number = ?", (A,)).fetchone()
    assert found == (0 if stopped else 1,)


def test_another_draft_than_the_one_that_was_confirmed_is_not_written(ledger: Database) -> None:
    typed(ledger, f"{A}\n{B}")
    (source,) = reader.read_overview(ledger).source_counts
    confirmed = replace(DRAFT, count=2)
    blocked_numbers.block_numbers(ledger, ACCOUNT.access_key_id, [B])
    for sources in ((source,), (), ((source[0] + 1, 2),)):
        with pytest.raises(OutdatedError):
            run(create_run(ledger, ACCOUNT, confirmed, PLAIN, "", sources))
    assert unfinished.list_unfinished(ledger) == []

    blocked_numbers.unblock_numbers(ledger, ACCOUNT.access_key_id, [B])
    started = run(create_run(ledger, ACCOUNT, confirmed, PLAIN, "", (source,)))
    assert started.recipients == 2
