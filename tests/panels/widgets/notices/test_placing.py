"""A toast covers no control where there is room beside them."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from gui.panels.widgets.notices.placing import GAP, covered, place_toast

ROOM = QRect(16, 60, 1060, 540)
SIZE = QSize(400, 40)


def test_it_lies_in_the_middle_of_the_lower_edge() -> None:
    place = place_toast(ROOM, SIZE, [])
    assert (place.size(), place.bottom()) == (SIZE, ROOM.bottom())
    assert abs(place.center().x() - ROOM.center().x()) <= 1


def test_it_lies_above_the_buttons_at_the_lower_edge() -> None:
    buttons = [QRect(300, 565, 300, 40), QRect(620, 565, 456, 40)]
    assert place_toast(ROOM, SIZE, buttons).bottom() == 565 - GAP - 1


def test_it_goes_beside_them_if_that_is_lower() -> None:
    buttons = [QRect(822, 570, 260, 32)]
    assert place_toast(ROOM, QSize(780, 40), buttons).left() == ROOM.left()


CONTROLS = st.lists(
    st.builds(
        QRect, st.integers(0, 1000), st.integers(60, 600), st.integers(1, 400), st.integers(1, 60)
    ),
    max_size=12,
)


@given(CONTROLS, st.integers(40, 1060), st.integers(30, 200))
def test_it_stays_in_its_room_and_covers_no_more_than_at_the_edge(
    controls: list[QRect], width: int, height: int
) -> None:
    size = QSize(width, height)
    place = place_toast(ROOM, size, controls)
    assert ROOM.contains(place)
    assert covered(place, controls) <= covered(place_toast(ROOM, size, []), controls)


@given(CONTROLS, CONTROLS)
def test_rows_are_left_free_where_controls_allow_it(
    controls: list[QRect], rows: list[QRect]
) -> None:
    place = place_toast(ROOM, SIZE, controls, rows)
    without = place_toast(ROOM, SIZE, controls)
    assert covered(place, controls) <= covered(without, controls)
    if covered(place, controls) == covered(without, controls):
        assert covered(place, rows) <= covered(without, rows)


def test_it_lies_above_a_row_of_results() -> None:
    assert place_toast(ROOM, SIZE, [], [QRect(16, 560, 1060, 38)]).bottom() == 560 - GAP - 1
