"""Run generators on a worker thread and report to the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QThreadPool, Signal

from gui.core.errors import FileFault, LedgerError, SmsDeskError
from gui.core.sending.delivery import Wait
from gui.storage.database.rescue import mark_suspect

log = logging.getLogger(__name__)

REPORT_EVERY = 0.1
"""Seconds between two reports: as often as an eye can follow."""

Steps = Callable[[Wait], Generator[object, None, None]]


class Job(QObject):
    """One run of a generator, off the GUI thread.

    The steps it yields are snapshots: each makes the last one stale, so those that come too fast
    are dropped, except the very last. The generator opens and closes what it uses, for all of it
    happens on the worker thread.
    """

    progressed = Signal(object)
    """A snapshot, at most one every `REPORT_EVERY` seconds; the last one always comes."""

    failed = Signal(Exception)
    """A `SmsDeskError` if there is a sentence for it, anything else if it is a bug."""
    finished = Signal(bool)
    """Always the last; true if the work ran to its end."""

    def __init__(self, steps: Steps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._stop = Event()
        self.done = False
        self.delivered = False

    def cancel(self) -> None:
        """Ask for a stop at the next step; returns at once."""
        self._stop.set()

    def deliver(self) -> None:
        """Note, on the GUI thread, that the last signal has come through.

        A job that goes away earlier takes along what it has emitted.
        """
        self.delivered = True

    def run(self) -> None:
        """Do the work; called by a `Lane`, on its thread."""
        complete = False
        try:
            complete = self._run()
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

    def _run(self) -> bool:
        latest, due = None, 0.0
        with closing(self._steps(self._stop.wait)) as steps:
            for latest in steps:
                if self._stop.is_set():
                    break
                if monotonic() >= due:
                    self.progressed.emit(latest)
                    latest, due = None, monotonic() + REPORT_EVERY
        if latest is not None:
            self.progressed.emit(latest)
        return not self._stop.is_set()


class Lane(QObject):
    """One worker thread, and the jobs that take turns on it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return any(not job.done for job in self._jobs)

    def start(self, job: Job) -> Job:
        """Queue `job`; the lane keeps it alive until it is over."""
        self._jobs = [old for old in self._jobs if not old.delivered]
        self._jobs.append(job)
        job.finished.connect(job.deliver)
        self._pool.start(job.run)
        return job

    def cancel(self) -> None:
        """Ask every job to stop at its next step."""
        for job in self._jobs:
            job.cancel()

    def close(self, seconds: float = 5) -> bool:
        """Cancel every job; true if all stopped in time."""
        self.cancel()
        return self._pool.waitForDone(int(seconds * 1000))
