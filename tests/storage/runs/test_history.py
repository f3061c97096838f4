"""Which rows of the history are found, and what is said around them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from gui.core.accounts.account import Account
from gui.core.accounts.account_key import AccountKey
from gui.core.history import HistoryFilter
from gui.core.history_period import DaysBetween, RecentDays
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import Accepted, Outcome, Rejected, Unknown, UnknownFault
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database
from gui.storage.runs import run_store
from gui.storage.runs.history import HistoryReader
from gui.storage.runs.resend import create_resend_run
from tests.present import present
from tests.runs import ListedDraft, insert_run

SHOP, SANDBOX = Account("Shop", "LTAI"), Account("Sandbox", "Key", sandbox=True)
A, B, C, D = (f"1380000000{n}" for n in range(4))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[HistoryReader]:
    """Two runs: one of a shop, of which nothing was called, and an older one of the sandbox."""
    with Database(tmp_path / "ledger.db") as ledger:
        draft = ListedDraft("阿里云", "SMS_1", "", numbers=(A, B, C))
        run = run_store.StoredRun(ledger, insert_run(ledger, SANDBOX, draft))
        outcomes: tuple[Outcome, ...] = (
            Accepted("900619746936498440^0", "6A3F0B51-7C2E"),
            Rejected("isv.MOBILE_NUMBER_ILLEGAL", "no", "r"),
            Unknown(UnknownFault.READ_TIMEOUT),
        )
        calls = run.advance([], 3)
        run.advance(list(map(evaluate_outcome, calls, outcomes)), 0)
        insert_run(ledger, SHOP, ListedDraft("商店", "SMS_2", "", numbers=(D, A)))
        yield HistoryReader(ledger)


def numbers(history: HistoryReader, **wanted: Any) -> list[str]:
    ids = history.ids(HistoryFilter(**wanted))
    rows = history.rows(ids)
    return [rows[id].number for id in ids]


def test_accounts_and_runs_narrow_it(history: HistoryReader) -> None:
    assert numbers(history) == [D, A, A, B, C]
    assert numbers(history, account=AccountKey("Key", True)) == [A, B, C]
    assert numbers(history, account=AccountKey("Key", False)) == []
    assert numbers(history, run_id=2) == [D, A]
    assert numbers(history, run_id=1, text=A) == [A]
    assert numbers(history, run_id=1, state=RecipientState.UNKNOWN) == [C]


def test_templates_narrow_it(history: HistoryReader) -> None:
    assert numbers(history, template="SMS_1") == [A, B, C]
    assert numbers(history, template="SMS_") == []
    assert history.listing(HistoryFilter()).templates == ("SMS_2", "SMS_1")


def ms(*moment: Any) -> int:
    return int(datetime(*moment).astimezone().timestamp() * 1000)


def test_days_narrow_it_to_what_was_called_then_or_made_if_it_was_not_called(
    history: HistoryReader,
) -> None:
    db = history._database.db
    db.execute("update run set created_at = ? where id = 1", (ms(2026, 11, 1, 23, 59),))
    db.execute("update recipient set submitted_at = ? where id = 1", (ms(2026, 11, 1, 23, 59, 59),))
    db.execute("update recipient set submitted_at = ? where id > 1", (ms(2026, 11, 2),))
    db.execute("update run set created_at = ? where id = 2", (ms(2026, 11, 3, 12),))
    db.execute("update recipient set submitted_at = null where run_id = 2")

    def between(first: int, last: int) -> list[str]:
        days = DaysBetween(date(2026, 11, first), date(2026, 11, last))
        return numbers(history, period=days)

    assert between(1, 1) == [A]
    assert between(2, 2) == [B, C]  # called after midnight
    assert between(3, 3) == [D, A]
    assert between(1, 3) == [D, A, A, B, C]
    assert between(4, 9) == []
    assert numbers(history, period=RecentDays.TODAY) == []
    db.execute("update run set created_at = ? where id = 2", (history._database.now(),))
    assert numbers(history, period=RecentDays.TODAY) == [D, A]
    assert numbers(history, period=RecentDays.MONTH, template="SMS_2", text=D) == [D]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("138 0000 0000", [A, A]),
        ("6a3f0b51-7c2e", [A]),
        ("900619746936498440^0", [A]),
        ("90061974693649844", [A]),
        ("MOBILE_NUMBER", [B]),
        ("SMS_2", [D, A]),
        ("商店", [D, A]),
        ("2", [D, A, C]),  # the code SMS_2, and a number
        ("%", []),
        ("nothing", []),
    ],
)
def test_numbers_and_the_ids_of_the_service_are_found(
    history: HistoryReader, text: str, found: list[str]
) -> None:
    assert numbers(history, text=text) == found


def test_history_has_header_and_counts(history: HistoryReader) -> None:
    listing = history.listing(HistoryFilter())
    assert listing.accounts == ((("LTAI", False), "Shop"), (("Key", True), "Sandbox"))
    assert (listing.run, listing.unknown, listing.resendable) == (None, 1, None)
    listing = history.listing(HistoryFilter(run_id=1, text=C))
    assert (present(listing.run).id, present(listing.run).template_code, listing.resendable) == (
        1,
        "SMS_1",
        1,
    )
    assert history.listing(HistoryFilter(text="nothing")).resendable is None


@pytest.mark.parametrize("state", RecipientState)
def test_only_what_surely_did_not_arrive_can_be_sent_again(
    history: HistoryReader, state: RecipientState
) -> None:
    (row,) = history.rows([1]).values()
    failed = (RecipientState.REJECTED, RecipientState.UNDELIVERED)
    assert replace(row, state=state).can_resend is (state in failed)
    assert not replace(row, state=state, resent=True).can_resend


def test_a_refused_row_can_be_sent_again_once(history: HistoryReader) -> None:
    (refused,) = history.ids(HistoryFilter(state=RecipientState.REJECTED))
    row = history.rows([refused])[refused]
    assert (row.can_resend, row.created_at is not None) == (True, True)
    assert create_resend_run(history._database, 1) is not None
    assert not history.rows([refused])[refused].can_resend
    assert history.listing(HistoryFilter(run_id=1)).resendable is None
