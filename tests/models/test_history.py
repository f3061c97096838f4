"""What the history says of a row, whatever the ledger keeps of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.cloud.codes import CodeExplanations
from gui.core.accounts.account import Account
from gui.core.history import HistoryEntry
from gui.core.message.query_results import SendDetail
from gui.core.receipts.matching import Match, MatchKind
from gui.core.sending.calls import evaluate_outcome
from gui.core.sending.outcome import (
    Accepted,
    NetworkFault,
    NotSent,
    SkipReason,
    Unknown,
    UnknownFault,
)
from gui.core.sending.state import RecipientState
from gui.core.service_text import Limit, clean
from gui.models.history import HistoryColumns, explain_entry
from gui.resource import resource
from gui.storage.blocked_numbers import block_numbers
from gui.storage.database.database import Database
from gui.storage.database.schema import STATE_NUMBERS
from gui.storage.runs import run_store, unfinished
from gui.storage.runs.history import HistoryReader
from gui.storage.runs.receipts import ReceiptStore
from gui.words.history import details as history
from gui.words.sending import outcomes
from tests.runs import ListedDraft, insert_run

CODES = CodeExplanations.load(resource("error_codes.json"))
NUMBERS = ("13900000001", "13900000002")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "ledger.db") as ledger:
        yield ledger


@pytest.fixture
def run(ledger: Database) -> run_store.StoredRun:
    draft = ListedDraft("阿里云", "SMS_1", "", numbers=NUMBERS)
    return run_store.StoredRun(ledger, insert_run(ledger, Account("a", "testid"), draft))


def meaning(code: str) -> str:
    return CODES.explain(code).en


def entry(ledger: Database, id: int) -> HistoryEntry:
    return HistoryReader(ledger).rows([id])[id]


def receive(
    ledger: Database, status: int, error: str = "", number: str = NUMBERS[0], seconds: int = 7
) -> None:
    """Write the receipt of the first recipient down, as the service gives it."""
    (inquiry,) = [
        one
        for one in (*ReceiptStore(ledger).due(2**50, 9), *ReceiptStore(ledger).read_unknown([1, 2]))
        if one.message.number == number
    ]
    detail = SendDetail(
        number=number,
        send_status=status,
        error_code=error,
        template_code="SMS_1",
        content="",
        sent="2026-01-02 03:04:05",
        received=f"2026-01-02 03:04:{5 + seconds:02}",
        out_id=inquiry.message.out_id,
    )
    ReceiptStore(ledger).record([(inquiry, Match(MatchKind.FOUND, detail))], ledger.now())


def cells(ledger: Database, id: int) -> tuple[dict[str, str], dict[str, str]]:
    columns = HistoryColumns(False, meaning)
    row = entry(ledger, id)
    shown = {column.name: column.text(row) for column in columns.all()}
    return shown, {heading: cell(row) for heading, cell in columns.exported()}


@pytest.mark.parametrize("fault", UnknownFault)
@pytest.mark.parametrize("status", [1, 2, 3])
def test_unknown_and_then_found_by_its_receipt_it_is_painted_and_saved(
    ledger: Database, run: run_store.StoredRun, fault: UnknownFault, status: int
) -> None:
    (call,) = run.advance([], 1)
    run.advance([evaluate_outcome(call, Unknown(fault, "isp.SYSTEM_ERROR", "system error"))], 0)
    receive(ledger, status, "MK:0001")

    shown, saved = cells(ledger, 1)

    row = entry(ledger, 1)
    assert row.fault == ""
    assert (
        row.state
        is {1: RecipientState.ACCEPTED, 2: RecipientState.UNDELIVERED, 3: RecipientState.DELIVERED}[
            status
        ]
    )
    assert shown["code"] == saved["Code"] == ("MK:0001" if status == 2 else "")
    expected = meaning("MK:0001") if status == 2 else "Found in the records of the service."
    assert shown["message"] == saved["Message"] == expected


@pytest.mark.parametrize("state", RecipientState)
@pytest.mark.parametrize(
    "fault", ["", *NetworkFault, *UnknownFault, *SkipReason, "of-another-version"]
)
def test_row_with_any_fault_is_painted(
    ledger: Database, run: run_store.StoredRun, state: RecipientState, fault: str
) -> None:
    """Rows of older versions keep the fault of a call that was found by its receipt."""
    with ledger.transaction() as db:
        db.execute("update recipient set state = ?, fault = ?", (STATE_NUMBERS[state], fault))
    cells(ledger, 1)
    said(ledger, 1)


def test_undelivered_recipient_shows_receipt_code(
    ledger: Database, run: run_store.StoredRun
) -> None:
    calls = run.advance([], 2)
    run.advance([evaluate_outcome(call, Accepted(f"b{call.ids[0]}", "r")) for call in calls], 0)
    receive(ledger, 2, "MK:0001")
    receive(ledger, 2, "XX:9999", NUMBERS[1])

    shown, saved = cells(ledger, 1)
    assert shown["code"] == "MK:0001"
    assert shown["message"] == CODES.explain("MK:0001").en
    assert saved["Code"] == "MK:0001"
    other, _ = cells(ledger, 2)
    assert other["code"] == "XX:9999"
    assert other["message"] == "The carrier could not deliver it."


def test_what_went_well_needs_no_explanation(ledger: Database, run: run_store.StoredRun) -> None:
    calls = run.advance([], 2)
    run.advance([evaluate_outcome(call, Accepted(f"b{call.ids[0]}", "r")) for call in calls], 0)
    shown, saved = cells(ledger, 1)
    assert shown["message"] == saved["Message"] == "Waiting for the receipt"
    receive(ledger, 3, "DELIVERED")
    shown, saved = cells(ledger, 1)
    assert shown["message"] == saved["Message"] == ""
    assert shown["code"] == "OK"


def test_undelivered_message_was_not_received(ledger: Database, run: run_store.StoredRun) -> None:
    (call,) = run.advance([], 1)
    run.advance([evaluate_outcome(call, Accepted("b", "r"))], 0)
    receive(ledger, 2, "MK:0001")
    _, whole = said(ledger, 1)
    _, saved = cells(ledger, 1)
    assert "eceived" not in whole
    assert "Receipt: Undelivered" in whole
    assert "From accepted to the receipt: 7 s" in whole
    shown, _ = cells(ledger, 1)
    assert (shown["receipt_after"], shown["receipt_at"][:4]) == ("7 s", "2026")
    assert saved["Seconds to receipt"] == "7"
    assert saved["Receipt at"] == shown["receipt_at"]
    assert saved["Account"] == shown["account"] == "a"
    assert not any("eceived" in heading for heading in saved)


def test_truncated_text_is_recognised(ledger: Database, run: run_store.StoredRun) -> None:
    (call,) = run.advance([], 1)
    run.advance([evaluate_outcome(call, Accepted(clean("9" * 3_000_000, Limit.BIZ_ID), "r"))], 0)
    _, whole = said(ledger, 1)
    assert "…" in whole
    assert "more than is kept" in whole
    assert len(whole) < 1000


def said(ledger: Database, id: int) -> tuple[str, str]:
    (entry,) = HistoryReader(ledger).rows([id]).values()
    details = history.describe_entry(entry, None, number=entry.number, chinese=False, now=0)
    return explain_entry(entry, meaning), details.plain()


@pytest.mark.parametrize("fault", NetworkFault)
def test_cancelled_recipient_keeps_reason_of_failed_connection(
    ledger: Database, run: run_store.StoredRun, fault: NetworkFault
) -> None:
    calls = run.advance([], 2)
    run.advance([evaluate_outcome(call, NotSent(fault)) for call in calls], 0)
    unfinished.cancel_queued(ledger, run.run_id)

    line, whole = said(ledger, 1)

    assert line == outcomes.network(fault)
    assert "The last call sent nothing, and no other was made." in whole


def test_blocked_recipient_is_explained(ledger: Database, run: run_store.StoredRun) -> None:
    (call,) = run.advance([], 1)
    run.advance([evaluate_outcome(call, NotSent(NetworkFault.REFUSED))], 0)
    block_numbers(ledger, "testid", NUMBERS)
    run.advance([], 2)

    for id in (1, 2):
        line, whole = said(ledger, id)
        assert "do-not-send list" in line
        assert line in whole
        assert "Given up" not in whole


def test_unknown_recipient_shows_reason(ledger: Database, run: run_store.StoredRun) -> None:
    (call,) = run.advance([], 1)
    run.advance([evaluate_outcome(call, Unknown(UnknownFault.EMPTY))], 0)
    line, whole = said(ledger, 1)
    assert line == outcomes.unknown(UnknownFault.EMPTY)
    assert line in whole


def test_the_name_is_in_the_table_and_in_what_is_exported(
    ledger: Database, run: run_store.StoredRun
) -> None:
    ledger.db.execute(
        "insert into recipient_name (run_id, number, name) values (?, ?, '小王')",
        (run.run_id, NUMBERS[0]),
    )
    shown, saved = cells(ledger, 1)
    assert shown["name"] == saved["Name"] == "小王"
    assert cells(ledger, 2)[0]["name"] == ""
    details = history.describe_entry(
        entry(ledger, 1), None, number=NUMBERS[0], chinese=False, now=0
    )
    assert ("Name", "小王") in details.facts
