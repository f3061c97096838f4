"""Who was handed out for a call within one delivery, whatever the ledger says later."""

from __future__ import annotations

from collections.abc import Sequence

from gui.core.sending.calls import Call, CallResult
from gui.core.sending.state import RecipientState


class HandedOut:
    """Remembers ids in a few bytes: they are handed out in ascending order.

    So everyone up to the highest counts as handed out, but for those whom an answer queued again.
    """

    def __init__(self) -> None:
        self._highest = 0
        self._queued_again: set[int] = set()

    def take(self, calls: Sequence[Call]) -> bool:
        """Note that `calls` are handed out; false, with nothing noted, if somebody already was."""
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

    def settle(self, settlement: CallResult) -> None:
        """Note that whoever surely was not sent to may be handed out again."""
        if settlement.state is RecipientState.QUEUED:
            self._queued_again.update(settlement.ids)
