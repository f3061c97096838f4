"""Match the rows of QuerySendDetails to messages.

QuerySendDetails finds messages by number and by the day in Beijing on which they were sent
[QuerySendDetails]; the OutId identifies the call. Times are milliseconds since 1970 in UTC, unless
a name says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from gui.core.message.query_results import SendDetail
from gui.core.receipts.schedule import SECOND, SKEW, parse_time
from gui.core.sending.state import RecipientState

_PREFIX = re.compile(r"(?:\+|00)?(?:86(?=1[0-9]{10}$))?")
_WHOLE = re.compile(r"[0-9+\s().-]+")
_SEPARATORS = re.compile(r"[^0-9+]+")


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A recipient whose message is looked up.

    Attributes:
        token: prefix of the generated OutIds of its run; empty if the operator set the OutId.
        out_id: the OutId of its call; empty if no call is recorded (the ledger was damaged).
        biz_id: empty unless its call was accepted.
        earliest, latest: when its call was made at the earliest and at the latest, by our clock.
        certain: whether the service is known to have accepted it.
        under_way: whether its call has not been answered yet.
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
    def likely_time(self) -> int:
        """The most likely time of its call.

        The answer dates the call; without one it was most likely made at the earliest time.
        """
        return self.latest if self.certain else self.earliest


class MatchKind(Enum):
    """The result of looking up a message."""

    FOUND = auto()
    ABSENT = auto()
    """All rows of all possible days were read, and none belongs to this message."""
    UNCLEAR = auto()
    """Not found, but it may exist: rows were counted but not returned, or are out of reach."""


@dataclass(frozen=True, slots=True)
class Match:
    """The result of a look-up.

    Attributes:
        detail: the row, if it was found.
        served_at: when the service first answered by its own clock, or none.
    """

    kind: MatchKind
    detail: SendDetail | None = None
    served_at: int | None = None


def passed(ended: int, steady: int, served_at: int | None) -> int:
    """Return how many milliseconds have certainly passed between a call and a look-up.

    Of two clocks, the one that proves more counts. The monotonic clock of this process is reliable,
    but for calls of an earlier process it only proves the age of this one. The service's clock
    bridges a restart: an accepted call was signed with a time that differs by at most `SKEW`, which
    is subtracted.

    Args:
        ended: when the call ended by our clock; ms since 1970, UTC.
        steady: ms since then by a monotonic clock, see `SteadyClock.since`.
        served_at: when the service answered by its own clock, or none.
    """
    return steady if served_at is None else max(steady, served_at - ended - SKEW)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The delivery receipt in a row of QuerySendDetails.

    Attributes:
        state: accepted until the carrier's receipt arrives, then delivered or undelivered.
        code: ErrCode as the service spells it (DELIVERED, DELIVRD, 0, …), or empty.
        sent_at: when the service sent it, or none.
        received_at: when it was delivered or failed, or none.
        seconds: from `sent_at` to `received_at`, or none.
    """

    state: RecipientState
    code: str
    sent_at: int | None
    received_at: int | None
    seconds: int | None


def read_receipt(detail: SendDetail) -> Receipt:
    """Read a receipt by SendStatus alone: ErrCode has several spellings of success."""
    state = {2: RecipientState.UNDELIVERED, 3: RecipientState.DELIVERED}.get(
        detail.send_status, RecipientState.ACCEPTED
    )
    sent, received = parse_time(detail.sent), parse_time(detail.received)
    if state is RecipientState.ACCEPTED:
        return Receipt(state, "", sent, None, None)
    seconds = None
    if sent is not None and received is not None and received >= sent:
        seconds = (received - sent) // SECOND
    return Receipt(state, detail.error_code, sent, received, seconds)


def match_rows(
    message: SentMessage, rivals: Sequence[SentMessage], rows: Iterable[SendDetail], *, whole: bool
) -> Match:
    """Find the row of `message` in `rows`; `whole`: `rows` are complete."""
    rows = list(rows)
    under_way = [rival for rival in rivals if rival.under_way]
    for row in rows:
        if _fit(message, row) is not _Fit.NO and any(
            _fit(one, row) is _Fit.YES for one in under_way
        ):
            return Match(MatchKind.UNCLEAR)  # the answer to that call will decide
    if _is_contested(message, rivals, rows):
        return Match(MatchKind.UNCLEAR)
    found = _share_out((message, *rivals), rows).get(message.id)
    if found is not None:
        return Match(MatchKind.FOUND, found)
    open_question = any(_fit(message, row) is _Fit.MAYBE for row in rows)
    return Match(MatchKind.ABSENT if whole and not open_question else MatchKind.UNCLEAR)


class _Fit(Enum):
    YES = auto()
    MAYBE = auto()
    NO = auto()


def _is_contested(
    message: SentMessage, rivals: Sequence[SentMessage], rows: Sequence[SendDetail]
) -> bool:
    """Return whether there are fewer rows than recipients with an unknown outcome.

    Then a row cannot be attributed to any of them: their values may differ.
    """
    if _is_known(message):
        return False
    given = _share_out((message, *rivals), rows)
    certain = {rival.id for rival in rivals if _is_known(rival)}
    known = [row for recipient, row in given.items() if recipient in certain]
    left = [row for row in rows if row not in known]
    open_ones, fitting = [message], list[SendDetail]()
    for one in open_ones:  # grows by each recipient that fits one of the same rows
        fitting += [row for row in left if row not in fitting and _fit(one, row) is _Fit.YES]
        open_ones += [
            rival
            for rival in rivals
            if rival.id not in certain
            and rival not in open_ones
            and any(_fit(rival, row) is _Fit.YES for row in fitting)
        ]
    return bool(fitting) and any(one.id not in given for one in open_ones)


def _is_known(message: SentMessage) -> bool:
    """Return whether it was certainly sent, or has a unique OutId."""
    return message.certain or bool(message.token and message.out_id)


def _share_out(
    contenders: Sequence[SentMessage], rows: Sequence[SendDetail]
) -> dict[int, SendDetail]:
    """Assign each row to at most one contender.

    Rows go first to recipients with the same OutId that are known to be sent, then by time.
    """
    pairs = sorted(
        (
            row.out_id != message.out_id,
            not message.certain,
            _distance(message, row),
            message.id,
            place,
        )
        for message in contenders
        for place, row in enumerate(rows)
        if _fit(message, row) is _Fit.YES
    )
    given: dict[int, SendDetail] = {}
    taken: set[int] = set()
    for *_, recipient, place in pairs:
        if recipient not in given and place not in taken:
            given[recipient] = rows[place]
            taken.add(place)
    return given


def _fit(message: SentMessage, row: SendDetail) -> _Fit:
    same_number = _fit_number(message.number, row.number)
    if message.token and row.out_id:
        # Each call has a unique OutId, and contains each number once.
        same = row.out_id == message.out_id
        if not message.out_id:
            same = row.out_id.startswith(f"{message.token}-")
        if not same:
            return _Fit.NO
        # The service may spell this number in an unknown way.
        return _Fit.YES if same_number is _Fit.YES else _Fit.MAYBE
    if same_number is _Fit.NO:
        return _Fit.NO
    if row.template_code not in ("", message.template_code):
        return _Fit.NO
    if not message.token and row.out_id not in ("", message.out_id):
        return _Fit.NO
    sent = parse_time(row.sent)
    if sent is not None and not message.earliest - SKEW <= sent <= message.latest + SKEW:
        return _Fit.NO
    named = bool(row.out_id) or bool(message.biz_id)
    if named and sent is not None and same_number is _Fit.YES:
        return _Fit.YES
    return _Fit.MAYBE


def _fit_number(number: str, spelled: str) -> _Fit:
    """Return whether the number of a row can be `number`, which was queried.

    Only another complete number is excluded: a masked (138****8000), shortened or unknown spelling
    may be it. A row without a number belongs to the queried one.
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


def _distance(message: SentMessage, row: SendDetail) -> int:
    sent = parse_time(row.sent)
    return abs((sent or 0) - message.likely_time)


def bare_number(number: str) -> str:
    """Return a number as in the ledger: no plus sign, and no 86 if it is of the mainland."""
    return number[_PREFIX.match(number).end() :]  # type: ignore[union-attr] # matches nothing, too
