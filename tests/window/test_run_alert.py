from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.window.run_alert import LONG, RunAlert


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shown() -> list[Any]:
    return list[str]()


@pytest.fixture
def alert(qtbot: QtBot, clock: Clock, shown: list[Any]) -> Iterator[RunAlert]:
    window = QWidget()
    qtbot.addWidget(window)
    alert = RunAlert(window, clock, shown.append)
    yield alert


@pytest.mark.parametrize(("seconds", "said"), [(LONG, ["3 delivered"]), (LONG - 1, [])])
def test_only_a_long_run_shows_a_notification(
    alert: RunAlert, clock: Clock, shown: list[Any], seconds: float, said: list[str]
) -> None:
    alert.begin()
    clock.now += seconds
    alert.end("3 delivered")

    assert shown == said


def test_a_run_counts_from_its_first_beginning(
    alert: RunAlert, clock: Clock, shown: list[Any]
) -> None:
    alert.begin()
    clock.now += LONG - 1
    alert.begin()  # another of its snapshots
    clock.now += 1
    alert.end("over")
    alert.end("over")

    assert shown == ["over"]


def test_an_active_window_shows_no_notification(
    qtbot: QtBot, alert: RunAlert, clock: Clock, shown: list[Any]
) -> None:
    window = alert.parent()
    assert isinstance(window, QWidget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    alert.begin()
    clock.now += LONG
    alert.end("over")

    assert shown == []
