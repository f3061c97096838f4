"""Lanes without threads: a job runs when the test says so, on the test's own thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject

from gui.jobs.job import Job, Lane
from gui.session.work import Work

Result = TypeVar("Result")


class InlineLane(Lane):
    """Keeps jobs until they are run, one after the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waiting: deque[Job[object, object]] = deque()

    @property
    def busy(self) -> bool:
        return bool(self.waiting)

    def start(self, job: Job[object, object]) -> None:
        self.waiting.append(job)

    def submit(self, function: Callable[[], Result]) -> Future[Result]:
        answer: Future[Result] = Future()
        try:
            answer.set_result(function())
        except Exception as error:
            answer.set_exception(error)
        return answer

    def cancel(self) -> None:
        for job in self.waiting:
            job.cancel()

    def close(self, seconds: float = 5) -> bool:
        return True


class InlineWork(Work):
    """Work whose lanes wait for `run`."""

    reading: InlineLane

    def __init__(self) -> None:
        self.lanes: list[InlineLane] = []
        super().__init__(make_lane=self._make_lane)

    def run(self) -> None:
        """Run jobs, and those that they lead to, until none is left."""
        while busy := [lane for lane in self.lanes if lane.waiting]:
            busy[0].waiting.popleft().run()

    def run_lane(self, lane: Lane) -> None:
        """Run the jobs that wait on one lane."""
        assert isinstance(lane, InlineLane)
        while lane.waiting:
            lane.waiting.popleft().run()

    def _make_lane(self, parent: QObject) -> Lane:
        lane = InlineLane(parent)
        self.lanes.append(lane)
        return lane
