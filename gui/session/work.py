"""Starts jobs on their lanes, and brings back what they find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.core.errors import SmsDeskError
from gui.jobs.job import Job, Lane

Then = Callable[[Any], None]


class Work(QObject):
    """The lanes: jobs of one lane take turns.

    The keyring has a lane of its own, for it may wait for an operator who is asked to unlock it.
    So have phone lists: the history must not wait for a million rows to be read.
    Receipts are asked for as long as the program runs, and settling what is unknown may take many
    minutes: neither the one nor what the operator decides meanwhile must wait for the other. A
    test of an account, or a refresh of its templates, may wait for a service that does not
    answer; nothing but another one waits behind it.
    """

    crashed = Signal(Exception)
    """A job raised what nobody has a sentence for: a bug."""
    refused = Signal(object)
    """A `SmsDeskError` that its asker did not want to handle."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self.sending = Lane(self)
        self.reading = Lane(self)
        self.lists = Lane(self)
        self.keyring = Lane(self)
        self.receipts = Lane(self)
        self.settling = Lane(self)
        self.asking = Lane(self)
        self.forms = Lane(self)

    def start(
        self,
        lane: Lane,
        job: Job,
        then: Then | None = None,
        refused: Then | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Job:
        """Start `job`.

        `then` gets its snapshots, `refused` its `SmsDeskError` if it fails, `ended` comes last.
        All are connected before it starts: a job may be over before this returns. Once everything
        is closed nothing starts any more: what ends late may still lead to a wish.
        """
        if self._closed:
            return job
        if then is not None:
            job.progressed.connect(then)
        if ended is not None:
            job.finished.connect(lambda _: ended())

        def fail(error: Exception) -> None:
            if not isinstance(error, SmsDeskError):
                self.crashed.emit(error)
            elif refused is not None:
                refused(error)
            else:
                self.refused.emit(error)

        job.failed.connect(fail)
        return lane.start(job)

    def close(self, seconds: float) -> bool:
        """Stop every job; true if all ended in time.

        The keyring is not waited for: an operator may never answer it.
        """
        self._closed = True
        waited_for = (
            self.reading,
            self.lists,
            self.receipts,
            self.settling,
            self.asking,
            self.forms,
            self.sending,
        )
        for lane in (self.keyring, *waited_for):
            lane.cancel()
        closed = [lane.close(seconds) for lane in waited_for]
        return all([*closed, self.keyring.close(1)])
