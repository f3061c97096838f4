from hypothesis import given
from hypothesis import strategies as st

from gui.panels.widgets.fields.utf16 import characters, units

TEXT = st.text(alphabet="a中😀\ud83d\n", max_size=20)


@given(TEXT, st.integers(0, 20))
def test_converting_positions_there_and_back(text: str, place: int) -> None:
    place = min(place, len(text))
    assert characters(text, units(text, place)) == place


def test_a_character_beyond_the_bmp_takes_two_units() -> None:
    assert units("a😀b", 2) == 3
    assert characters("a😀b", 3) == 2
    assert characters("ab", 9) == 2
