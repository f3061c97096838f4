import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from gui.panels.results.first_start import FirstStart
from gui.panels.theme.theme import Theme
from gui.resource import resource


@pytest.fixture
def card(qtbot):
    card = FirstStart(Theme(resource("")))
    qtbot.addWidget(card)
    card.show()
    return card


def offered(card):
    return {button.objectName() for button in card.findChildren(QPushButton) if button.isVisible()}


def test_the_sandbox_offers_an_example(qtbot, card):
    assert offered(card) == {"sendExample", "addAccount"}
    with qtbot.waitSignal(card.example_requested):
        card.findChild(QPushButton, "sendExample").click()


def test_an_account_that_reaches_phones_is_named_and_offers_no_example(qtbot, card):
    card.show_account("小饭桌 <b>", sandbox=False)
    assert "小饭桌 <b>" in card.findChild(QLabel, "firstStartTitle").text()
    assert offered(card) == {"beginMessage", "trySandbox"}
    with qtbot.waitSignal(card.sandbox_requested):
        card.findChild(QPushButton, "trySandbox").click()
    with qtbot.waitSignal(card.compose_requested):
        card.findChild(QPushButton, "beginMessage").click()
    card.show_account("Sandbox", sandbox=True)
    assert offered(card) == {"sendExample", "addAccount"}
