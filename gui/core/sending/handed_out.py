"""Remembers which recipients were called in one delivery, whatever the ledger says later."""

from __future__ import annotations

from collections.abc import Sequence

from gui.core.sending.calls import Call, CallResult
from gui.core.sending.state import RecipientState


class HandedOut:
    """Remembers ids in little memory: they are called in ascending order.

    All ids up to the highest one count as called, except those that an answer queued again.
    """

    def __init__(self) -> None:
        self._highest = 0
        self._queued_again: set[int] = set()

    def take(self, calls: Sequence[Call]) -> bool:
        """Record `calls`; return false, and record nothing, if a recipient was called before."""
        highest, again = self._highest, set[int]()
        for call in calls:
            for id in call.ids:
                if id > highest:
                    highest = id
                elif id in self._queued_again and id not in again:
                    again.add(id)
                else:
                    return False
        self._highest = highest
        self._queued_again -= again
        return True

    def record(self, result: CallResult) -> None:
        """Allow another call of recipients that were certainly not sent to."""
        if result.state is RecipientState.QUEUED:
            self._queued_again.update(result.ids)
