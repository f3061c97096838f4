"""Look up a message in the records of the service: which days and pages to query."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gui.core.message.query_results import SendDetail, SendDetailPage
from gui.core.receipts.matching import Match, MatchKind, SentMessage, match_rows
from gui.core.receipts.schedule import DAYS_KEPT, MINUTE, PAGES_MAX, SKEW, beijing_day


@dataclass(frozen=True, slots=True)
class DetailsQuery:
    """One QuerySendDetails call; `page` counts from 1, `day` is a day in Beijing."""

    number: str
    day: date
    page: int = 1
    biz_id: str = ""


def look_up(
    message: SentMessage, rivals: Sequence[SentMessage], now: int
) -> Generator[DetailsQuery, SendDetailPage, Match]:
    """Look up a message: yield queries, receive their answers, return the result.

    Args:
        message: the message to look up.
        rivals: other recipients with the same number and OutId: each row belongs to one of them.
        now: the current time by our clock.
    """
    days, whole = _days(message, now)
    today = beijing_day(now)
    rows: list[SendDetail] = []
    served: list[int | None] = []
    for day in days:
        if day > today and not _has_begun(day, served):
            whole = whole and _begins_later(day, served)
            continue
        seen: dict[SendDetail, None] = {}  # a row may move to the next page meanwhile
        for page in range(1, PAGES_MAX + 1):
            answer = yield DetailsQuery(message.number, day, page, message.biz_id)
            seen.update(dict.fromkeys(answer.rows))
            served.append(answer.served_at)
            if len(seen) >= answer.total or not answer.rows:
                break
        # The service is known to return a count without rows [alibabacloud-java-sdk#42].
        whole = whole and len(seen) >= answer.total
        rows += seen
        if match_rows(message, rivals, rows, whole=False).kind is MatchKind.FOUND:
            break
    finding = match_rows(message, rivals, rows, whole=whole and bool(served))
    times = [time for time in served if time is not None]
    # An answer without a time may be older than all others.
    served_at = min(times, default=None) if len(times) == len(served) else None
    return replace(finding, served_at=served_at)


def _days(message: SentMessage, now: int) -> tuple[list[date], bool]:
    """Return the possible days of sending, the most likely first, and whether they are all.

    A message sent around midnight may be listed under either day, so the last one may not have
    begun yet.
    """
    first, last = beijing_day(message.earliest - SKEW), beijing_day(message.latest + SKEW)
    every = [first + timedelta(days) for days in range((last - first).days + 1)]
    today = beijing_day(now)
    asked = [day for day in every if today - timedelta(DAYS_KEPT) < day]
    likely = beijing_day(message.likely_time)
    asked.sort(key=lambda day: abs(day - likely))
    return asked, len(asked) == len(every)


def _has_begun(day: date, served: Sequence[int | None]) -> bool:
    """Return whether a day has begun by the clock of the service, which gave these times."""
    return any(time is not None and beijing_day(time) >= day for time in served)


def _begins_later(day: date, served: Sequence[int | None]) -> bool:
    """Return whether the service certainly has no record of a day, as it has not begun there.

    What the service answers about a later day is not documented: it is not asked. Its clocks may
    differ a little among themselves.
    """
    return bool(served) and all(
        time is not None and beijing_day(time + MINUTE) < day for time in served
    )
