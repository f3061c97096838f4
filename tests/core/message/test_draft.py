import pytest

from gui.core.message.draft import (
    OUT_ID_MAX,
    Draft,
    DraftProblem,
    LeftOut,
    MagicNumbers,
    MissingParams,
    Problem,
    UnknownColumns,
    clean_sign_name,
    clean_template_code,
    find_problems,
    sort_problems,
)
from gui.core.message.fields import SendMode

LONG = "x" * (OUT_ID_MAX + 1)


def test_complete_draft_has_no_problem() -> None:
    assert find_problems(Draft("阿里云", "SMS_1", count=1)) == []


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (Draft("", "SMS_1", count=1), DraftProblem.NO_SIGN),
        (Draft("阿里云", "", count=1), DraftProblem.NO_TEMPLATE),
        (Draft("阿里云", "SMS_1"), DraftProblem.NO_NUMBERS),
        (
            Draft("阿里云", "SMS_1", out_id="x" * (OUT_ID_MAX + 1), count=1),
            DraftProblem.OUT_ID_LONG,
        ),
        (Draft("阿里云", "SMS_1", out_id="a\nb", count=1), DraftProblem.OUT_ID_CHARACTERS),
        (Draft("阿里云", "SMS_1", up_extend_code="12a", count=1), DraftProblem.EXTEND_CODE),
    ],
)
def test_each_gap_is_a_problem_of_its_own(draft: Draft, problem: DraftProblem) -> None:
    assert find_problems(draft) == [problem]


def test_problems_come_in_the_order_of_the_form() -> None:
    magic, missing = MagicNumbers(("13800000101",)), MissingParams(("code",))
    columns = UnknownColumns(("name",))
    shuffled: list[Problem] = [DraftProblem.EXTEND_CODE, magic, missing, DraftProblem.NO_SIGN]
    assert sort_problems(shuffled) == (
        DraftProblem.NO_SIGN,
        missing,
        magic,
        DraftProblem.EXTEND_CODE,
    )
    assert sort_problems([DraftProblem.NO_NUMBERS, columns])[0] is columns


@pytest.mark.parametrize(
    ("mode", "personalised", "count", "calls"),
    [
        (SendMode.ONE_BY_ONE, False, 1001, 1001),
        (SendMode.BATCHED, False, 1001, 2),
        (SendMode.BATCHED, True, 101, 2),
    ],
)
def test_calls_are_as_many_as_the_service_needs(
    mode: SendMode, personalised: bool, count: int, calls: int
) -> None:
    draft = Draft("阿里云", "SMS_1", mode=mode, count=count, personalised=personalised)
    assert draft.call_count == calls


def test_sign_and_template_are_cleaned() -> None:
    assert clean_sign_name(" 【阿里云】\u200b") == ("阿里云", True)
    assert clean_sign_name("阿里云") == ("阿里云", False)
    assert clean_template_code(" ＳＭＳ_１\ufeff ") == "SMS_1"


def test_left_out_counts_both_kinds() -> None:
    assert LeftOut(blocked=2, missing=3).count == 5
