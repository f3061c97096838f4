"""The rail gives way in a narrow window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.window.send.rail_fold import LARGE, SMALL
from gui.window.send.send_page import SendPage
from tests.present import present


@pytest.fixture
def page(qtbot: QtBot) -> SendPage:
    page = SendPage(Theme(resource("")))
    qtbot.addWidget(page)
    page.resize(1400, 700)
    page.fill()
    page.show()
    qtbot.waitExposed(page)
    return page


def test_there_is_room_for_all_columns_on_a_wide_screen(page: SendPage) -> None:
    assert page.rail.isVisible() and page.results.isVisible()
    assert not present(page.findChild(QToolButton, "showRail")).isVisible()


def test_a_small_window_has_narrower_columns_unless_they_were_dragged(
    page: SendPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.columns.sizes()[:2] == list(LARGE))
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: page.columns.sizes()[:2] == list(SMALL))
    page.resize(1400, 700)
    qtbot.waitUntil(lambda: page.columns.sizes()[:2] == list(LARGE))
    dragged = [180, 500, 1400 - 682]
    page.columns.setSizes(dragged)
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: page.columns.width() <= 1100)
    assert page.columns.sizes()[:2] == dragged[:2]


def test_a_button_swaps_rail_and_results_where_there_is_not(page: SendPage, qtbot: QtBot) -> None:
    page.resize(600, 700)
    toggle = present(page.findChild(QToolButton, "showRail"))
    qtbot.waitUntil(lambda: toggle.isVisible() and not page.rail.isVisible())
    assert page.results.isVisible() and toggle.accessibleName()
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert page.rail.isVisible() and not page.results.isVisible()
    page.rail.presets.chosen.emit(1)  # what was sent is seen again
    assert page.results.isVisible() and not page.rail.isVisible()
    page.resize(1400, 700)
    qtbot.waitUntil(page.rail.isVisible)


def test_names_have_as_many_letters_in_larger_text(qtbot: QtBot) -> None:
    page = SendPage(Theme(resource(""), scale=1.5))
    qtbot.addWidget(page)
    page.resize(1900, 900)
    page.fill()
    page.show()
    qtbot.waitUntil(lambda: page.rail.width() >= 1.5 * 168)
