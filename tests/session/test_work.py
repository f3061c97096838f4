"""Lanes that wait for each other, and the end of all."""

from threading import Event
from time import monotonic

import pytest

from gui.core.errors import SecretError, SecretFault
from gui.jobs.job import Job
from gui.session.work import Work


@pytest.fixture
def work(qapp):
    work = Work()
    yield work
    assert work.close(10)


def answering(found):
    def steps(wait):
        if isinstance(found, Exception):
            raise found
        return found
        yield

    return Job(steps)


def asking(work, make):
    def steps(wait):
        return work.await_keyring(make)
        yield

    return Job(steps)


def test_a_job_of_another_lane_gets_what_the_keyring_says(qtbot, work):
    got = []
    job = asking(work, lambda: answering("secret"))
    work.start(work.receipts, job, on_result=got.append)
    qtbot.waitUntil(lambda: got == ["secret"])


@pytest.mark.parametrize("error", [SecretError(SecretFault.MISSING), RuntimeError()])
def test_and_what_it_fails_with(qtbot, work, error):
    refused, crashed = [], []
    work.crashed.connect(crashed.append)
    job = asking(work, lambda: answering(error))
    work.start(work.receipts, job, on_error=refused.append)
    qtbot.waitUntil(lambda: len(refused) == 1)
    if isinstance(error, SecretError):
        assert refused == [error]
    else:
        assert crashed == [error]
        assert isinstance(refused[0], SecretError)


def test_who_waits_for_the_keyring_is_not_waited_for(qtbot, work):
    asked, answers = Event(), Event()

    def steps(wait):
        asked.set()
        assert answers.wait(30)
        return "secret"
        yield

    got, refused = [], []
    job = asking(work, lambda: Job(steps))
    work.start(work.receipts, job, on_result=got.append, on_error=refused.append)
    qtbot.waitUntil(asked.is_set)
    later = asking(work, lambda: answering("secret"))
    work.start(work.asking, later, on_result=got.append, on_error=refused.append)

    began = monotonic()
    assert not work.close(20)  # the keyring is still at it
    assert monotonic() - began < 10

    answers.set()
    qtbot.waitUntil(lambda: not work.keyring.busy)
    assert got == []
    qtbot.waitUntil(lambda: [error.fault for error in refused] == [SecretFault.LOCKED] * 2)
    with pytest.raises(SecretError):
        work.await_keyring(lambda: answering("secret"))
