"""When to ask for a receipt, which row of the answer is whose, and what it says.

QuerySendDetails knows a message by its number and by the day in Beijing on which it was sent
[QuerySendDetails]; its OutId says which call it came from. Times are milliseconds since 1970 in
UTC, unless a name says otherwise.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, auto

from gui.core.messages import Detail, Details
from gui.core.states import State

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
BEIJING = timezone(timedelta(hours=8))

SCHEDULE = (
    *(10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE),
    *(hours * HOUR for hours in range(1, 73)),
)
"""How long after its acceptance a message is asked about."""
DAYS_KEPT = 30
"""The service answers for so many days [QuerySendDetails]."""
SKEW = 35 * MINUTE
"""How far our clock and the service's may be apart: beyond 31 minutes it refuses every call."""
UNSENT_AFTER = 15 * MINUTE
"""How long after its call a message without a trace may be called unsent: our judgement.

It is counted on clocks that nobody can set forward, see `passed`.
"""
PAGE = 50
"""Rows of a page; the service's most [QuerySendDetails]."""
PAGES_MAX = 20

_PREFIX = re.compile(r"(?:\+|00)?(?:86(?=1[0-9]{10}$))?")
_WHOLE = re.compile(r"[0-9+\s().-]+")
_SEPARATORS = re.compile(r"[^0-9+]+")
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Sought:
    """A recipient whose message is looked for.

    Attributes:
        token: what our own OutIds of its run begin with; empty if the operator gave the OutId.
        out_id: the OutId of its call; empty if no call of it is known of (the ledger was damaged).
        biz_id: empty unless its call was accepted.
        earliest, latest: between these its call was made, by our clock.
        certain: whether the service is known to have taken it.
        under_way: whether its call is, so that this is not known yet.
    """

    id: int
    number: str
    template_code: str
    token: str
    out_id: str
    biz_id: str
    earliest: int
    latest: int
    certain: bool
    under_way: bool = False

    @property
    def likely(self) -> int:
        """When its call was made, as far as that is known.

        An answer dates the call; without one it most likely left as soon as it could.
        """
        return self.latest if self.certain else self.earliest


@dataclass(frozen=True, slots=True)
class Question:
    """One QuerySendDetails call; `page` counts from 1, `day` is one in Beijing."""

    number: str
    day: date
    page: int = 1
    biz_id: str = ""


class Trace(Enum):
    """What a look at the service's records came to."""

    FOUND = auto()
    ABSENT = auto()
    """All rows of every day in question were seen, and none is of this message."""
    UNCLEAR = auto()
    """Not found, but there may be one: rows were counted and not shown, or out of reach."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The end of a search.

    Attributes:
        detail: there if it was found.
        served_at: when the service was first asked, by its own clock; none if it did not say.
    """

    trace: Trace
    detail: Detail | None = None
    served_at: int | None = None


def passed(ended: int, steady: int, served_at: int | None) -> int:
    """Say how many milliseconds have surely passed from a call to a look at the records.

    Two clocks tell, and the one that proves more counts. The steady clock of the process that
    looks is sound by itself; of calls of an earlier process it proves only as much as this process
    is old. The service's own clock bridges a restart: a call that the service took was signed with
    a time at most `SKEW` from it, so as much is taken off.

    Args:
        ended: when the call was over, by our clock; ms since 1970, UTC.
        steady: ms that have passed since by a clock that does not jump, see `SteadyClock.since`.
        served_at: when the service was asked, by its own clock, or none.
    """
    return steady if served_at is None else max(steady, served_at - ended - SKEW)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a detail says about its message.

    Attributes:
        state: accepted while the carrier's receipt is still to come, else delivered or not.
        code: ErrCode as the service spells it (DELIVERED, DELIVRD, 0, …), or empty.
        sent_at: when the service sent it, or none if it does not say.
        received_at: when the phone got it, or it failed; none if the service does not say.
        seconds: from the one to the other, by the service's clock; none if not known.
    """

    state: State
    code: str
    sent_at: int | None
    received_at: int | None
    seconds: int | None


def next_query(accepted_at: int, now: int) -> int | None:
    """Say when to ask again about a message; none once 72 hours have passed."""
    place = bisect.bisect_right(SCHEDULE, max(now - accepted_at, 0))
    return accepted_at + SCHEDULE[place] if place < len(SCHEDULE) else None


def beijing_day(time: int) -> date:
    """The day in Beijing."""
    return datetime.fromtimestamp(time / SECOND, UTC).astimezone(BEIJING).date()


def read_time(text: str) -> int | None:
    """Read a time of the service, `YYYY-MM-DD HH:mm:ss` in Beijing; none if it is not one."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    try:
        moment = datetime(*(int(part) for part in found.groups()), tzinfo=BEIJING)  # type: ignore[misc,arg-type] # six parts
        return int(moment.timestamp()) * SECOND
    except (ValueError, OverflowError, OSError):
        return None


def read_receipt(detail: Detail) -> Receipt:
    """Decide by SendStatus alone: ErrCode has several spellings of success."""
    state = {2: State.UNDELIVERED, 3: State.DELIVERED}.get(detail.send_status, State.ACCEPTED)
    sent, received = read_time(detail.sent), read_time(detail.received)
    if state is State.ACCEPTED:
        return Receipt(state, "", sent, None, None)
    seconds = None
    if sent is not None and received is not None and received >= sent:
        seconds = (received - sent) // SECOND
    return Receipt(state, detail.error_code, sent, received, seconds)


def search(
    sought: Sought, rivals: Sequence[Sought], now: int
) -> Generator[Question, Details, Finding]:
    """Look for a message: yields questions, takes the answers, returns what was found.

    Args:
        sought: whose message.
        rivals: the other recipients of the same number and OutId: a row can be only one's.
        now: the present, by our clock.
    """
    days, whole = _days(sought, now)
    rows: list[Detail] = []
    finding = Finding(Trace.UNCLEAR)
    served: list[int | None] = []
    for day in days:
        seen: dict[Detail, None] = {}  # a row that moves to the next page is still one row
        for page in range(1, PAGES_MAX + 1):
            answer = yield Question(sought.number, day, page, sought.biz_id)
            seen.update(dict.fromkeys(answer.rows))
            served.append(answer.served_at)
            if len(seen) >= answer.total or not answer.rows:
                break
        # An empty list with a count is known of the service [alibabacloud-java-sdk#42].
        whole = whole and len(seen) >= answer.total
        rows += seen
        finding = judge(sought, rivals, rows, whole=whole)
        if finding.trace is Trace.FOUND:
            break
    times = [time for time in served if time is not None]
    # An answer without a time may be older than all others.
    served_at = min(times, default=None) if len(times) == len(served) else None
    return replace(finding, served_at=served_at)


def judge(
    sought: Sought, rivals: Sequence[Sought], rows: Iterable[Detail], *, whole: bool
) -> Finding:
    """Say which of `rows` is the message of `sought`; `whole`: there are no others."""
    rows = list(rows)
    under_way = [rival for rival in rivals if rival.under_way]
    for row in rows:
        if _fit(sought, row) is not _Fit.NO and any(
            _fit(one, row) is _Fit.YES for one in under_way
        ):
            return Finding(Trace.UNCLEAR)  # the answer to that call will tell whose it is
    if _is_contested(sought, rivals, rows):
        return Finding(Trace.UNCLEAR)
    found = _share_out((sought, *rivals), rows).get(sought.id)
    if found is not None:
        return Finding(Trace.FOUND, found)
    open_question = any(_fit(sought, row) is _Fit.MAYBE for row in rows)
    return Finding(Trace.ABSENT if whole and not open_question else Trace.UNCLEAR)


class _Fit(Enum):
    YES = auto()
    MAYBE = auto()
    NO = auto()


def _days(sought: Sought, now: int) -> tuple[list[date], bool]:
    """The days on which it may have been sent, the likeliest first; whether none is left out.

    A message of around midnight may belong to either day.
    """
    first, last = beijing_day(sought.earliest - SKEW), beijing_day(sought.latest + SKEW)
    every = [first + timedelta(days) for days in range((last - first).days + 1)]
    today = beijing_day(now)
    asked = [day for day in every if today - timedelta(DAYS_KEPT) < day <= today]
    likely = beijing_day(sought.likely)
    asked.sort(key=lambda day: abs(day - likely))
    return asked, len(asked) == len(every)


def _is_contested(sought: Sought, rivals: Sequence[Sought], rows: Sequence[Detail]) -> bool:
    """Whether too few rows are left for those of whom it is not known that they were sent.

    Which of them a row is then proves nothing of any of them: their values may differ.
    """
    if _is_known(sought):
        return False
    given = _share_out((sought, *rivals), rows)
    certain = {rival.id for rival in rivals if _is_known(rival)}
    known = [row for recipient, row in given.items() if recipient in certain]
    left = [row for row in rows if row not in known]
    open_ones, fitting = [sought], list[Detail]()
    for one in open_ones:  # grows by whoever could be one of the same rows
        fitting += [row for row in left if row not in fitting and _fit(one, row) is _Fit.YES]
        open_ones += [
            rival
            for rival in rivals
            if rival.id not in certain
            and rival not in open_ones
            and any(_fit(rival, row) is _Fit.YES for row in fitting)
        ]
    return bool(fitting) and any(one.id not in given for one in open_ones)


def _is_known(sought: Sought) -> bool:
    """Whether it was surely sent, or has an OutId that is nobody else's."""
    return sought.certain or bool(sought.token and sought.out_id)


def _share_out(contenders: Sequence[Sought], rows: Sequence[Detail]) -> dict[int, Detail]:
    """Give each row to one contender at most.

    First to those whose OutId it has, and who are known to be sent, then by time.
    """
    pairs = sorted(
        (row.out_id != sought.out_id, not sought.certain, _distance(sought, row), sought.id, place)
        for sought in contenders
        for place, row in enumerate(rows)
        if _fit(sought, row) is _Fit.YES
    )
    given: dict[int, Detail] = {}
    taken: set[int] = set()
    for *_, recipient, place in pairs:
        if recipient not in given and place not in taken:
            given[recipient] = rows[place]
            taken.add(place)
    return given


def _fit(sought: Sought, row: Detail) -> _Fit:
    same_number = _fit_number(sought.number, row.number)
    if sought.token and row.out_id:
        # Each call has an OutId of ours, and each number stands in a call once.
        same = row.out_id == sought.out_id
        if not sought.out_id:
            same = row.out_id.startswith(f"{sought.token}-")
        if not same:
            return _Fit.NO
        # Asked for this number, the service may spell it in a way that we do not know.
        return _Fit.YES if same_number is _Fit.YES else _Fit.MAYBE
    if same_number is _Fit.NO:
        return _Fit.NO
    if row.template_code not in ("", sought.template_code):
        return _Fit.NO
    if not sought.token and row.out_id not in ("", sought.out_id):
        return _Fit.NO
    sent = read_time(row.sent)
    if sent is not None and not sought.earliest - SKEW <= sent <= sought.latest + SKEW:
        return _Fit.NO
    named = bool(row.out_id) or bool(sought.biz_id)
    if named and sent is not None and same_number is _Fit.YES:
        return _Fit.YES
    return _Fit.MAYBE


def _fit_number(number: str, spelled: str) -> _Fit:
    """Say whether the number of a row is `number`, which was asked for.

    Only a whole number that is another one is no: one that is masked (138****8000), shortened or
    spelled in an unknown way may be it. A row without a number is of the one that was asked for.
    """
    spelled = spelled.strip()
    if not spelled:
        return _Fit.YES
    if not _WHOLE.fullmatch(spelled):
        return _Fit.MAYBE
    digits, wanted = bare_number(_SEPARATORS.sub("", spelled)), bare_number(number)
    if digits == wanted:
        return _Fit.YES
    return _Fit.NO if len(digits) >= len(wanted) else _Fit.MAYBE


def _distance(sought: Sought, row: Detail) -> int:
    sent = read_time(row.sent)
    return abs((sent or 0) - sought.likely)


def bare_number(number: str) -> str:
    """A number as the ledger has it: without a plus sign, and without 86 if of the mainland."""
    return number[_PREFIX.match(number).end() :]  # type: ignore[union-attr] # matches nothing, too
