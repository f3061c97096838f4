import itertools
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core import receipts
from gui.core.messages import Detail, Details
from gui.core.receipts import BEIJING, HOUR, MINUTE, SECOND, Finding, Sought, Trace
from gui.core.states import State

NOON = int(datetime(2024, 5, 6, 12, 0, 0, tzinfo=BEIJING).timestamp()) * SECOND
NUMBER = "13900000001"
DAY = date(2024, 5, 6)


def beijing(time):
    return datetime.fromtimestamp(time / SECOND, BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def sought(id=1, at=NOON, **changes):
    values = {"token": "abc", "out_id": "abc-1", "biz_id": "", "certain": False} | changes
    return Sought(id, NUMBER, "SMS_1", earliest=at, latest=at, **values)


def row(at=NOON, out_id="abc-1", status=3, code="DELIVERED", received="", **changes):
    values = {"number": NUMBER, "template_code": "SMS_1"} | changes
    return Detail(
        send_status=status,
        error_code=code,
        content="",
        sent=beijing(at),
        received=received,
        out_id=out_id,
        **values,
    )


def look(wanted, answer, rivals=(), now=NOON + MINUTE):
    """Carry a search out; `answer` says what comes for a question."""
    steps, asked = receipts.search(wanted, rivals, now), []
    try:
        question = next(steps)
        while True:
            asked.append(question)
            question = steps.send(answer(question))
    except StopIteration as end:
        return end.value, asked


def rows(*found, total=None):
    return lambda question: Details(len(found) if total is None else total, tuple(found), "r")


def test_the_schedule_is_as_documented():
    asked, time = [], 0
    while (following := receipts.next_query(0, time)) is not None:
        asked.append(following // SECOND)
        time = following
    assert asked[:8] == [10, 30, 60, 120, 300, 600, 1800, 3600]
    assert asked[-1] == 72 * 3600
    assert {b - a for a, b in itertools.pairwise(asked[7:])} == {3600}


@given(st.integers(0, 2**41), st.integers(-HOUR, 80 * HOUR))
def test_the_next_query_is_always_later_and_within_72_hours(accepted, passed):
    following = receipts.next_query(accepted, accepted + passed)
    if following is None:
        assert passed >= 72 * HOUR
    else:
        assert accepted + passed < following <= accepted + 72 * HOUR


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        (1, "", State.ACCEPTED),
        (1, "DELIVERED", State.ACCEPTED),
        (2, "MK:0001", State.UNDELIVERED),
        (2, "DELIVERED", State.UNDELIVERED),
        (3, "DELIVERED", State.DELIVERED),
        (3, "DELIVRD", State.DELIVERED),
        (3, "0", State.DELIVERED),
        (3, "", State.DELIVERED),
        (0, "DELIVERED", State.ACCEPTED),
    ],
)
def test_the_send_status_alone_decides(status, code, state):
    assert receipts.read_receipt(row(status=status, code=code)).state is state


def test_seconds_are_those_of_the_services_clock():
    receipt = receipts.read_receipt(row(received=beijing(NOON + 7 * SECOND)))
    assert (receipt.sent_at, receipt.received_at, receipt.seconds) == (NOON, NOON + 7000, 7)


@pytest.mark.parametrize("received", ["", "soon", "2024-13-01 00:00:00", "2024-05-06 11:59:59"])
def test_seconds_that_make_no_sense_are_not_known(received):
    assert receipts.read_receipt(row(received=received)).seconds is None


@given(st.text(max_size=25))
def test_any_text_may_stand_for_a_time(text):
    receipts.read_time(text)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)).map(
        lambda at: at.replace(microsecond=0)
    )
)
def test_times_are_those_of_beijing(moment):
    text = moment.strftime("%Y-%m-%d %H:%M:%S")
    assert beijing(receipts.read_time(text)) == text


def test_it_asks_for_the_day_in_beijing():
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
def test_around_midnight_it_asks_for_both_days(after_midnight, days):
    at = NOON + 12 * HOUR + after_midnight
    finding, asked = look(sought(at=at), rows(), now=at + HOUR)
    assert [question.day for question in asked] == days
    assert finding.trace is Trace.ABSENT


def test_a_day_that_has_not_come_cannot_be_ruled_out():
    at = NOON + 12 * HOUR - 5 * MINUTE
    finding, asked = look(sought(at=at), rows(), now=at + MINUTE)
    assert [question.day for question in asked] == [DAY]
    assert finding.trace is Trace.UNCLEAR


def test_after_thirty_days_the_service_knows_nothing_and_is_not_asked():
    finding, asked = look(sought(), rows(), now=NOON + 31 * 24 * HOUR)
    assert asked == []
    assert finding.trace is Trace.UNCLEAR


def test_it_reads_every_page():
    pages = [tuple(row(out_id=f"x-{page}-{n}") for n in range(50)) for page in range(2)]
    pages.append((row(),))

    def answer(question):
        return Details(101, pages[question.page - 1], "r")

    finding, asked = look(sought(), answer)
    assert [question.page for question in asked] == [1, 2, 3]
    assert finding.detail == row()


def test_a_count_without_rows_is_no_proof_of_absence():
    assert look(sought(), rows(total=1))[0].trace is Trace.UNCLEAR
    assert look(sought(), rows(row(out_id="other-1"), total=2))[0].trace is Trace.UNCLEAR


def test_another_runs_message_is_not_ours():
    others = (row(out_id="other-1"), row(out_id="abcd-1"), row(out_id="abc-2"))
    assert look(sought(), rows(*others))[0] == Finding(Trace.ABSENT)


def test_without_a_known_call_any_of_its_run_will_do_that_is_nobody_elses():
    lost, other = sought(out_id=""), sought(2)
    assert look(lost, rows(row(out_id="abc-7")))[0].trace is Trace.FOUND
    assert look(lost, rows(row(out_id="abcd-7")))[0].trace is Trace.ABSENT
    assert look(lost, rows(row()), [other])[0].trace is Trace.ABSENT
    assert look(lost, rows(row(), row(out_id="abc-7")), [other])[0].detail.out_id == "abc-7"


def test_a_message_of_ours_that_lost_its_out_id_is_a_trace():
    assert look(sought(), rows(row(out_id="")))[0].trace is Trace.UNCLEAR
    assert look(sought(biz_id="b", certain=True), rows(row(out_id="")))[0].trace is Trace.FOUND
    assert look(sought(), rows(row(out_id="", template_code="SMS_2")))[0].trace is Trace.ABSENT


@pytest.mark.parametrize(
    ("number", "trace"),
    [
        ("86-139 0000 0001", Trace.FOUND),
        ("139****0001", Trace.UNCLEAR),
        ("113900000001", Trace.UNCLEAR),
        ("", Trace.FOUND),
    ],
)
def test_our_own_out_id_is_a_trace_however_its_number_is_spelt(number, trace):
    assert look(sought(), rows(row(number=number)))[0].trace is trace


def test_a_call_that_waited_long_is_looked_for_until_its_outcome_was_written():
    """A computer that slept in between wakes hours later, and then the call leaves."""
    at, woke = NOON, NOON + 20 * HOUR
    lost = Sought(1, NUMBER, "SMS_1", "", "mine", "", at, woke, certain=False)
    late = row(at=woke - SECOND, out_id="mine")

    def answer(question):
        found = [late] if question.day == date(2024, 5, 7) else []
        return Details(len(found), tuple(found), "r")

    finding, asked = look(lost, answer, now=woke + HOUR)
    assert finding.detail == late
    assert [question.day for question in asked] == [DAY, date(2024, 5, 7)]


GIVEN = {"token": "", "out_id": "mine"}


@pytest.mark.parametrize(
    ("other", "trace"),
    [
        (row(out_id="mine"), Trace.FOUND),
        (row(at=NOON + 20 * MINUTE, out_id="mine"), Trace.FOUND),
        (row(at=NOON - 2 * HOUR, out_id="mine"), Trace.ABSENT),
        (row(at=NOON + 2 * HOUR, out_id="mine"), Trace.ABSENT),
        (row(out_id="mine", template_code="SMS_2"), Trace.ABSENT),
        (row(out_id="theirs"), Trace.ABSENT),
        (row(out_id=""), Trace.UNCLEAR),
        (row(out_id="mine", number="13900000002"), Trace.ABSENT),
        (row(out_id="mine", number="+8613900000001"), Trace.FOUND),
        (row(out_id="mine", number="8613900000001"), Trace.FOUND),
    ],
)
def test_the_operators_out_id_counts_with_template_and_time(other, trace):
    assert look(sought(**GIVEN), rows(other))[0].trace is trace


def test_a_row_belongs_to_one_recipient_only():
    taken = sought(2, NOON - MINUTE, certain=True, **GIVEN)
    only = row(at=NOON - MINUTE, out_id="mine")
    assert look(sought(**GIVEN), rows(only), [taken])[0].trace is Trace.ABSENT

    two = (only, row(at=NOON, out_id="mine"))
    assert look(sought(**GIVEN), rows(*two), [taken])[0].detail == two[1]


@pytest.mark.parametrize("at", [NOON, NOON - MINUTE])
def test_while_a_call_that_a_row_may_be_of_is_under_way_nobody_is_given_it(at):
    rival = sought(2, at, under_way=True, **GIVEN)
    one = sought(1, NOON, **GIVEN)
    assert look(one, rows(row(at=NOON, out_id="mine")), [rival])[0].trace is Trace.UNCLEAR
    assert look(one, rows(row(out_id="theirs")), [rival])[0].trace is Trace.ABSENT
    assert look(one, rows(), [rival])[0].trace is Trace.ABSENT


@given(
    st.lists(st.integers(-30, 30), min_size=1, max_size=6),
    st.lists(st.integers(-30, 30), max_size=6),
)
def test_no_row_is_found_twice_and_who_might_be_one_is_not_called_absent(called, sent):
    everyone = [sought(id, NOON + at * MINUTE, **GIVEN) for id, at in enumerate(called)]
    details = {row(at=NOON + at * MINUTE, out_id="mine") for at in sent}
    found = [
        receipts.judge(one, [o for o in everyone if o is not one], details, whole=True)
        for one in everyone
    ]
    given_rows = [finding.detail for finding in found if finding.detail]
    assert len(given_rows) == len(set(given_rows))
    for one, finding in zip(everyone, found, strict=True):
        near = any(
            abs(receipts.read_time(detail.sent) - one.latest) <= receipts.SKEW for detail in details
        )
        assert (finding.trace is Trace.ABSENT) == (not near)


def test_one_row_of_two_who_may_have_been_sent_proves_nothing_of_either():
    first, second = sought(1, **GIVEN), sought(2, NOON + SECOND, **GIVEN)
    answer = rows(row(at=NOON + SECOND, out_id="mine"))
    assert look(first, answer, [second])[0].trace is Trace.UNCLEAR
    assert look(second, answer, [first])[0].trace is Trace.UNCLEAR
    # It is told from one that was surely sent, and two rows are enough for two.
    certain = sought(2, NOON + SECOND, **GIVEN | {"certain": True})
    assert look(first, answer, [certain])[0].trace is Trace.ABSENT
    both = rows(row(out_id="mine"), row(at=NOON + SECOND, out_id="mine"))
    assert look(first, both, [second])[0].trace is Trace.FOUND


@pytest.mark.parametrize(
    ("number", "trace"),
    [
        ("13900000001", Trace.FOUND),
        ("+86 139-0000-0001", Trace.FOUND),
        ("", Trace.FOUND),
        ("13900000002", Trace.ABSENT),
        ("139****0001", Trace.UNCLEAR),
        ("139****0002", Trace.UNCLEAR),
        ("***********", Trace.UNCLEAR),
        ("1390000", Trace.UNCLEAR),
        ("139XXXX0001", Trace.UNCLEAR),
        ("１３９００００００００１", Trace.UNCLEAR),
    ],
)
def test_with_the_operators_out_id_a_masked_number_may_be_it(number, trace):
    """Absence is what a message is declared unsent by: an open question is none."""
    wanted = sought(token="", out_id="mine")
    found, _ = look(wanted, rows(row(out_id="mine", number=number)))
    assert found.trace is trace


def test_a_search_is_as_old_as_its_first_answer():
    times = iter([7_000, 3_000, 5_000])
    found, asked = look(
        sought(at=midnight()), lambda question: Details(0, (), "r", served_at=next(times))
    )
    assert (found.trace, len(asked), found.served_at) == (Trace.ABSENT, 2, 3_000)


def test_an_answer_without_a_time_leaves_the_time_open():
    times = iter([7_000, None])
    found, _ = look(
        sought(at=midnight()), lambda question: Details(0, (), "r", served_at=next(times))
    )
    assert (found.trace, found.served_at) == (Trace.ABSENT, None)


def midnight():
    return int(datetime(2024, 5, 6, 0, 0, 0, tzinfo=BEIJING).timestamp()) * SECOND
