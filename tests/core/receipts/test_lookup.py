"""Look-ups around midnight in Beijing, by clocks that differ."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gui.core.message.query_results import SendDetail, SendDetailPage
from gui.core.receipts import lookup
from gui.core.receipts.matching import MatchKind
from gui.core.receipts.schedule import HOUR, MINUTE, SECOND, SKEW, beijing_day
from tests.core.receipts.test_matching import DAY, NOON, look, row, sought

MIDNIGHT = NOON + 12 * HOUR
"""The end of `DAY`."""


class Service:
    """The records of one number, by the clock of the service."""

    def __init__(self, now: int | None, *found: SendDetail) -> None:
        self._now = now
        self._found = found

    def __call__(self, query: lookup.DetailsQuery) -> SendDetailPage:
        rows = tuple(one for one in self._found if one.sent.startswith(str(query.day)))
        return SendDetailPage(len(rows), rows, "r", self._now)


@pytest.mark.parametrize("minutes", [35, 20, 5, 2])
def test_before_midnight_it_is_known_that_the_next_day_has_no_record(minutes: int) -> None:
    """Else nothing could be said of any message in the last half hour of a day."""
    at = MIDNIGHT - minutes * MINUTE
    found, asked = look(sought(at=at), Service(at + 30 * SECOND), now=at + 30 * SECOND)
    assert found.kind is MatchKind.ABSENT
    assert [query.day for query in asked] == [DAY]


@pytest.mark.parametrize("served_at", [None, MIDNIGHT - 30 * SECOND])
def test_without_the_time_of_the_service_or_too_close_to_midnight_it_is_unclear(
    served_at: int | None,
) -> None:
    at = MIDNIGHT - 5 * MINUTE
    found, asked = look(sought(at=at), Service(served_at), now=at + MINUTE)
    assert found.kind is MatchKind.UNCLEAR
    assert [query.day for query in asked] == [DAY]


def test_a_day_that_has_begun_at_the_service_is_looked_up() -> None:
    """Our clock is slow: the message lies under the day that is tomorrow here."""
    at, ahead = MIDNIGHT - 5 * MINUTE, 20 * MINUTE
    service = Service(at + ahead + MINUTE, row(at + ahead))
    found, asked = look(sought(at=at), service, now=at + MINUTE)
    assert found.kind is MatchKind.FOUND
    assert [query.day for query in asked] == [DAY, DAY + timedelta(1)]


@given(
    at=st.integers(MIDNIGHT - HOUR, MIDNIGHT + HOUR),
    difference=st.integers(-SKEW + MINUTE, SKEW - MINUTE),
    later=st.integers(0, 2 * HOUR),
    recorded=st.booleans(),
)
@example(at=MIDNIGHT - MINUTE, difference=30 * MINUTE, later=0, recorded=True)
@example(at=MIDNIGHT + MINUTE, difference=-30 * MINUTE, later=0, recorded=True)
def test_whatever_the_clocks_say_a_record_is_found_and_absence_is_true(
    at: int, difference: int, later: int, recorded: bool
) -> None:
    now, served = at + later, at + later + difference
    records = (row(at + difference),) if recorded else ()
    found, asked = look(sought(at=at), Service(served, *records), now=now)
    if recorded:
        assert found.kind is MatchKind.FOUND
    elif found.kind is not MatchKind.ABSENT:
        assert found.kind is MatchKind.UNCLEAR
        assert beijing_day(served + MINUTE) > beijing_day(served)
    assert all(query.day <= max(beijing_day(now), beijing_day(served)) for query in asked)
