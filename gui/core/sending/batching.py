"""Group queued recipients into calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from gui.core.message.draft import NUMBERS_PER_BATCH, NUMBERS_PER_CALL


class QueuedRecipient(NamedTuple):
    """A queued recipient, and the JSON of its parameters."""

    id: int
    number: str
    param: str


def group_into_calls(queued: Iterable[QueuedRecipient]) -> Iterator[list[QueuedRecipient]]:
    """Group recipients, in their order, into calls.

    A group with equal parameters becomes one SendSms of at most 1000 recipients; any other becomes
    one SendBatchSms of at most 100. A group contains each number once, because the receipts of two
    could not be distinguished.
    """
    mixed: list[QueuedRecipient] = []
    taken = set[str]()
    for streak in _split_by_params(queued):
        numbers = [one.number for one in streak]
        if len(mixed) + len(streak) > NUMBERS_PER_BATCH or not taken.isdisjoint(numbers):
            if mixed:
                yield mixed
            mixed, taken = [], set()
        if len(streak) > NUMBERS_PER_BATCH:
            yield streak
        else:
            mixed += streak
            taken.update(numbers)
    if mixed:
        yield mixed


def _split_by_params(queued: Iterable[QueuedRecipient]) -> Iterator[list[QueuedRecipient]]:
    """Split where the parameters change, a number repeats, or a SendSms is full."""
    for _, same in groupby(queued, key=lambda one: one.param):
        streak: list[QueuedRecipient] = []
        taken = set[str]()
        for one in same:
            if len(streak) == NUMBERS_PER_CALL or one.number in taken:
                yield streak
                streak, taken = [], set()
            streak.append(one)
            taken.add(one.number)
        if streak:
            yield streak
