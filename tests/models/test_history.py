"""What the history says of a row, whatever the ledger keeps of it."""

import pytest

from gui.core.account import Account
from gui.core.calls import settle
from gui.core.draft import Draft
from gui.core.outcomes import NetworkFault, NotSent, Unknown, UnknownFault
from gui.models.history import explanation
from gui.storage import runs
from gui.storage.blocked import block
from gui.storage.history import History
from gui.storage.ledger import Ledger
from gui.words import details, outcomes

NUMBERS = ("13900000001", "13900000002")


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.db") as ledger:
        yield ledger


@pytest.fixture
def run(ledger):
    draft = Draft("阿里云", "SMS_1", "", NUMBERS)
    return runs.Run(ledger, runs.start(ledger, Account("a", "testid"), draft))


def said(ledger, id):
    (entry,) = History(ledger).rows([id]).values()
    return explanation(entry), details.describe(entry, None, number=entry.number, chinese=False)


@pytest.mark.parametrize("fault", NetworkFault)
def test_given_up_after_no_connection_was_made_it_still_says_why_none_was(ledger, run, fault):
    calls = run.advance([], 2)
    run.advance([settle(call, NotSent(fault)) for call in calls], 0)
    runs.cancel(ledger, run.run_id)

    line, whole = said(ledger, 1)

    assert line == outcomes.network(fault)
    assert "Given up before any call was made." in whole


def test_blocked_since_it_says_so(ledger, run):
    (call,) = run.advance([], 1)
    run.advance([settle(call, NotSent(NetworkFault.REFUSED))], 0)
    block(ledger, "testid", NUMBERS)
    run.advance([], 2)

    for id in (1, 2):
        line, whole = said(ledger, id)
        assert "do-not-send list" in line
        assert line in whole
        assert "Given up" not in whole


def test_unknown_it_says_why(ledger, run):
    (call,) = run.advance([], 1)
    run.advance([settle(call, Unknown(UnknownFault.EMPTY))], 0)
    line, whole = said(ledger, 1)
    assert line == outcomes.unknown(UnknownFault.EMPTY)
    assert line in whole
