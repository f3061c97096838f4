"""From a draft to the ledger, with worker threads in between."""

import threading

import pytest

from gui.core.account import Account
from gui.core.calls import Controls
from gui.core.draft import Draft
from gui.core.errors import SecretError, SecretFault
from gui.core.outcomes import Accepted, Unknown, UnknownFault
from gui.core.progress import Counts, Phase
from gui.jobs.callers import Callers
from gui.jobs.job import Lane
from gui.jobs.sending import sending
from gui.storage import runs
from gui.storage.ledger import Ledger
from tests.fakes import FakeClient, call


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


def start(path, many):
    with Ledger(path) as ledger:
        numbers = tuple(f"1380000{n:04}" for n in range(many))
        return runs.start(ledger, Account("a", "testid"), Draft("s", "t", "", numbers))


def test_a_run_is_carried_out_on_its_lane(qtbot, path):
    client, reports, lane = FakeClient(), [], Lane()
    job = sending(path, start(path, 300), lambda: client, Controls(rate=10_000))
    job.progressed.connect(reports.append)

    with qtbot.waitSignal(job.finished, timeout=20_000) as done:
        lane.start(job)

    assert done.args == [True]
    assert reports[-1].counts == Counts(accepted=300)
    assert reports[-1].phase is Phase.FINISHED
    assert sorted(r.numbers for r in client.requests) == [(f"1380000{n:04}",) for n in range(300)]
    assert client.closed
    assert lane.close()


def test_without_a_secret_nothing_is_called_and_all_stays_queued(qtbot, path):
    def connect():
        raise SecretError(SecretFault.LOCKED)

    lane, run_id = Lane(), start(path, 3)
    job = sending(path, run_id, connect, Controls())
    with qtbot.waitSignal(job.finished), qtbot.waitSignal(job.failed) as failed:
        lane.start(job)
    assert lane.close()

    assert failed.args[0].fault is SecretFault.LOCKED
    with Ledger(path) as ledger:
        assert runs.Run(ledger, run_id).counts() == Counts(queued=3)


def test_many_callers_share_one_client():
    together = threading.Barrier(8, timeout=10)

    class Slow(FakeClient):
        def send(self, request):
            together.wait()
            return super().send(request)

    callers = Callers(Slow())
    for number in range(1, 9):
        callers.start(call(number))
    answers = []
    while len(answers) < 8:
        answers += callers.collect(1)
    callers.close()
    assert all(isinstance(outcome, Accepted) for _, outcome in answers)


def test_a_client_that_raises_leaves_the_outcome_unknown():
    class Broken(FakeClient):
        def send(self, request):
            raise RuntimeError("13800000001")

    callers = Callers(Broken())
    callers.start(call(1))
    ((_, outcome),) = callers.collect(5)
    callers.close()
    assert outcome == Unknown(UnknownFault.INTERNAL)


def test_calls_nobody_began_can_be_taken_back():
    begun, go = threading.Event(), threading.Event()

    class Held(FakeClient):
        def send(self, request):
            begun.set()
            assert go.wait(10)
            return super().send(request)

    callers = Callers(Held(), most=1)
    for number in (1, 2, 3):
        callers.start(call(number))
    assert begun.wait(10)

    assert [c.ids for c in callers.revoke()] == [(2,), (3,)]
    go.set()
    assert [c.ids for c, _ in callers.collect(5)] == [(1,)]
    callers.close()


def test_a_probe_does_not_wait():
    callers = Callers(FakeClient())
    assert callers.probe() is None
    while (answer := callers.probe()) is None:
        pass
    callers.close()
    assert answer is True
