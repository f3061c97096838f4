import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.phones.typed_text import is_begun, is_word, lines_of, split_finished

A, B = "13800138000", "13900139000"


@pytest.mark.parametrize(
    ("text", "finished", "rest"),
    [
        ("1380013", "", "1380013"),
        (A, "", A),
        (f"{A},", f"{A},", ""),
        (f"{A}，139", f"{A}，", "139"),
        (f"{A} ", f"{A} ", ""),
        (f"{A}、", f"{A}、", ""),
        (f"138 0013 {B[:3]}", "", f"138 0013 {B[:3]}"),
        ("138 0013 8000 ", "138 0013 8000 ", ""),
        ("12345,", "12345,", ""),
        ("12345 ", "", "12345 "),
        ("1、", "", "1、"),
        ("张三，", "", "张三，"),
        (f"张三，{A}\n", f"张三，{A}\n", ""),
        (f"张三 {A} ", f"张三 {A} ", ""),
        ("+1 202 555 ", "", "+1 202 555 "),
        (f"{A}\n{B}\n139", f"{A}\n{B}\n", "139"),
        ("", "", ""),
    ],
)
def test_a_separator_finishes_what_stands_before_it(text: str, finished: str, rest: str) -> None:
    assert split_finished(text) == (finished, rest)


@given(st.text(alphabet="0123456789 ,，;、\n+张三a", max_size=60))
def test_nothing_is_lost_and_what_is_left_is_not_finished(text: str) -> None:
    finished, rest = split_finished(text)
    assert finished + rest == text
    assert split_finished(rest) == ("", rest)


@given(st.text(alphabet="0123456789 ,，\n+张", max_size=40), st.integers(0, 40))
def test_typing_on_never_takes_back_what_was_finished(text: str, end: int) -> None:
    assert split_finished(text)[0].startswith(split_finished(text[:end])[0])


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("138", True),
        ("138 0013", True),
        ("+86 138", True),
        (A, False),
        ("12,", False),
        ("张", False),
    ],
)
def test_the_beginning_of_a_number_is_known(text: str, begun: bool) -> None:
    assert is_begun(text) is begun


def test_a_word_has_letters_and_no_digits() -> None:
    assert is_word("张三") and is_word("Li Si")
    assert not is_word("A1") and not is_word("…") and not is_word("")


def test_every_line_break_ends_a_line() -> None:
    assert lines_of("a\r\nb\rc\u2028d\n") == ["a", "b", "c", "d", ""]
    assert lines_of("") == []
