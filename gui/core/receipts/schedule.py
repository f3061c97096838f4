"""The schedule of queries for receipts, and times of the service: ms since 1970, UTC."""

from __future__ import annotations

import bisect
import re
from datetime import UTC, date, datetime, timedelta, timezone

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
BEIJING = timezone(timedelta(hours=8))

SCHEDULE = (
    *(10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE),
    *(hours * HOUR for hours in range(1, 73)),
)
"""Delays from the acceptance of a message to each query."""
FEW_MAX = 20
"""Maximum recipients of a run whose receipts are queried at `SOON` first."""
SOON = tuple(seconds * SECOND for seconds in (2, 4, 6, 8))
"""How long after its acceptance a message of a small run is asked about, before `SCHEDULE`."""
DAYS_KEPT = 30
"""Days for which the service keeps records [QuerySendDetails]."""
SKEW = 35 * MINUTE
"""Maximum difference to the service's clock: beyond 31 minutes it refuses every call."""
UNSENT_AFTER = 15 * MINUTE
"""Time after its call from which a message without a record may be declared unsent.

The value is our judgement. It is measured by clocks that cannot be set forward, see
`gui.core.receipts.matching.passed`.
"""
PAGE = 50
"""Rows per page, the maximum of the service [QuerySendDetails]."""
PAGES_MAX = 20


_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})")


def next_query_time(accepted_at: int, now: int, *, few: bool = False) -> int | None:
    """Return when to query a message next; none once 72 hours have passed.

    Args:
        accepted_at: when the service took it.
        now: when it is said.
        few: whether its run has at most `FEW_MAX` recipients.
    """
    times = SOON + SCHEDULE if few else SCHEDULE
    place = bisect.bisect_right(times, max(now - accepted_at, 0))
    return accepted_at + times[place] if place < len(times) else None


def beijing_day(time: int) -> date:
    """Return the day in Beijing."""
    return datetime.fromtimestamp(time / SECOND, UTC).astimezone(BEIJING).date()


def parse_time(text: str) -> int | None:
    """Parse a time of the service, `YYYY-MM-DD HH:mm:ss` in Beijing; none if invalid."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    try:
        moment = datetime(*(int(part) for part in found.groups()), tzinfo=BEIJING)  # type: ignore[misc,arg-type] # six parts
        return int(moment.timestamp()) * SECOND
    except (ValueError, OverflowError, OSError):
        return None
