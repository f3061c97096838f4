"""Searches for receipts on a clock of the test: accounts that rest, are corrected, or sleep."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from gui.core.accounts.account_key import AccountKey
from gui.core.errors import SecretError, SecretFault
from gui.core.receipts.matching import MatchKind
from gui.core.sending.outcome import NetworkFault, NotSent
from gui.jobs.receipts.account_backoff import SharedRateLimiter
from gui.jobs.receipts.poller import LookupResult, ReceiptPoller
from gui.storage.database.database import Database, now_ms
from gui.storage.runs.receipts import PendingReceipt, ReceiptStore
from tests.e2e.waiting import wait_until
from tests.fakes import FakeRecords, FakeTime
from tests.jobs.receipts.test_receipts import TAKEN, detail, send

KEY = AccountKey("m", False)
NIGHT = 9 * 3600.0
"""Seconds."""


@pytest.fixture
def pending(tmp_path: Path) -> PendingReceipt:
    """A message of that account whose receipt is due."""
    path = tmp_path / "ledger.db"
    send(path, [TAKEN], key=KEY[0])
    with Database(path) as database:
        (found,) = ReceiptStore(database).due(now_ms(), 9)
    return found


def look_up(poller: ReceiptPoller, pending: PendingReceipt) -> LookupResult:
    """The end of a search that is begun now."""
    poller.start_lookup(pending, now_ms())
    return wait_until(lambda: poller.step(0.01), "the end of the search")[0]


def test_an_account_that_was_corrected_is_suspended_no_more(pending: PendingReceipt) -> None:
    versions = [0]

    def connect(key: str, sandbox: bool) -> FakeRecords:
        raise SecretError(SecretFault.MISSING)

    time, rate = FakeTime(), SharedRateLimiter(1000)
    poller = ReceiptPoller(connect, rate, time, version=lambda: versions[-1])
    assert look_up(poller, pending).suspended
    assert poller.is_suspended(KEY)
    versions.append(1)
    assert not poller.is_suspended(KEY)
    poller.close()


def test_a_client_is_closed_once_its_account_has_another(pending: PendingReceipt) -> None:
    versions, made = [0], list[FakeRecords]()

    def connect(key: str, sandbox: bool) -> FakeRecords:
        made.append(FakeRecords())
        return made[-1]

    rate = SharedRateLimiter(1000)
    poller = ReceiptPoller(connect, rate, FakeTime(), version=lambda: versions[-1])
    look_up(poller, pending)
    for version in (1, 2, 3):
        versions.append(version)
        look_up(poller, pending)
    assert [client.closed.is_set() for client in made] == [True, True, True, False]
    poller.close()
    assert made[-1].closed.wait(20)


def test_a_client_is_not_closed_while_a_question_is_under_way(pending: PendingReceipt) -> None:
    versions, client, go = [0], FakeRecords(), Event()
    client.hanging = go
    rate = SharedRateLimiter(1000)
    poller = ReceiptPoller(lambda *_: client, rate, FakeTime(), version=lambda: versions[-1])
    poller.start_lookup(pending, now_ms())
    poller.step(0.01)
    wait_until(lambda: client.asked, "the question")

    versions.append(1)
    poller.step(0.01)
    assert not client.closed.is_set()

    client.failures.append(NotSent(NetworkFault.UNREACHABLE))
    go.set()
    wait_until(lambda: poller.step(0.01), "the end of the search")
    assert client.closed.is_set()
    poller.close()


def test_after_a_night_asleep_an_account_is_asked_at_once(
    tmp_path: Path, pending: PendingReceipt
) -> None:
    """The network comes back seconds after the computer: what finds none is asked again."""
    offline = NotSent(NetworkFault.UNREACHABLE)
    records = FakeRecords([detail(tmp_path / "ledger.db", 1)], failures=[offline] * 2)
    time = FakeTime()
    poller = ReceiptPoller(lambda key, sandbox: records, SharedRateLimiter(1000), time)

    assert look_up(poller, pending).match is None
    assert poller.resting() == [KEY[0]]
    time.now += NIGHT
    assert poller.resting() == []
    assert look_up(poller, pending).match is None  # no network yet: it rests for moments only
    assert 0 < poller.seconds_to_wake() < 60
    time.now += 60
    found = look_up(poller, pending).match
    assert found is not None
    assert found.kind is MatchKind.FOUND
    poller.close()
