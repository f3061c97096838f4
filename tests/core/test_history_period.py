"""Which moments belong to a span of days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.history_period import DaysBetween, Period, RecentDays, days_between, period_bounds

TODAY = date(2026, 11, 28)


def local_days(period: Period) -> list[date]:
    """The first and the last moment of a period, as days of this machine's zone."""
    first, end = period_bounds(period, TODAY)
    moments = (first, end - 1)
    return [datetime.fromtimestamp(ms / 1000, UTC).astimezone().date() for ms in moments]


@pytest.mark.parametrize(
    ("recent", "first"),
    [
        (RecentDays.TODAY, date(2026, 11, 28)),
        (RecentDays.WEEK, date(2026, 11, 22)),
        (RecentDays.MONTH, date(2026, 10, 30)),
    ],
)
def test_the_last_days_include_today(recent: RecentDays, first: date) -> None:
    assert local_days(recent) == [first, TODAY]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 4000))
def test_both_ends_are_included(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert local_days(DaysBetween(first, last)) == [first, last]
    assert days_between(last, first) == days_between(first, last) == DaysBetween(first, last)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_days_follow_each_other_without_a_gap(day: date) -> None:
    _, end = period_bounds(DaysBetween(day, day), TODAY)
    following = day + timedelta(days=1)
    assert period_bounds(DaysBetween(following, following), TODAY)[0] == end
