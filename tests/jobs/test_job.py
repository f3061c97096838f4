import threading
import weakref
from collections.abc import Generator, Iterator
from time import sleep
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.core.errors import SandboxError
from gui.core.sending.delivery import Wait
from gui.jobs.job import Job, Lane, Steps, query


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Lane]:
    lane = Lane()
    yield lane
    assert lane.close()


def test_reports_arrive_on_the_gui_thread_and_the_last_one_always_does(
    qtbot: QtBot, lane: Lane
) -> None:
    seen = []
    job = Job(lambda wait: (step for step in range(100_000)))
    job.progressed.connect(lambda step: seen.append((step, threading.current_thread())))

    with qtbot.waitSignal(job.finished) as done:
        lane.start(job)

    assert done.args == [True]
    assert seen[-1] == (99_999, threading.main_thread())
    assert len(seen) < 50


def test_the_result_comes_after_the_last_snapshot_also_when_it_was_cancelled(
    qtbot: QtBot, lane: Lane
) -> None:
    heard = list[object]()

    def counting(wait: Wait) -> Generator[int, None, str]:
        yield 1
        assert wait(60)
        return "done"

    job = Job(counting)
    job.progressed.connect(heard.append)
    job.progressed.connect(lambda _: job.cancel())
    job.succeeded.connect(heard.append)
    job.cancelled.connect(lambda: heard.append("cancelled"))
    with qtbot.waitSignal(job.finished) as done:
        lane.start(job)

    assert heard == [1, "done"]
    assert done.args == [False]


def test_a_query_has_a_result_alone(qtbot: QtBot, lane: Lane) -> None:
    heard = list[Any]()
    job = query(lambda: None)
    job.progressed.connect(heard.append)
    job.succeeded.connect(lambda result: heard.append((result, threading.current_thread())))
    with qtbot.waitSignal(job.finished) as done:
        lane.start(job)

    assert heard == [(None, threading.main_thread())]
    assert done.args == [True]


def test_cancel_wakes_a_waiting_job_and_lets_it_clean_up(qtbot: QtBot, lane: Lane) -> None:
    cleaned = threading.Event()

    def slow(wait: Wait) -> Generator[int, None, None]:
        try:
            while True:
                yield 1
                wait(60)
        finally:
            cleaned.set()

    job = Job(slow)
    with qtbot.waitSignal(job.progressed):
        lane.start(job)
    with (
        qtbot.waitSignal(job.finished) as done,
        qtbot.waitSignal(job.cancelled),
        qtbot.assertNotEmitted(job.succeeded),
    ):
        job.cancel()

    assert done.args == [False]
    assert cleaned.is_set()


def test_an_error_is_handed_over_and_the_lane_goes_on(qtbot: QtBot, lane: Lane) -> None:
    def fails(wait: Wait) -> Generator[int, None, None]:
        yield 1
        raise SandboxError("no port")

    job = Job(fails)
    with qtbot.waitSignal(job.finished) as done, qtbot.waitSignal(job.failed) as failed:
        lane.start(job)
    assert done.args == [False]
    assert isinstance(failed.args[0], SandboxError)

    after = Job(lambda wait: (step for step in "x"))
    with qtbot.waitSignal(after.finished):
        lane.start(after)


def test_jobs_are_deleted_on_the_gui_thread(qtbot: QtBot, lane: Lane) -> None:
    deleted_on = list[threading.Thread]()

    def note() -> None:
        deleted_on.append(threading.current_thread())

    for _ in range(200):
        job = query(lambda: None)
        weakref.finalize(job, note)
        with qtbot.waitSignal(job.finished):
            lane.start(job)
        del job

    assert len(deleted_on) > 100
    assert set(deleted_on) == {threading.main_thread()}


def test_the_last_snapshot_comes_before_a_failure_too(qtbot: QtBot, lane: Lane) -> None:
    def fails(wait: Wait) -> Generator[int, None, None]:
        yield from range(100)
        raise SandboxError("no port")

    heard = list[Any]()
    job = Job(fails)
    job.progressed.connect(heard.append)
    job.failed.connect(lambda error: heard.append(type(error)))
    with qtbot.waitSignal(job.finished):
        lane.start(job)
    # A slow machine hears of some between.
    assert (heard[0], heard[-2:]) == (0, [99, SandboxError])


def test_jobs_of_one_lane_take_turns(qtbot: QtBot, lane: Lane) -> None:
    running = []

    def work(name: int) -> Steps[int, None]:
        def steps(wait: Wait) -> Generator[int, None, None]:
            running.append(name)
            sleep(0.01)
            yield name
            assert running == [name]
            running.clear()

        return steps

    ended = list[Any]()
    jobs = [Job(work(name)) for name in range(5)]
    for job in jobs:
        job.finished.connect(ended.append)
    with qtbot.waitSignal(jobs[-1].finished):
        for job in jobs:
            lane.start(job)
    assert ended == [True] * 5


def test_closing_a_lane_stops_what_runs_and_what_waits(qtbot: QtBot) -> None:
    lane, begun = Lane(), []

    def endless(wait: Wait) -> Generator[int, None, None]:
        begun.append(1)
        while True:
            yield 1
            wait(0.01)

    jobs = [Job(endless) for _ in range(3)]
    for job in jobs:
        lane.start(job)
    qtbot.waitUntil(lambda: bool(begun))

    assert lane.close(seconds=2)
    assert all(job.done for job in jobs)


def test_result_of_a_finished_job_arrives_after_another_started(qtbot: QtBot, lane: Lane) -> None:
    said = list[Any]()

    def short(number: int) -> Job[Any, Any]:
        job = Job(lambda wait: (step for step in [number]))
        job.progressed.connect(said.append)
        return job

    for number in range(50):
        first = short(number)
        lane.start(first)
        while not first.done:
            sleep(0.001)
        del first
    qtbot.waitUntil(lambda: said == list(range(50)))
