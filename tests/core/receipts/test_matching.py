import itertools
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.query_results import SendDetail, SendDetailPage
from gui.core.receipts import lookup, matching, schedule
from gui.core.receipts.matching import Match, MatchKind, SentMessage
from gui.core.receipts.schedule import BEIJING, HOUR, MINUTE, SECOND
from gui.core.sending.state import RecipientState

NOON = int(datetime(2024, 5, 6, 12, 0, 0, tzinfo=BEIJING).timestamp()) * SECOND
NUMBER = "13900000001"
DAY = date(2024, 5, 6)


def beijing(time: int | None) -> str:
    assert time is not None
    return datetime.fromtimestamp(time / SECOND, BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def sent_at(detail: SendDetail) -> int:
    time = schedule.parse_time(detail.sent)
    assert time is not None
    return time


def sought(id: int = 1, at: int = NOON, **changes: Any) -> SentMessage:
    values: dict[str, Any] = {
        "token": "abc",
        "out_id": "abc-1",
        "biz_id": "",
        "certain": False,
    } | changes
    return SentMessage(id, NUMBER, "SMS_1", earliest=at, latest=at, **values)


def row(
    at: int = NOON,
    out_id: str = "abc-1",
    status: int = 3,
    code: str = "DELIVERED",
    received: str = "",
    **changes: str,
) -> SendDetail:
    values = {"number": NUMBER, "template_code": "SMS_1"} | changes
    return SendDetail(
        send_status=status,
        error_code=code,
        content="",
        sent=beijing(at),
        received=received,
        out_id=out_id,
        **values,
    )


def look(
    wanted: SentMessage,
    answer: Callable[[lookup.DetailsQuery], SendDetailPage],
    rivals: Sequence[SentMessage] = (),
    now: int = NOON + MINUTE,
) -> tuple[Match, list[lookup.DetailsQuery]]:
    """Carry a search out; `answer` says what comes for a question."""
    steps, asked = lookup.look_up(wanted, rivals, now), []
    try:
        question = next(steps)
        while True:
            asked.append(question)
            question = steps.send(answer(question))
    except StopIteration as end:
        return end.value, asked


def rows(
    *found: SendDetail, total: int | None = None
) -> Callable[[lookup.DetailsQuery], SendDetailPage]:
    return lambda question: SendDetailPage(
        len(found) if total is None else total, tuple(found), "r"
    )


def test_the_schedule_is_as_documented() -> None:
    asked, time = [], 0
    while (following := schedule.next_query_time(0, time)) is not None:
        asked.append(following // SECOND)
        time = following
    assert asked[:8] == [10, 30, 60, 120, 300, 600, 1800, 3600]
    assert asked[-1] == 72 * 3600
    assert {b - a for a, b in itertools.pairwise(asked[7:])} == {3600}


def test_small_run_is_polled_every_two_seconds_at_first() -> None:
    asked, time = list[int](), 0
    while len(asked) < 7:
        time = schedule.next_query_time(0, time, few=True) or 0
        asked.append(time // SECOND)
    assert asked == [2, 4, 6, 8, 10, 30, 60]


@given(st.integers(0, 2**41), st.integers(-HOUR, 80 * HOUR), st.booleans())
def test_the_next_query_is_always_later_and_within_72_hours(
    accepted: int, passed: int, few: bool
) -> None:
    following = schedule.next_query_time(accepted, accepted + passed, few=few)
    if following is None:
        assert passed >= 72 * HOUR
    else:
        assert accepted + passed < following <= accepted + 72 * HOUR


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        (1, "", RecipientState.ACCEPTED),
        (1, "DELIVERED", RecipientState.ACCEPTED),
        (2, "MK:0001", RecipientState.UNDELIVERED),
        (2, "DELIVERED", RecipientState.UNDELIVERED),
        (3, "DELIVERED", RecipientState.DELIVERED),
        (3, "DELIVRD", RecipientState.DELIVERED),
        (3, "0", RecipientState.DELIVERED),
        (3, "", RecipientState.DELIVERED),
        (0, "DELIVERED", RecipientState.ACCEPTED),
    ],
)
def test_send_status_alone_decides_the_state(status: int, code: str, state: RecipientState) -> None:
    assert matching.read_receipt(row(status=status, code=code)).state is state


def test_seconds_are_those_of_the_services_clock() -> None:
    receipt = matching.read_receipt(row(received=beijing(NOON + 7 * SECOND)))
    assert (receipt.sent_at, receipt.received_at, receipt.seconds) == (NOON, NOON + 7000, 7)


@pytest.mark.parametrize("received", ["", "soon", "2024-13-01 00:00:00", "2024-05-06 11:59:59"])
def test_implausible_receipt_seconds_are_unknown(received: str) -> None:
    assert matching.read_receipt(row(received=received)).seconds is None


@given(st.text(max_size=25))
def test_any_text_is_accepted_as_a_time(text: str) -> None:
    schedule.parse_time(text)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)).map(
        lambda at: at.replace(microsecond=0)
    )
)
def test_times_are_those_of_beijing(moment: datetime) -> None:
    text = moment.strftime("%Y-%m-%d %H:%M:%S")
    assert beijing(schedule.parse_time(text)) == text


def test_lookup_queries_the_beijing_day() -> None:
    # Eight in the evening in UTC is the next day there.
    late = int(datetime.fromisoformat("2024-05-06T20:00:00+00:00").timestamp()) * SECOND
    _, asked = look(sought(at=late), rows(), now=late + MINUTE)
    assert [question.day for question in asked] == [date(2024, 5, 7)]


@pytest.mark.parametrize(
    ("after_midnight", "days"),
    [
        (-5 * MINUTE, [date(2024, 5, 6), date(2024, 5, 7)]),
        (5 * MINUTE, [date(2024, 5, 7), date(2024, 5, 6)]),
        (2 * HOUR, [date(2024, 5, 7)]),
    ],
)
def test_lookup_queries_both_days_around_midnight(after_midnight: int, days: list[date]) -> None:
    at = NOON + 12 * HOUR + after_midnight
    finding, asked = look(sought(at=at), rows(), now=at + HOUR)
    assert [question.day for question in asked] == days
    assert finding.kind is MatchKind.ABSENT


def test_future_day_is_unclear() -> None:
    at = NOON + 12 * HOUR - 5 * MINUTE
    finding, asked = look(sought(at=at), rows(), now=at + MINUTE)
    assert [question.day for question in asked] == [DAY]
    assert finding.kind is MatchKind.UNCLEAR


def test_lookup_after_thirty_days_makes_no_query() -> None:
    finding, asked = look(sought(), rows(), now=NOON + 31 * 24 * HOUR)
    assert asked == []
    assert finding.kind is MatchKind.UNCLEAR


def test_lookup_reads_every_page() -> None:
    pages = [tuple(row(out_id=f"x-{page}-{n}") for n in range(50)) for page in range(2)]
    pages.append((row(),))

    def answer(question: lookup.DetailsQuery) -> SendDetailPage:
        return SendDetailPage(101, pages[question.page - 1], "r")

    finding, asked = look(sought(), answer)
    assert [question.page for question in asked] == [1, 2, 3]
    assert finding.detail == row()


def test_count_without_rows_is_unclear() -> None:
    assert look(sought(), rows(total=1))[0].kind is MatchKind.UNCLEAR
    assert look(sought(), rows(row(out_id="other-1"), total=2))[0].kind is MatchKind.UNCLEAR


def test_message_of_another_run_does_not_match() -> None:
    others = (row(out_id="other-1"), row(out_id="abcd-1"), row(out_id="abc-2"))
    assert look(sought(), rows(*others))[0] == Match(MatchKind.ABSENT)


def test_recipient_without_recorded_call_matches_free_row_of_run() -> None:
    lost, other = sought(out_id=""), sought(2)
    assert look(lost, rows(row(out_id="abc-7")))[0].kind is MatchKind.FOUND
    assert look(lost, rows(row(out_id="abcd-7")))[0].kind is MatchKind.ABSENT
    assert look(lost, rows(row()), [other])[0].kind is MatchKind.ABSENT
    detail = look(lost, rows(row(), row(out_id="abc-7")), [other])[0].detail
    assert detail is not None and detail.out_id == "abc-7"


def test_message_without_its_out_id_is_unclear() -> None:
    assert look(sought(), rows(row(out_id="")))[0].kind is MatchKind.UNCLEAR
    assert look(sought(biz_id="b", certain=True), rows(row(out_id="")))[0].kind is MatchKind.FOUND
    assert look(sought(), rows(row(out_id="", template_code="SMS_2")))[0].kind is MatchKind.ABSENT


@pytest.mark.parametrize(
    ("number", "trace"),
    [
        ("86-139 0000 0001", MatchKind.FOUND),
        ("139****0001", MatchKind.UNCLEAR),
        ("113900000001", MatchKind.UNCLEAR),
        ("", MatchKind.FOUND),
    ],
)
def test_own_out_id_matches_whatever_the_number_looks_like(number: str, trace: MatchKind) -> None:
    assert look(sought(), rows(row(number=number)))[0].kind is trace


def test_lookup_covers_the_time_until_the_outcome_was_recorded() -> None:
    """A computer that slept in between wakes hours later, and then the call leaves."""
    at, woke = NOON, NOON + 20 * HOUR
    lost = SentMessage(1, NUMBER, "SMS_1", "", "mine", "", at, woke, certain=False)
    late = row(at=woke - SECOND, out_id="mine")

    def answer(question: lookup.DetailsQuery) -> SendDetailPage:
        found = [late] if question.day == date(2024, 5, 7) else []
        return SendDetailPage(len(found), tuple(found), "r")

    finding, asked = look(lost, answer, now=woke + HOUR)
    assert finding.detail == late
    assert [question.day for question in asked] == [DAY, date(2024, 5, 7)]


GIVEN: dict[str, Any] = {"token": "", "out_id": "mine"}


@pytest.mark.parametrize(
    ("other", "trace"),
    [
        (row(out_id="mine"), MatchKind.FOUND),
        (row(at=NOON + 20 * MINUTE, out_id="mine"), MatchKind.FOUND),
        (row(at=NOON - 2 * HOUR, out_id="mine"), MatchKind.ABSENT),
        (row(at=NOON + 2 * HOUR, out_id="mine"), MatchKind.ABSENT),
        (row(out_id="mine", template_code="SMS_2"), MatchKind.ABSENT),
        (row(out_id="theirs"), MatchKind.ABSENT),
        (row(out_id=""), MatchKind.UNCLEAR),
        (row(out_id="mine", number="13900000002"), MatchKind.ABSENT),
        (row(out_id="mine", number="+8613900000001"), MatchKind.FOUND),
        (row(out_id="mine", number="8613900000001"), MatchKind.FOUND),
    ],
)
def test_out_id_of_the_operator_matches_with_template_and_time(
    other: SendDetail, trace: MatchKind
) -> None:
    assert look(sought(**GIVEN), rows(other))[0].kind is trace


def test_row_matches_one_recipient_only() -> None:
    taken = sought(2, NOON - MINUTE, certain=True, **GIVEN)
    only = row(at=NOON - MINUTE, out_id="mine")
    assert look(sought(**GIVEN), rows(only), [taken])[0].kind is MatchKind.ABSENT

    two = (only, row(at=NOON, out_id="mine"))
    assert look(sought(**GIVEN), rows(*two), [taken])[0].detail == two[1]


@pytest.mark.parametrize("at", [NOON, NOON - MINUTE])
def test_row_is_unclear_while_rival_call_is_under_way(at: int) -> None:
    rival = sought(2, at, under_way=True, **GIVEN)
    one = sought(1, NOON, **GIVEN)
    assert look(one, rows(row(at=NOON, out_id="mine")), [rival])[0].kind is MatchKind.UNCLEAR
    assert look(one, rows(row(out_id="theirs")), [rival])[0].kind is MatchKind.ABSENT
    assert look(one, rows(), [rival])[0].kind is MatchKind.ABSENT


@given(
    st.lists(st.integers(-30, 30), min_size=1, max_size=6),
    st.lists(st.integers(-30, 30), max_size=6),
)
def test_row_matches_once_and_possible_matches_are_not_absent(
    called: list[int], sent: list[int]
) -> None:
    everyone = [sought(id, NOON + at * MINUTE, **GIVEN) for id, at in enumerate(called)]
    details = {row(at=NOON + at * MINUTE, out_id="mine") for at in sent}
    found = [
        matching.match_rows(one, [o for o in everyone if o is not one], details, whole=True)
        for one in everyone
    ]
    given_rows = [finding.detail for finding in found if finding.detail]
    assert len(given_rows) == len(set(given_rows))
    for one, finding in zip(everyone, found, strict=True):
        near = any(abs(sent_at(detail) - one.latest) <= schedule.SKEW for detail in details)
        assert (finding.kind is MatchKind.ABSENT) == (not near)


def test_one_row_for_two_unknown_recipients_is_unclear() -> None:
    first, second = sought(1, **GIVEN), sought(2, NOON + SECOND, **GIVEN)
    answer = rows(row(at=NOON + SECOND, out_id="mine"))
    assert look(first, answer, [second])[0].kind is MatchKind.UNCLEAR
    assert look(second, answer, [first])[0].kind is MatchKind.UNCLEAR
    # It is told from one that was surely sent, and two rows are enough for two.
    certain = sought(2, NOON + SECOND, **GIVEN | {"certain": True})
    assert look(first, answer, [certain])[0].kind is MatchKind.ABSENT
    both = rows(row(out_id="mine"), row(at=NOON + SECOND, out_id="mine"))
    assert look(first, both, [second])[0].kind is MatchKind.FOUND


@pytest.mark.parametrize(
    ("number", "trace"),
    [
        ("13900000001", MatchKind.FOUND),
        ("+86 139-0000-0001", MatchKind.FOUND),
        ("", MatchKind.FOUND),
        ("13900000002", MatchKind.ABSENT),
        ("139****0001", MatchKind.UNCLEAR),
        ("139****0002", MatchKind.UNCLEAR),
        ("***********", MatchKind.UNCLEAR),
        ("1390000", MatchKind.UNCLEAR),
        ("139XXXX0001", MatchKind.UNCLEAR),
        ("１３９００００００００１", MatchKind.UNCLEAR),
    ],
)
def test_masked_number_with_the_operators_out_id_is_a_possible_match(
    number: str, trace: MatchKind
) -> None:
    """Absence is what a message is declared unsent by: an open question is none."""
    wanted = sought(token="", out_id="mine")
    found, _ = look(wanted, rows(row(out_id="mine", number=number)))
    assert found.kind is trace


def test_lookup_is_as_old_as_its_first_answer() -> None:
    times = iter([7_000, 3_000, 5_000])
    found, asked = look(
        sought(at=midnight()), lambda question: SendDetailPage(0, (), "r", served_at=next(times))
    )
    assert (found.kind, len(asked), found.served_at) == (MatchKind.ABSENT, 2, 3_000)


def test_answer_without_a_date_has_no_service_time() -> None:
    times = iter([7_000, None])
    found, _ = look(
        sought(at=midnight()), lambda question: SendDetailPage(0, (), "r", served_at=next(times))
    )
    assert (found.kind, found.served_at) == (MatchKind.ABSENT, None)


def midnight() -> int:
    return int(datetime(2024, 5, 6, 0, 0, 0, tzinfo=BEIJING).timestamp()) * SECOND
