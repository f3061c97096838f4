import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from gui.core.accounts.account import Account
from gui.core.history import HistoryFilter
from gui.core.lists.draft_rows import SourceKind
from gui.core.message.draft import Draft
from gui.core.message.fields import DraftFields, SendMode
from gui.core.params.document import Params
from gui.core.params.placeholders import find_placeholders
from gui.core.presets.preset import NamedNumber
from gui.storage.database.database import Database
from gui.storage.draft import edits, from_run, reader, saved
from gui.storage.draft.typed import load_typed
from gui.storage.presets.sources import preset_of_run
from gui.storage.runs.creation import create_run
from gui.storage.runs.history import HistoryReader
from gui.storage.runs.names import names_of
from gui.storage.runs.resend import create_resend_run
from gui.storage.runs.run_cards import RunCardReader
from tests.present import present
from tests.runs import ListedDraft, insert_run

ACCOUNT = Account("测试", "testid")
ROWS = (
    ("13900000001", '{"name":"张三","amount":"500元","date":"12月1日"}'),
    ("85291234567", '{"name":"李 四","amount":"501元","date":"12月1日"}'),
    ("13900000001", '{"name":"王五","amount":"502元","date":"12月1日"}'),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


Result = TypeVar("Result")


def drain(steps: Generator[Any, None, Result]) -> Result:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Result = end.value
            return found


def recipients(ledger: Database, run_id: int) -> list[tuple[str, str | None]]:
    return ledger.db.execute(
        "select number, template_param from recipient where run_id = ? order by id", (run_id,)
    ).fetchall()


@pytest.mark.parametrize("count", [3, from_run.TYPED_MAX + 1])
def test_the_recipients_of_a_run_come_back(ledger: Database, count: int) -> None:
    numbers = (*(f"139{n:08}" for n in range(count - 1)), "85291234567")
    draft = ListedDraft(
        "阿里云",
        "SMS_1",
        '{"code":"1234"}',
        out_id="order",
        mode=SendMode.BATCHED,
        numbers=numbers,
    )
    run_id = insert_run(ledger, ACCOUNT, draft)

    fields = drain(from_run.load_run(ledger, run_id))
    assert fields == DraftFields(
        "阿里云", "SMS_1", '{"code":"1234"}', "order", mode=SendMode.BATCHED
    )
    overview = reader.read_overview(ledger)
    assert overview.recipients == count
    assert bool(overview.typed) is (count <= from_run.TYPED_MAX)
    placeholders = find_placeholders(Params((("code", "1234"),)))
    created = drain(create_run(ledger, ACCOUNT, Draft("阿里云", "SMS_1"), placeholders))
    assert [number for number, _ in recipients(ledger, present(created.run_id))] == list(numbers)


def test_parameters_of_their_own_come_back_with_each_recipient(ledger: Database) -> None:
    head = ListedDraft(
        "阿里云", "SMS_1", '{"name":"{{姓名}}","amount":"{{金额}}元","date":"12月1日"}'
    )
    run_id = insert_run(ledger, ACCOUNT, head)
    with ledger.transaction() as db:
        db.executemany(
            f"insert into recipient (run_id, number, template_param) values ({run_id}, ?, ?)",
            ROWS,
        )

    fields = drain(from_run.load_run(ledger, run_id))
    values = json.loads(fields.template_param)
    assert values == {"name": "{{name}}", "amount": "{{amount}}", "date": "12月1日"}
    overview = reader.read_overview(ledger)
    assert [source.kind for source in overview.sources] == [SourceKind.PASTED]
    assert overview.recipients == len(ROWS)
    placeholders = find_placeholders(Params(tuple(values.items())))
    created = drain(create_run(ledger, ACCOUNT, Draft("阿里云", "SMS_1"), placeholders))
    assert recipients(ledger, present(created.run_id)) == list(ROWS)


def test_what_was_in_the_draft_can_be_had_back(ledger: Database) -> None:
    run_id = insert_run(ledger, ACCOUNT, ListedDraft("s", "t", "", numbers=("13900000001",)))
    personal = insert_run(ledger, ACCOUNT, ListedDraft("s", "t", '{"a":"{{b}}"}'))
    with ledger.transaction() as db:
        db.execute(
            "insert into recipient (run_id, number, template_param) values (?, ?, ?)",
            (personal, "13900000002", '{"a":"x"}'),
        )
    drain(from_run.load_run(ledger, personal))
    drain(from_run.load_run(ledger, run_id))
    assert reader.read_overview(ledger).recipients == 1

    edits.undo_step(ledger)
    assert reader.read_overview(ledger).recipients == 2


def test_names_come_back_with_their_numbers(ledger: Database) -> None:
    """Those that were typed, and those of ticked test phones; also in a run of those refused."""
    drain(load_typed(ledger, "小王 13900000001\n13900000002\nAnn Lee +85291234567"))
    saved.tick(ledger, [NamedNumber("13900000003", "我"), NamedNumber("13900000004", "2 号, 备用")])
    none = find_placeholders(Params())
    run_id = present(drain(create_run(ledger, ACCOUNT, Draft("阿里云", "SMS_1"), none)).run_id)
    kept = {
        "13900000001": "小王",
        "85291234567": "Ann Lee",
        "13900000003": "我",
        "13900000004": "2 号, 备用",
    }
    assert names_of(ledger.db, run_id) == kept
    assert {
        row.number: row.name for row in RunCardReader().read(ledger)[0].rows if row.name
    } == kept

    history = HistoryReader(ledger)
    listing = history.listing(HistoryFilter())
    assert listing.named
    assert {row.number: row.name for row in history.rows(listing.ids).values() if row.name} == kept
    for text, number in (("小王", "13900000001"), ("ann", "85291234567"), ("号,", "13900000004")):
        found = history.rows(history.ids(HistoryFilter(text))).values()
        assert [row.number for row in found] == [number]

    drain(from_run.load_run(ledger, run_id))
    entries = reader.read_overview(ledger).entries
    # A name that would be read as something else is left out.
    assert [(one.number, one.name) for one in entries] == [
        ("13900000003", "我"),
        ("13900000004", ""),
        ("13900000001", "小王"),
        ("13900000002", ""),
        ("85291234567", "Ann Lee"),
    ]

    ledger.db.execute("update recipient set state = 3 where number = '13900000001'")
    again = create_resend_run(ledger, run_id)
    assert again is not None
    assert names_of(ledger.db, again)["13900000001"] == "小王"
    preset = preset_of_run(ledger, run_id, "登录")
    assert {one.number: one.name for one in preset.recipients if one.name} == kept
