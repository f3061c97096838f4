"""Starts jobs on their lanes, and hands what they report to typed callbacks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from gui.core.errors import SecretError, SecretFault, SmsDeskError
from gui.jobs.job import Job, Lane, Query

Progress = TypeVar("Progress")
Result = TypeVar("Result")


class Work(QObject):
    """The lanes: jobs of one lane take turns.

    The keyring has a lane of its own, for it may wait for an operator who is asked to unlock it.
    So have phone lists: the history must not wait for a million rows to be read.
    Receipts are asked for as long as the program runs, and settling what is unknown may take many
    minutes: neither the one nor what the operator decides meanwhile must wait for the other. A
    test of an account, or a refresh of its templates, may wait for a service that does not
    answer; nothing but another one waits behind it. Nobody waits for the upkeep.
    """

    crashed = Signal(Exception)
    """A job raised what nobody has a sentence for: a bug."""
    refused = Signal(object)
    """A `SmsDeskError` that its asker did not want to handle."""
    _keyring_wanted = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._guard = Lock()
        self._awaited = set[Future[str]]()
        # Lanes belong to the thread of the window.
        self._keyring_wanted.connect(self._ask_keyring, Qt.ConnectionType.QueuedConnection)
        self.sending = Lane(self)
        self.reading = Lane(self)
        self.lists = Lane(self)
        self.keyring = Lane(self)
        self.receipts = Lane(self)
        self.settling = Lane(self)
        self.asking = Lane(self)
        self.forms = Lane(self)
        self.maintenance = Lane(self)

    def start(
        self,
        lane: Lane,
        job: Job[Progress, Result],
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_result: Callable[[Result], None] | None = None,
        on_error: Callable[[SmsDeskError], None] | None = None,
        on_cancel: Callable[[], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        """Start `job` on `lane`; the callbacks are called on the GUI thread.

        After the snapshots comes one of: the result; the error it failed with; `on_cancel`, if it
        was cancelled before its result; or `crashed`, for a bug. `on_end` is always the last.
        Without `on_error`, an error goes to `refused`.

        All are connected before the job starts, as it may be over before this returns. Once
        everything is closed nothing starts any more, and nothing is called.
        """
        if self._closed:
            return
        if on_progress is not None:
            job.progressed.connect(on_progress)
        if on_result is not None:
            job.succeeded.connect(on_result)
        if on_cancel is not None:
            job.cancelled.connect(on_cancel)
        if on_end is not None:
            job.finished.connect(lambda _: on_end())

        def fail(error: Exception) -> None:
            if not isinstance(error, SmsDeskError):
                self.crashed.emit(error)
            elif on_error is not None:
                on_error(error)
            else:
                self.refused.emit(error)

        job.failed.connect(fail)
        lane.start(job)

    def await_keyring(self, make: Callable[[], Query[str]]) -> str:
        """Do a job of the keyring's lane for one of another lane, on whose thread this waits.

        Nobody waits any longer once everything is closed: that other lane must end.

        Raises:
            SmsDeskError: what the job failed with; or that there is no answer, LOCKED.
        """
        answer: Future[str] = Future()
        with self._guard:
            if self._closed:
                raise SecretError(SecretFault.LOCKED)
            self._awaited.add(answer)
        self._keyring_wanted.emit(make, answer)
        try:
            return answer.result()
        except CancelledError:
            raise SecretError(SecretFault.LOCKED) from None
        finally:
            with self._guard:
                self._awaited.discard(answer)

    def close(self, seconds: float) -> bool:
        """Stop every job; true if all ended in time.

        The keyring is not waited for: an operator may never answer it.
        """
        with self._guard:
            self._closed = True
            awaited = list(self._awaited)
        for answer in awaited:
            answer.cancel()
        waited_for = (
            self.reading,
            self.lists,
            self.receipts,
            self.settling,
            self.asking,
            self.forms,
            self.maintenance,
            self.sending,
        )
        for lane in (self.keyring, *waited_for):
            lane.cancel()
        closed = [lane.close(seconds) for lane in waited_for]
        return all([*closed, self.keyring.close(1)])

    def _ask_keyring(self, make: Callable[[], Query[str]], answer: Future[str]) -> None:
        def give(found: str) -> None:
            if not answer.done():
                answer.set_result(found)

        def refuse(error: SmsDeskError) -> None:
            if not answer.done():
                answer.set_exception(error)

        def end() -> None:
            answer.cancel()  # no answer came, or it is done

        self.start(self.keyring, make(), on_result=give, on_error=refuse, on_end=end)
