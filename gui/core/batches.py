"""Which queued recipients share a call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from gui.core.draft import NUMBERS_PER_CALL

BATCH_MAX = 100
"""Numbers of one SendBatchSms call [SendBatchSms]."""


class Queued(NamedTuple):
    """A recipient that waits, and the JSON of its parameters."""

    id: int
    number: str
    param: str


def batches(queued: Iterable[Queued]) -> Iterator[list[Queued]]:
    """Group recipients, in their order, into calls.

    A group whose parameters are all the same fits one SendSms and has at most 1000 members; any
    other fits one SendBatchSms and has at most 100. No number is twice in a group, or its two
    receipts could not be told apart.
    """
    mixed: list[Queued] = []
    taken = set[str]()
    for streak in _streaks(queued):
        numbers = [one.number for one in streak]
        if len(mixed) + len(streak) > BATCH_MAX or not taken.isdisjoint(numbers):
            if mixed:
                yield mixed
            mixed, taken = [], set()
        if len(streak) > BATCH_MAX:
            yield streak
        else:
            mixed += streak
            taken.update(numbers)
    if mixed:
        yield mixed


def _streaks(queued: Iterable[Queued]) -> Iterator[list[Queued]]:
    """Cut where the parameters change, a number comes again, or a SendSms is full."""
    for _, same in groupby(queued, key=lambda one: one.param):
        streak: list[Queued] = []
        taken = set[str]()
        for one in same:
            if len(streak) == NUMBERS_PER_CALL or one.number in taken:
                yield streak
                streak, taken = [], set()
            streak.append(one)
            taken.add(one.number)
        if streak:
            yield streak
