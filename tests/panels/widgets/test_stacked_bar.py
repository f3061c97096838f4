import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gui.core.sending.progress import StateCounts
from gui.panels.theme.theme import Theme
from gui.panels.widgets.stacked_bar import LEAST, StackedBar, part_widths

COUNTS = st.builds(
    StateCounts,
    queued=st.integers(0, 10**6),
    accepted=st.integers(0, 10**6),
    delivered=st.integers(0, 10**6),
    undelivered=st.integers(0, 10**6),
    rejected=st.integers(0, 10**6),
    unknown=st.integers(0, 10**6),
)


@given(COUNTS, st.integers(100, 2000))
def test_the_parts_fill_the_bar_and_each_can_be_seen(counts: StateCounts, room: int) -> None:
    widths = [width for _, width in part_widths(counts, room)]

    assert all(width >= LEAST for width in widths)
    if widths:
        assert sum(widths) + len(widths) - 1 == pytest.approx(room)


def test_its_value_is_that_of_a_progress_bar(qtbot: QtBot, theme: Theme) -> None:
    bar = StackedBar(theme)
    qtbot.addWidget(bar)
    assert bar.maximum() > 0, "a range of nothing would be a busy bar"
    bar.show_counts(StateCounts(queued=760, delivered=1240))

    assert (bar.value(), bar.maximum()) == (1240, 2000)


def test_only_delivered_is_green(qtbot: QtBot, theme: Theme) -> None:
    bar = StackedBar(theme)
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    green = QColor(theme.scheme["success-fill"])

    def middle() -> QColor:
        return bar.grab().toImage().pixelColor(100, 4)

    bar.show_counts(StateCounts(accepted=3))
    assert middle() != green
    bar.show_counts(StateCounts(delivered=3))
    assert middle() == green
