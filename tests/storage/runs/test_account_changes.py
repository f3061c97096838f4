from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.accounts.account import Account
from gui.core.receipts.matching import Match, MatchKind
from gui.core.receipts.schedule import MINUTE
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted, Unknown, UnknownFault
from gui.storage.database.database import Database
from gui.storage.runs import run_store, unsent
from gui.storage.runs.account_changes import set_access_key_id, set_run_endpoint
from gui.storage.runs.receipts import ReceiptStore
from tests.runs import ListedDraft, insert_run

LOST = Unknown(UnknownFault.READ_TIMEOUT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


def start(
    ledger: Database, *outcomes: Unknown | Accepted, key: str = "old", sandbox: bool = False
) -> int:
    draft = ListedDraft("阿里云", "SMS_1", "", numbers=("13900000001", "13900000002"))
    account = Account("a", key, "one.example", sandbox=sandbox)
    run = run_store.StoredRun(ledger, insert_run(ledger, account, draft))
    calls = run.advance([], len(outcomes))
    run.advance(
        [evaluate_outcome(call, outcome) for call, outcome in zip(calls, outcomes, strict=True)], 0
    )
    return run.run_id


def test_runs_follow_their_account_and_take_a_new_look(ledger: Database) -> None:
    moved, other, sandbox = (
        start(ledger, LOST),
        start(ledger, LOST, key="other"),
        start(ledger, LOST, sandbox=True),
    )
    for inquiry in ReceiptStore(ledger).read_unknown(unsent.list_unknown(ledger)):
        late = inquiry.message.latest + 15 * MINUTE
        ReceiptStore(ledger).record(
            [(inquiry, Match(MatchKind.ABSENT))], late, lambda _: 15 * MINUTE
        )
    assert len(unsent.list_declarable(ledger)) == 3

    assert set_access_key_id(ledger, "old", "new") == 1

    keys = [
        run_store.StoredRun(ledger, run_id).head.access_key_id for run_id in (moved, other, sandbox)
    ]
    assert keys == ["new", "other", "old"]
    assert not unsent.list_declarable(ledger, run_id=moved)
    assert len(unsent.list_declarable(ledger)) == 2


def test_a_run_of_which_no_call_was_made_has_the_new_endpoint_alone(ledger: Database) -> None:
    untouched, begun = start(ledger), start(ledger, Accepted("b", "r"))
    for run_id in (untouched, begun):
        set_run_endpoint(ledger, run_id, "two.example")
    heads = [run_store.StoredRun(ledger, run_id).head for run_id in (untouched, begun)]
    assert [head.endpoint for head in heads] == ["two.example", "two.example"]
    assert [head.former_endpoints for head in heads] == [(), ("one.example",)]
    # Neither alone is where all of them were sent: no trace at either proves anything.
    (inquiry,) = ReceiptStore(ledger).due(2**50, 9)
    assert inquiry.endpoints == ("one.example", "two.example")
