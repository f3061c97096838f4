"""Reload the ids of a table's rows, one read at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from gui.jobs.job import Lane, Query
from gui.session.notices import Operation
from gui.session.work import Work

Listing = TypeVar("Listing")


class Reloader(Generic[Listing]):
    """Reads the ids of a table's rows; requests during a read cause one more read.

    Args:
        operation: what reading them is, in a notice that it failed.
        read: makes the job that reads them.
        show: takes them.
        show_stale: whether ids are shown that may have changed while they were read. Where changes
            come without end, nothing would be shown otherwise; where rows were deleted, they must
            not be.
    """

    def __init__(
        self,
        work: Work,
        lane: Lane,
        operation: Operation,
        read: Callable[[], Query[Listing]],
        show: Callable[[Listing], None],
        *,
        show_stale: bool,
    ) -> None:
        self._work = work
        self._lane = lane
        self._operation = operation
        self._read = read
        self._show = show
        self._show_stale = show_stale
        self._reading = False
        self._stale = False

    def reload(self) -> None:
        """Read the ids; if they are being read, read them once more after that."""
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        self._work.start(
            self._lane, self._read(), self._operation, on_result=self._take, on_end=self._end
        )

    def _take(self, ids: Listing) -> None:
        if self._show_stale or not self._stale:
            self._show(ids)

    def _end(self) -> None:
        self._reading = False
        if self._stale:
            self.reload()
