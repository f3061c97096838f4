"""Starts jobs on their lanes, and hands what they report to typed callbacks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.jobs.job import Job, Lane
from gui.session.notices import Notices, Operation

ASKING = 1.0
"""Seconds that closing leaves to what only asks."""

Progress = TypeVar("Progress")
Result = TypeVar("Result")


class Work(QObject):
    """The lanes: the jobs of one lane take turns, and wait for none of another lane.

    Args:
        make_lane: makes a lane; another one than `Lane` runs jobs without threads, in tests.

    Attributes:
        sending: runs and what changes them. It alone writes to the ledger while a run goes on.
        reading: the ids of the history, and the settings; nothing here takes long.
        results: the cards of the runs.
        lists: the draft and the do-not-send list; a list of a million rows is read for seconds.
        keyring: the secrets. It may wait for an operator who is asked to unlock the keyring.
        receipts: receipts are asked for as long as the program runs.
        reconciling: looks for unknown recipients, which may take many minutes.
        decisions: what the operator decides about recipients of old runs, and the presets and test
            phones; a moment each.
        exports: tables that are saved to a file.
        service: tests of accounts, and signs and templates that the operator asks for: each may
            wait for a service that does not answer.
        lookups: templates that are looked up without being asked for, from the same service.
        maintenance: backups and tidying up; nobody waits for it.
        notices: what failed, until it succeeds.
    """

    crashed = Signal(Exception)
    """A job raised an exception that is no `SmsDeskError`: a bug."""

    def __init__(
        self, parent: QObject | None = None, make_lane: Callable[[QObject], Lane] = Lane
    ) -> None:
        super().__init__(parent)
        self._closed = False
        self.notices = Notices(self)
        self.sending = make_lane(self)
        self.reading = make_lane(self)
        self.results = make_lane(self)
        self.lists = make_lane(self)
        self.keyring = make_lane(self)
        self.receipts = make_lane(self)
        self.reconciling = make_lane(self)
        self.decisions = make_lane(self)
        self.exports = make_lane(self)
        self.service = make_lane(self)
        self.lookups = make_lane(self)
        self.maintenance = make_lane(self)

    def start(
        self,
        lane: Lane,
        job: Job[Progress, Result],
        operation: Operation,
        *,
        about: Hashable = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_result: Callable[[Result], None] | None = None,
        on_error: Callable[[SmsDeskError], None] | None = None,
        on_cancel: Callable[[], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        """Start `job` on `lane`; the callbacks are called on the GUI thread.

        After the snapshots comes one of: the result; the error it failed with; `on_cancel`, if it
        was cancelled before its result; or `crashed`, for a bug. `on_end` is always the last.
        Without `on_error`, an error is shown in a notice; once the same operation, `about` the
        same, succeeds, what was said of it is withdrawn.

        All are connected before the job starts, as it may be over before this returns. Once
        everything is closed nothing starts any more, and nothing is called.
        """
        if self._closed:
            return

        def succeed(result: Result) -> None:
            self.notices.clear(operation, about)
            if on_result is not None:
                on_result(result)

        def fail(error: Exception) -> None:
            if not isinstance(error, SmsDeskError):
                self.crashed.emit(error)
            elif on_error is not None:
                on_error(error)
            else:
                self.notices.fail(operation, error, about)

        if on_progress is not None:
            job.progressed.connect(self._while_open(on_progress))
        job.succeeded.connect(self._while_open(succeed))
        job.failed.connect(self._while_open(fail))
        if on_cancel is not None:
            job.cancelled.connect(self._while_open(on_cancel))
        if on_end is not None:
            job.finished.connect(self._while_open(lambda _: on_end()))
        lane.start(job)

    def _while_open(self, call: Callable[..., None]) -> Callable[..., None]:
        """Call only until everything is closed, though signals that are queued come later.

        Whoever they are meant for may be deleted by then.
        """

        def deliver(*args: object) -> None:
            if not self._closed:
                call(*args)

        return deliver

    @property
    def idle(self) -> bool:
        """Whether nothing is under way that closing would cut short or wait for, but a run."""
        writing = (self.lists, self.reconciling, self.decisions, self.exports)
        return not any(lane.busy for lane in (*writing, *self._asking))

    @property
    def _asking(self) -> tuple[Lane, ...]:
        """The lanes that wait for answers of others; a job that waits has written nothing yet."""
        return self.keyring, self.service, self.lookups

    def close(self, seconds: float, *, patient: bool = False) -> bool:
        """Stop every job; true if all of them ended in `seconds` altogether.

        Whoever waits for the keyring or for the service gets `ASKING` seconds of these, unless it
        is `patient`: an operator may never answer the one, and the other hangs for as long as its
        time-out. What is asked for is dropped, and asked for again the next time; whoever sends is
        waited for.
        """
        self._closed = True
        waited_for = (
            self.reading,
            self.results,
            self.lists,
            self.receipts,
            self.reconciling,
            self.decisions,
            self.exports,
            self.maintenance,
            self.sending,
        )
        for lane in (*self._asking, *waited_for):
            lane.cancel()
        deadline = monotonic() + seconds
        closed = [lane.close(max(0.0, deadline - monotonic())) for lane in waited_for]
        if not patient:
            deadline = min(deadline, monotonic() + ASKING)
        return all(
            [*closed, *(lane.close(max(0.0, deadline - monotonic())) for lane in self._asking)]
        )
