"""Run generators on a worker thread and report to the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from concurrent.futures import Future, InvalidStateError
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, Never, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from gui.core.errors import FileFault, LedgerError, SmsDeskError
from gui.core.sending.delivery import Wait
from gui.storage.database.rescue import mark_suspect

log = logging.getLogger(__name__)

REPORT_EVERY = 0.1
"""Seconds between two snapshots that are reported."""

Progress_co = TypeVar("Progress_co", covariant=True)
Result_co = TypeVar("Result_co", covariant=True)
Result = TypeVar("Result")

Steps: TypeAlias = Callable[[Wait], Generator[Progress_co, None, Result_co]]
"""Starts the work; it is called, and its generator runs, on the worker thread."""


class Job(QObject, Generic[Progress_co, Result_co]):
    """One run of a generator, off the GUI thread.

    What the generator yields are snapshots of its progress: each makes the last one stale, so
    those that come too fast are dropped, except the very last. What it returns is the result.
    Each `yield` is a place where it can be cancelled. It opens and closes what it uses, for all
    of it happens on the worker thread.

    `Work.start` connects the signals and gives them their types.
    """

    progressed = Signal(object)
    """A snapshot, at most one every `REPORT_EVERY` seconds; the last one always comes, also
    before a failure."""
    succeeded = Signal(object)
    """The result; always emitted if the generator returned, also after a cancellation."""
    failed = Signal(Exception)
    """A `SmsDeskError` if there is a sentence for it, anything else if it is a bug."""
    cancelled = Signal()
    """The generator was closed at a `yield`: there is no result."""
    finished = Signal(bool)
    """Always the last, after one of the three above; true if nobody has cancelled the job."""

    def __init__(self, steps: Steps[Progress_co, Result_co], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._stop = Event()
        self.done = False
        self.delivered = False

    def cancel(self) -> None:
        """Ask for a stop at the next step; returns at once."""
        self._stop.set()

    def note_delivered(self) -> None:
        """Note, on the GUI thread, that the last signal has come through.

        A job that is deleted earlier takes its queued signals along.
        """
        self.delivered = True

    def run(self) -> None:
        """Do the work; called by a `Lane`, on its thread."""
        complete = False
        try:
            self._run()
            complete = not self._stop.is_set()
        except SmsDeskError as error:
            log.warning("job stopped: %s", type(error).__name__)
            if isinstance(error, LedgerError) and error.fault is FileFault.DAMAGED:
                mark_suspect(Path(error.path))
            self.failed.emit(error)
        except Exception as error:
            # No traceback here: its values may hold people's numbers. The crash log redacts.
            log.error("job crashed: %s", type(error).__name__)
            self.failed.emit(error)
        finally:
            self.finished.emit(complete)
            self.done = True

    def _run(self) -> None:
        latest: list[Progress_co] = []  # the snapshot that was not emitted, if any
        due = 0.0
        with closing(self._steps(self._stop.wait)) as steps:
            while True:
                try:
                    step = next(steps)
                except StopIteration as end:
                    self._emit_progress(latest)
                    self.succeeded.emit(end.value)
                    return
                except Exception:
                    self._emit_progress(latest)
                    raise
                latest = [step]
                if self._stop.is_set():
                    break
                if monotonic() >= due:
                    self._emit_progress(latest)
                    latest, due = [], monotonic() + REPORT_EVERY
        self._emit_progress(latest)
        self.cancelled.emit()

    def _emit_progress(self, latest: list[Progress_co]) -> None:
        for snapshot in latest:
            self.progressed.emit(snapshot)


Query: TypeAlias = Job[Never, Result_co]
"""A job without snapshots, which cannot be interrupted once it runs."""


def query(read: Callable[[], Result_co]) -> Query[Result_co]:
    """Make a job of a function whose value is the result."""

    def steps(wait: Wait) -> Generator[Never, None, Result_co]:
        return read()
        yield

    return Job(steps)


class Lane(QObject):
    """One worker thread, and the jobs that take turns on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job[object, object]] = []
        self._guard = Lock()
        self._closed = False
        self._answers: set[Future[Any]] = set()  # of any type: they are only cancelled
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits, or a call of another lane's worker runs."""
        return self._pool.activeThreadCount() > 0 or any(not job.done for job in self._jobs)

    def start(self, job: Job[object, object]) -> None:
        """Queue `job`; the lane keeps it alive until it is over.

        The worker thread lets go of a job some time after the last signal, and whoever lets go of
        it last deletes it. So it is kept until a later one is over: here is the GUI thread.
        """
        over = [old for old in self._jobs if old.delivered]
        self._jobs = [old for old in self._jobs if old not in over[:-1]]
        self._jobs.append(job)
        job.finished.connect(job.note_delivered)
        self._pool.start(job.run)

    def submit(self, function: Callable[[], Result]) -> Future[Result]:
        """Call `function` when it is its turn, for a worker of another lane; thread-safe.

        The future can be cancelled at any moment, as it is when the lane is: whoever waits is
        released, though the function may still be running.
        """
        answer: Future[Result] = Future()

        def call() -> None:
            if answer.done():
                return
            # Whoever asked may be gone by the time there is an answer.
            try:
                result = function()
            except Exception as error:
                with suppress(InvalidStateError):
                    answer.set_exception(error)
            else:
                with suppress(InvalidStateError):
                    answer.set_result(result)

        with self._guard:
            if self._closed:
                answer.cancel()
                return answer
            self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)
        self._pool.start(call)
        return answer

    def cancel(self) -> None:
        """Ask every job to stop at its next step, and release all who wait for an answer."""
        with self._guard:
            self._closed = True
            answers = list(self._answers)
        for answer in answers:
            answer.cancel()
        for job in self._jobs:
            job.cancel()

    def close(self, seconds: float = 5) -> bool:
        """Cancel every job; true if all stopped in time."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))
