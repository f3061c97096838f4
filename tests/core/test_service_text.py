import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.service_text import CUT, Limit, clean, is_cut

_TEXT = st.text(st.sampled_from("a甲 \n\r\t\0\u200b\u202e\u2066\ufeff\u2028\ud83d😀"), max_size=40)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("900619746936498440^0", "900619746936498440^0"),
        ("a\u202eb\u2066c", "a b c"),  # direction
        ("a\0b\x1b[2J\x85c", "a b [2J c"),  # control
        ("a\r\nb\u2028c", "a  b c".replace("  ", " ")),
        (" \ufeff甲\u200b ", "甲"),
        ("", ""),
    ],
)
def test_hidden_characters_become_blanks(text: str, kept: str) -> None:
    assert clean(text, 30) == kept


def test_lines_stay_where_they_may() -> None:
    assert clean("a\r\nb\nc\td", 30, lines=True) == "a\nb\nc d"


def test_longer_text_is_truncated_with_mark() -> None:
    assert clean("甲" * 30, 30) == "甲" * 30
    assert not is_cut(clean("甲" * 30, 30), 30)
    for many in (31, 60, 61, 3_000_000):
        kept = clean("甲" * many, 30)
        assert kept == "甲" * 29 + CUT
        assert is_cut(kept, 30)


@given(_TEXT, st.integers(2, 30), st.booleans())
def test_any_text_is_bounded_and_free_of_hidden_characters(
    text: str, limit: int, lines: bool
) -> None:
    kept = clean(text, limit, lines=lines)
    assert len(kept) <= limit
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in kept.replace("\n", ""))
    assert lines or "\n" not in kept
    assert clean(kept, limit, lines=lines) == kept
    kept.encode()


def test_the_limits_are_above_what_the_service_documents() -> None:
    assert Limit.REQUEST_ID > 36
    assert Limit.CONTENT >= 500
    assert int(Limit.OUT_ID) == 255
