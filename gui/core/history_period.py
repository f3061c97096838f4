"""Periods of days by which the history is filtered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum


class RecentDays(Enum):
    """The days up to today, today included; the value is their number."""

    TODAY = 1
    WEEK = 7
    MONTH = 30


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """The days from `first` to `last`, both included; `last` is not before `first`."""

    first: date
    last: date


Period = RecentDays | DaysBetween


def days_between(one: date, other: date) -> DaysBetween:
    """Make a period of its two ends, in whichever order they come."""
    return DaysBetween(min(one, other), max(one, other))


def period_bounds(period: Period, today: date) -> tuple[int, int]:
    """Return the first moment of a period and the first one after it, in ms since 1970, UTC.

    Days begin at midnight of this machine's zone.
    """
    if isinstance(period, RecentDays):
        period = DaysBetween(today - timedelta(days=period.value - 1), today)
    return _midnight(period.first), _midnight(period.last + timedelta(days=1))


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time()).astimezone().timestamp() * 1000)
