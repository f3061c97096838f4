"""The history as the window's own parts see it."""

import pytest
from pytestqt.qtbot import QtBot

from tests.desk import Desk

A, B = "13800138000", "13900139000"


@pytest.mark.parametrize("typed", ["138 0013 8000", "+86 138 0013", "１３８００１３８０００"])
def test_a_number_is_found_however_it_is_written(qtbot: QtBot, opened: Desk, typed: str) -> None:
    opened.fill(qtbot, [A, B])
    opened.send(qtbot)
    qtbot.waitUntil(lambda: len(opened.rows()) == 2)
    opened.find("historySearch").setText(typed)
    qtbot.waitUntil(lambda: [number for number, _ in opened.rows()] == [A])
