"""The details beside the history."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.core.sending.state import RecipientState
from gui.panels.history.details_panel import DetailsPanel
from gui.panels.theme.theme import Theme
from gui.words.history.details import EntryDetails
from gui.words.history.steps import Step

UNDELIVERED = EntryDetails(
    RecipientState.UNDELIVERED,
    "139****0003 — Undelivered",
    ("The carrier could not deliver it.", "Meaning: <switched off> & away"),
    (
        Step(RecipientState.SUBMITTING, "Submitted", "2026-11-27 14:08:22", "One by one"),
        Step(RecipientState.UNDELIVERED, "Receipt: Undelivered", "14:08:34", "MK:0001"),
    ),
    "【阿里云】1234",
    (("RequestId", "6A3F"), ("Parameters", '{"code":"<b>"}')),
)


@pytest.fixture
def details(qtbot: QtBot, theme: Theme) -> DetailsPanel:
    panel = DetailsPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(340, 500)
    panel.show()
    return panel


def test_all_details_are_listed_in_reading_order(details: DetailsPanel) -> None:
    details.show_details(UNDELIVERED)
    text = details.toPlainText()
    wanted = [
        "139****0003 — Undelivered",
        "could not deliver",
        "Meaning: <switched off> & away",
        "Submitted",
        "14:08:22",
        "One by one",
        "Receipt: Undelivered",
        "14:08:34",
        "MK:0001",
        "【阿里云】1234",
        "RequestId: 6A3F",
        'Parameters: {"code":"<b>"}',
    ]
    places = [text.find(one) for one in wanted]
    assert -1 not in places, text
    assert places == sorted(places)


def test_without_a_row_it_is_empty_and_says_what_to_do(details: DetailsPanel) -> None:
    details.show_details(UNDELIVERED)
    details.show_details(None)
    assert details.toPlainText() == ""
    assert details.placeholderText()


def test_they_are_selected_by_the_keyboard(details: DetailsPanel) -> None:
    details.show_details(UNDELIVERED)
    details.setFocus()
    QTest.keyClick(details, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert details.textCursor().selectedText() == UNDELIVERED.heading
    assert details.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_details_follow_the_colours_of_the_scheme(details: DetailsPanel, theme: Theme) -> None:
    details.show_details(UNDELIVERED)
    light = details.toHtml()
    theme.set_scheme(Qt.ColorScheme.Dark)
    assert details.toHtml() != light
    assert details.toPlainText().startswith(UNDELIVERED.heading)


def test_an_identifier_has_a_line_of_its_own(details: DetailsPanel) -> None:
    id = "8C0F0A2E-7B1D-4E55-9C36-2F1A7D9B4E60"
    details.show_details(replace(UNDELIVERED, facts=(("RequestId", id), ("BizId", "12^0"))))
    lines = details.toPlainText().splitlines()
    assert id in lines
    assert "BizId: 12^0" in lines
