import pytest

from gui.core.account import Account
from gui.core.calls import settle
from gui.core.draft import Draft
from gui.core.outcomes import Accepted, Unknown, UnknownFault
from gui.core.receipts import MINUTE, Finding, Trace
from gui.storage import runs, unknown
from gui.storage.ledger import Ledger
from gui.storage.moving import rekey, reroute
from gui.storage.receipts import Receipts

LOST = Unknown(UnknownFault.READ_TIMEOUT)


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.db") as ledger:
        yield ledger


def start(ledger, *outcomes, key="old", sandbox=False):
    draft = Draft("阿里云", "SMS_1", "", ("13900000001", "13900000002"))
    account = Account("a", key, "one.example", sandbox=sandbox)
    run = runs.Run(ledger, runs.start(ledger, account, draft))
    calls = run.advance([], len(outcomes))
    run.advance([settle(call, outcome) for call, outcome in zip(calls, outcomes, strict=True)], 0)
    return run.run_id


def test_runs_follow_their_account_and_take_a_new_look(ledger):
    moved, other, sandbox = (
        start(ledger, LOST),
        start(ledger, LOST, key="other"),
        start(ledger, LOST, sandbox=True),
    )
    for inquiry in Receipts(ledger).unknown(unknown.ids(ledger)):
        late = inquiry.sought.latest + 15 * MINUTE
        Receipts(ledger).write([(inquiry, Finding(Trace.ABSENT))], late, lambda _: 15 * MINUTE)
    assert len(unknown.may_be_unsent(ledger)) == 3

    assert rekey(ledger, "old", "new") == 1

    keys = [runs.Run(ledger, run_id).head.access_key_id for run_id in (moved, other, sandbox)]
    assert keys == ["new", "other", "old"]
    assert not unknown.may_be_unsent(ledger, run_id=moved)
    assert len(unknown.may_be_unsent(ledger)) == 2


def test_a_run_of_which_no_call_was_made_has_the_new_endpoint_alone(ledger):
    untouched, begun = start(ledger), start(ledger, Accepted("b", "r"))
    for run_id in (untouched, begun):
        reroute(ledger, run_id, "two.example")
    assert runs.Run(ledger, untouched).head.endpoint == "two.example"
    assert runs.Run(ledger, begun).head.endpoint == "one.example two.example"
    # Neither alone is where all of them were sent: no trace at either proves anything.
    (inquiry,) = Receipts(ledger).due(2**50, 9)
    assert inquiry.endpoint == "one.example two.example"
