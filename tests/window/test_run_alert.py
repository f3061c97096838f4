import pytest
from PySide6.QtWidgets import QWidget

from gui.window.run_alert import LONG, RunAlert


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def shown():
    return list[str]()


@pytest.fixture
def alert(qtbot, clock, shown):
    window = QWidget()
    qtbot.addWidget(window)
    alert = RunAlert(window, clock, shown.append)
    yield alert


@pytest.mark.parametrize(("seconds", "said"), [(LONG, ["3 delivered"]), (LONG - 1, [])])
def test_only_a_long_run_shows_a_notification(alert, clock, shown, seconds, said):
    alert.begin()
    clock.now += seconds
    alert.end("3 delivered")

    assert shown == said


def test_a_run_counts_from_its_first_beginning(alert, clock, shown):
    alert.begin()
    clock.now += LONG - 1
    alert.begin()  # another of its snapshots
    clock.now += 1
    alert.end("over")
    alert.end("over")

    assert shown == ["over"]


def test_an_active_window_shows_no_notification(qtbot, alert, clock, shown):
    window = alert.parent()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    alert.begin()
    clock.now += LONG
    alert.end("over")

    assert shown == []
