"""From a draft to the ledger, with worker threads in between."""

import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.core.accounts.account import Account
from gui.core.errors import SecretError, SecretFault
from gui.core.message.query_results import SignPage
from gui.core.message.requests import SendSms
from gui.core.sending.calls import RunControls
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    Failure,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.sending.progress import RunPhase, StateCounts
from gui.jobs.job import Lane
from gui.jobs.sending.caller_pool import CallerThreads
from gui.jobs.sending.sending import send_run
from gui.storage.database.database import Database
from gui.storage.runs import run_store
from tests.fakes import FakeClient, call
from tests.runs import ListedDraft, insert_run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def start(path: Path, many: int) -> int:
    with Database(path) as ledger:
        numbers = tuple(f"1380000{n:04}" for n in range(many))
        return insert_run(
            ledger, Account("a", "testid"), ListedDraft("s", "t", "", numbers=numbers)
        )


def test_a_run_is_carried_out_on_its_lane(qtbot: QtBot, path: Path) -> None:
    client, reports, lane = FakeClient(), list[Any](), Lane()
    job = send_run(path, start(path, 300), lambda: client, RunControls(rate=10_000))
    job.progressed.connect(reports.append)

    with qtbot.waitSignal(job.finished) as done:
        lane.start(job)

    assert done.args == [True]
    assert reports[-1].counts == StateCounts(accepted=300)
    assert reports[-1].phase is RunPhase.FINISHED
    assert sorted(r.numbers for r in client.requests) == [(f"1380000{n:04}",) for n in range(300)]
    assert client.closed
    assert lane.close()


def test_missing_secret_keeps_all_recipients_queued(qtbot: QtBot, path: Path) -> None:
    def connect() -> FakeClient:
        raise SecretError(SecretFault.LOCKED)

    lane, run_id = Lane(), start(path, 3)
    job = send_run(path, run_id, connect, RunControls())
    with qtbot.waitSignal(job.finished), qtbot.waitSignal(job.failed) as failed:
        lane.start(job)
    assert lane.close()

    assert failed.args[0].fault is SecretFault.LOCKED
    with Database(path) as ledger:
        assert run_store.StoredRun(ledger, run_id).counts() == StateCounts(queued=3)


def test_many_callers_share_one_client() -> None:
    together = threading.Barrier(8, timeout=60)

    class Slow(FakeClient):
        def send(self, request: SendSms) -> Outcome:
            together.wait()
            return super().send(request)

    callers = CallerThreads(Slow())
    for number in range(1, 9):
        callers.start(call(number))
    answers = list[Any]()
    while len(answers) < 8:
        answers += callers.collect(1)
    callers.close()
    assert all(isinstance(outcome, Accepted) for _, outcome in answers)


def test_a_client_that_raises_leaves_the_outcome_unknown() -> None:
    class Broken(FakeClient):
        def send(self, request: SendSms) -> Outcome:
            raise RuntimeError("13800000001")

    callers = CallerThreads(Broken())
    callers.start(call(1))
    ((_, outcome),) = callers.collect(5)
    callers.close()
    assert outcome == Unknown(UnknownFault.INTERNAL)


def test_calls_that_have_not_begun_can_be_revoked() -> None:
    begun, go = threading.Event(), threading.Event()

    class Held(FakeClient):
        def send(self, request: SendSms) -> Outcome:
            begun.set()
            assert go.wait(60)
            return super().send(request)

    callers = CallerThreads(Held(), most=1)
    for number in (1, 2, 3):
        callers.start(call(number))
    assert begun.wait(60)

    assert [c.ids for c in callers.revoke()] == [(2,), (3,)]
    go.set()
    assert [c.ids for c, _ in callers.collect(5)] == [(1,)]
    callers.close()


@pytest.mark.parametrize(
    ("said", "reached"),
    [
        (SignPage(0, (), "r"), True),
        (Rejected("isv.X", "", "r"), True),
        (Throttled("Throttling.User", "", "r"), True),
        (AccountRefused("SignatureDoesNotMatch", "", "r"), True),
        (NotSent(NetworkFault.REFUSED), False),
        (Unknown(UnknownFault.READ_TIMEOUT), False),
        (Unknown(UnknownFault.NOT_JSON, http_status=200), False),
    ],
)
def test_a_probe_does_not_wait_and_only_the_service_answers_it(
    said: SignPage | Failure, reached: bool
) -> None:
    class Saying(FakeClient):
        def query_signs(self, page: int, size: int) -> SignPage | Failure:
            return said

    callers = CallerThreads(Saying())
    assert callers.probe() is None
    while (answer := callers.probe()) is None:
        pass
    callers.close()
    assert answer is reached


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, KeyboardInterrupt])
def test_call_without_a_thread_is_revoked(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_thread(thread: threading.Thread) -> None:
        raise error

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    client = FakeClient()
    callers = CallerThreads(client)
    with pytest.raises(error):
        callers.start(call(1))
    monkeypatch.undo()

    callers.start(call(2))
    ((made, _),) = callers.collect(5)
    callers.close()
    assert made.ids == (2,)
    assert len(client.requests) == 1


def test_calls_under_way_are_limited_by_the_current_setting() -> None:
    here, most, go = [0], [0], threading.Semaphore(0)

    class Counting(FakeClient):
        def send(self, request: SendSms) -> Outcome:
            here[0] += 1
            most[0] = max(most[0], here[0])
            assert go.acquire(timeout=60)
            here[0] -= 1
            return super().send(request)

    def take(many: int) -> None:
        go.release(many)
        answers = list[Any]()
        while len(answers) < many:
            answers += callers.collect(5)

    callers = CallerThreads(Counting())
    callers.resize(2)
    for number in range(1, 31):
        callers.start(call(number))
    take(6)
    assert most == [2]
    callers.resize(9)
    take(10)
    assert most == [9]
    callers.resize(1)
    take(10)
    most[0] = 0
    take(4)
    callers.close()
    assert most == [1]


def test_recipients_left_submitting_by_a_full_disk_become_unknown(qtbot: QtBot, path: Path) -> None:
    run_id, lane, client = start(path, 5), Lane(), FakeClient()
    with Database(path) as ledger:
        run_store.StoredRun(ledger, run_id).advance([], 2)

    job = send_run(path, run_id, lambda: client, RunControls(rate=10_000))
    with qtbot.waitSignal(job.finished):
        lane.start(job)
    assert lane.close()

    with Database(path) as ledger:
        assert run_store.StoredRun(ledger, run_id).counts() == StateCounts(accepted=3, unknown=2)
    assert len(client.requests) == 3


def test_recipients_left_submitting_by_a_crash_become_unknown_before_another_run(
    qtbot: QtBot, path: Path
) -> None:
    """The start of the program may have failed to see to it."""
    crashed, lane, client = start(path, 5), Lane(), FakeClient()
    with Database(path) as ledger:
        run_store.StoredRun(ledger, crashed).advance([], 2)

    job = send_run(path, start(path, 1), lambda: client, RunControls(rate=10_000))
    with qtbot.waitSignal(job.finished):
        lane.start(job)
    assert lane.close()

    with Database(path) as ledger:
        assert run_store.StoredRun(ledger, crashed).counts() == StateCounts(queued=3, unknown=2)
