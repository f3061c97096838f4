"""Through which endpoint an unfinished run goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gui.core.accounts.account import DEFAULT_ENDPOINT, INTERNATIONAL_ENDPOINT, Account
from gui.core.sending.progress import RunPhase, RunProgress, StateCounts
from gui.jobs.sending.sending import UnfinishedRunRecord
from gui.session.sending.run_routing import Route, choose_route
from gui.storage.database.database import Database
from gui.storage.runs.run_store import StoredRun
from tests.runs import ListedDraft, insert_run

SHOP = Account("Shop", "LTAI-shop")


@pytest.fixture
def record(tmp_path: Path) -> UnfinishedRunRecord:
    with Database(tmp_path / "ledger.db") as database:
        draft = ListedDraft("s", "t", numbers=("13800138000", "13800138001"))
        head = StoredRun(database, insert_run(database, SHOP, draft)).head
    return UnfinishedRunRecord(head, RunProgress(1, StateCounts(queued=2), RunPhase.INTERRUPTED))


def called(record: UnfinishedRunRecord) -> UnfinishedRunRecord:
    counts = StateCounts(queued=1, unknown=1)
    return replace(record, progress=replace(record.progress, counts=counts))


def test_through_the_same_endpoint_a_run_goes_on(record: UnfinishedRunRecord) -> None:
    assert choose_route(record, replace(SHOP, endpoint=DEFAULT_ENDPOINT)) is Route.SAME
    assert choose_route(called(record), replace(SHOP, endpoint=DEFAULT_ENDPOINT)) is Route.SAME


def test_who_was_not_called_follows_the_account(record: UnfinishedRunRecord) -> None:
    moved = replace(SHOP, endpoint=INTERNATIONAL_ENDPOINT)
    assert choose_route(record, moved) is Route.FOLLOW
    assert choose_route(called(record), moved) is Route.ASK


def test_who_was_declared_unsent_was_called_once(record: UnfinishedRunRecord) -> None:
    moved = replace(SHOP, endpoint=INTERNATIONAL_ENDPOINT)
    declared = replace(record, head=replace(record.head, declared=True))
    assert choose_route(declared, moved) is Route.ASK


def test_the_sandbox_has_another_address_each_time(record: UnfinishedRunRecord) -> None:
    sandbox = replace(SHOP, endpoint="http://127.0.0.1:1", sandbox=True)
    assert choose_route(called(record), sandbox) is Route.SAME
