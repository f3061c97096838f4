import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from gui.panels.results.first_start import FirstStart
from gui.panels.theme.theme import Theme
from gui.resource import resource
from tests.present import present


@pytest.fixture
def card(qtbot: QtBot) -> FirstStart:
    card = FirstStart(Theme(resource("")))
    qtbot.addWidget(card)
    card.show()
    return card


def offered(card: FirstStart) -> set[str]:
    return {button.objectName() for button in card.findChildren(QPushButton) if button.isVisible()}


def test_the_sandbox_offers_an_example(qtbot: QtBot, card: FirstStart) -> None:
    assert offered(card) == {"sendExample", "addAccount"}
    with qtbot.waitSignal(card.example_requested):
        present(card.findChild(QPushButton, "sendExample")).click()


def test_an_account_that_reaches_phones_is_named_and_offers_no_example(
    qtbot: QtBot, card: FirstStart
) -> None:
    card.show_account("小饭桌 <b>", sandbox=False)
    assert "小饭桌 <b>" in present(card.findChild(QLabel, "firstStartTitle")).text()
    assert offered(card) == {"beginMessage", "trySandbox"}
    with qtbot.waitSignal(card.sandbox_requested):
        present(card.findChild(QPushButton, "trySandbox")).click()
    with qtbot.waitSignal(card.compose_requested):
        present(card.findChild(QPushButton, "beginMessage")).click()
    card.show_account("Sandbox", sandbox=True)
    assert offered(card) == {"sendExample", "addAccount"}


@pytest.mark.parametrize("sandbox", [True, False])
def test_a_small_window_shows_all_steps_without_scrolling(card: FirstStart, sandbox: bool) -> None:
    card.show_account("Shop", sandbox=sandbox)
    card.resize(500, 494)  # beside the form, in 1092 by 614
    assert present(card.findChild(QScrollArea)).verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("sandbox", [True, False])
def test_its_two_buttons_are_of_one_height(card: FirstStart, sandbox: bool) -> None:
    card._theme.apply()
    card.show_account("Shop", sandbox=sandbox)
    card.resize(600, 700)
    buttons = [button for button in card.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == 2
    assert len({button.height() for button in buttons}) == 1
