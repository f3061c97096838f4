from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.lists.imports.imported_rows import SHOWN
from gui.core.phones.normalise import normalise
from gui.core.phones.number import Doubt, Phone, PhoneProblem
from tests.core.lists.collector import Problem, Recipients, RowProblem, read

mainland = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
A, B, C = "13800138000", "13900139000", "15012345678"


@pytest.mark.parametrize(
    "separator", [*list(",，、､;；\t\n\r \u3000\u2028"), "\r\n", ", ", " ;\n\n"]
)
def test_every_separator_ends_a_number(separator: str) -> None:
    assert read(separator.join([A, B, C])) == Recipients((A, B, C))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("138 0013 8000", (A,)),
        ("+86 138 0013 8000", (A,)),
        ("+86 13800138000", (A,)),
        ("1 3 8 0 0 1 3 8 0 0 0", (A,)),
        ("138 0013 8000, 139 0013 9000", (A, B)),
        ("138 0013 8000\n+86 139-0013-9000", (A, B)),
        ("13800138000 13900139000 15012345678", (A, B, C)),
        ("138 0013 8000 139 0013 9000", (A, B)),
        ("138 0013 8000 13900139000 150 1234 5678", (A, B, C)),
        ("+86 138 0013 8000 +86 139 0013 9000", (A, B)),
        ("0086 138 0013 8000 86 139 0013 9000", (A, B)),
        ("+8613800138000 +8613900139000", (A, B)),
        ("１３８ ００１３ ８０００ 13900139000", (A, B)),
        ("+852 6123 4567", ("85261234567",)),
        ("852 6123 4567", ("85261234567",)),
        ("+852 6123 4567 13800138000", ("85261234567", A)),
        ("13800138000 +65 9123 4567 139 0013 9000", (A, "6591234567", B)),
        ('"13800138000","13900139000"', (A, B)),
        ("", ()),
        (" \n\u200b,,\t;\ufeff\n", ()),
    ],
)
def test_number_ends_at_its_last_digit(text: str, numbers: tuple[str, ...]) -> None:
    assert read(text) == Recipients(numbers)


@pytest.mark.parametrize(
    ("text", "numbers", "problems"),
    [
        ("张三 13800138000", (A,), [("张三", PhoneProblem.NOT_A_NUMBER)]),
        ("1 13800138000", (A,), [("1", PhoneProblem.TOO_SHORT)]),
        ("138 0013 800", (), [("138 0013 800", PhoneProblem.TOO_SHORT)]),
        ("138 0013 800 139 0013 9000", (B,), [("138 0013 800", PhoneProblem.TOO_SHORT)]),
        ("13800138000 1390013900", (A,), [("1390013900", PhoneProblem.TOO_SHORT)]),
        (
            "1380013800 1390013900",
            (),
            [("1380013800", PhoneProblem.TOO_SHORT), ("1390013900", PhoneProblem.TOO_SHORT)],
        ),
        # A mobile of São Paulo, or the 55th of a list and one of ours.
        ("55 13912345678", (), [("55 13912345678", PhoneProblem.AMBIGUOUS)]),
        ("+55 13912345678", ("5513912345678",), []),
        # Austrian numbers have no fixed length: what is the 138 part of?
        (
            "+43 664 1234567 138 0013 8000",
            (),
            [
                ("+43 664 1234567 138", PhoneProblem.AMBIGUOUS),
                ("0013 8000", PhoneProblem.TOO_SHORT),
            ],
        ),
        ("1.59E+10", (), [("1.59E+10", PhoneProblem.LOSSY)]),
        ("85261234567 13800138000", (A,), [("85261234567", PhoneProblem.DOUBTFUL_REGION)]),
    ],
)
def test_problems_of_scanned_text(
    text: str, numbers: tuple[str, ...], problems: list[tuple[str, PhoneProblem]]
) -> None:
    found = read(text)

    assert found.numbers == numbers
    assert [(problem.text, problem.reason) for problem in found.problems] == problems
    assert (found.valid, found.invalid, found.repeated) == (len(numbers), len(problems), 0)


def test_problems_have_line_text_and_first_occurrence() -> None:
    found = read(f"{A}\r\n\r\nabc\n+86 {A}, {B}\r{B}")

    assert found == Recipients(
        (A, B),
        (
            Problem(3, "abc", PhoneProblem.NOT_A_NUMBER),
            Problem(4, f"+86 {A}", RowProblem.REPEATED, 1),
            Problem(5, B, RowProblem.REPEATED, 4),
        ),
        repeated=2,
    )
    assert (found.valid, found.invalid, found.repeated) == (2, 1, 2)


def test_long_text_is_truncated() -> None:
    (problem,) = read("x" * 1000).problems

    assert len(problem.text) == SHOWN and problem.text.endswith("x…")


@given(st.lists(mainland), st.data())
def test_numbers_come_out_in_order_once_each(numbers: list[str], data: st.DataObject) -> None:
    separator = st.sampled_from([",", "，", "、", ";", "；", "\n", "\r\n", "\t", " ", "\n\n", ", "])
    writing = st.sampled_from(["{0}", "+86{0}", "0086{0}", "86{0}", "{0}\u200b", "{0:.3}-{1}"])
    text = ""
    for number in numbers:
        text += data.draw(writing).format(number, number[3:]) + data.draw(separator)

    found = read(text)

    once = tuple(dict.fromkeys(numbers))
    assert found.numbers == once
    assert (found.invalid, found.repeated) == (0, len(numbers) - len(once))


@given(st.lists(mainland, min_size=1), st.sampled_from([" ", ",", "\n", "  ", "\t"]))
def test_numbers_with_blanks_between_others(numbers: list[str], separator: str) -> None:
    spaced = separator.join(f"{number[:3]} {number[3:7]} {number[7:]}" for number in numbers)

    assert read(spaced).numbers == tuple(dict.fromkeys(numbers))


@given(st.text() | st.text("0123456789+ ,\n\u200b.-()a"))
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)

    assert len(set(found.numbers)) == found.valid
    assert found.invalid >= 0
    assert all(before.line <= after.line for before, after in pairwise(found.problems))
    for problem in found.problems:
        assert problem.text.strip()
        assert 1 <= problem.line <= 1 + len(text)
        assert (problem.reason is RowProblem.REPEATED) == (1 <= problem.first_line <= problem.line)
        if problem.reason is not RowProblem.REPEATED and len(problem.text) < SHOWN:
            alone = normalise(problem.text)
            if isinstance(alone, Doubt):
                alone = alone.reason
            beside = (PhoneProblem.AMBIGUOUS, PhoneProblem.DOUBTFUL_REGION)
            inside = problem.reason is PhoneProblem.NUMBER_INSIDE
            assert alone == problem.reason or (
                isinstance(alone, Phone) if problem.reason in beside else inside
            )
