import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.core.message.segments import SegmentCount, count_segments


@pytest.mark.parametrize(
    ("length", "segments"),
    [(0, 0), (1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (150, 3), (160, 3), (500, 8)],
)
def test_mainland(length: int, segments: int) -> None:
    assert count_segments("字" * length) == SegmentCount(length, segments, unicode=True)
    assert count_segments("a" * length) == SegmentCount(length, segments, unicode=True)


@pytest.mark.parametrize(
    ("text", "characters", "segments"),
    [
        ("", 0, 0),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("a" * 350, 350, 3),
        ("[sign] hello", 14, 1),
        ("|^€{}[]~\\", 18, 1),
        ("€" * 80, 160, 1),
        ("€" * 81, 162, 2),
        ("@£ÄÖÜñàΔ\n", 9, 1),
    ],
)
def test_elsewhere_in_gsm_7(text: str, characters: int, segments: int) -> None:
    assert count_segments(text, international=True) == SegmentCount(
        characters, segments, unicode=False
    )


@pytest.mark.parametrize(
    ("text", "characters", "segments"),
    [("字" + "a" * 69, 70, 1), ("字" + "a" * 70, 71, 2), ("ç", 1, 1), ("`" * 71, 71, 2)],
)
def test_elsewhere_one_other_character_makes_it_ucs_2(
    text: str, characters: int, segments: int
) -> None:
    assert count_segments(text, international=True) == SegmentCount(
        characters, segments, unicode=True
    )


def test_characters_beyond_the_bmp_take_two_units() -> None:
    assert count_segments("😀" * 35) == SegmentCount(70, 1, unicode=True)
    assert count_segments("😀" * 36) == SegmentCount(72, 2, unicode=True)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())
def test_segments_hold_the_whole_text(text: str, international: bool) -> None:
    parts = count_segments(text, international=international)

    if parts.unicode:
        assert parts.characters == len(text.encode("utf-16-le")) // 2
    single, joined = (70, 67) if parts.unicode else (160, 153)
    many = math.ceil(parts.characters / joined)
    assert parts.segments == (many if parts.characters > single else bool(text))
