from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.message.draft import OUT_ID_MAX, DraftProblem
from gui.core.message.fields import SendMode
from gui.panels.message.options_panel import OptionsPanel
from gui.panels.theme.theme import Theme
from gui.words.message import draft
from tests.present import present
from tests.wheel import turn_wheel


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> OptionsPanel:
    panel = OptionsPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(500, 300)
    panel.show()
    return panel


def text(panel: OptionsPanel, name: str) -> str:
    label = present(panel.findChild(QLabel, name))
    return label.text() if label.isVisible() else ""


def test_it_begins_folded_with_nothing_set(panel: OptionsPanel) -> None:
    assert not present(panel.findChild(QLineEdit, "outId")).isVisible()
    assert (panel.out_id(), panel.up_extend_code(), panel.mode()) == ("", "", SendMode.ONE_BY_ONE)
    assert text(panel, "optionsNote") == "One by one"


def test_the_heading_opens_and_folds_it(panel: OptionsPanel) -> None:
    fold = present(panel.findChild(QToolButton, "showOptions"))
    fold.click()
    assert present(panel.findChild(QLineEdit, "outId")).isVisible()
    fold.click()
    assert not present(panel.findChild(QLineEdit, "outId")).isVisible()


def test_the_folded_heading_says_what_is_set(panel: OptionsPanel) -> None:
    panel.set_out_id("x" * 200)
    panel.set_up_extend_code("12")
    panel.set_mode(SendMode.BATCHED)
    note = text(panel, "optionsNote")
    assert note.startswith("Batched · OutId xxx") and note.endswith("… · extension 12")
    assert len(note) < 60
    panel.set_open(True)
    assert text(panel, "optionsNote") == ""


def test_values_are_read_without_blanks_around_them(panel: OptionsPanel) -> None:
    panel.set_out_id(" order-1 ")
    present(panel.findChild(QLineEdit, "smsUpExtendCode")).setText(" 0012 ")
    assert (panel.out_id(), panel.up_extend_code()) == ("order-1", "0012")
    assert not text(panel, "smsUpExtendCodeNote")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("x" * (OUT_ID_MAX + 1), DraftProblem.OUT_ID_LONG),
        ("a\tb", DraftProblem.OUT_ID_CHARACTERS),
        ("a\u2028b", DraftProblem.OUT_ID_CHARACTERS),
    ],
)
def test_a_wrong_out_id_is_said_under_its_field_and_unfolds_it(
    panel: OptionsPanel, value: str, problem: DraftProblem
) -> None:
    panel.set_out_id(value)
    assert present(panel.findChild(QLineEdit, "outId")).isVisible()
    assert panel.out_id() == value
    assert text(panel, "outIdNote") == draft.problem(problem)
    panel.set_out_id("x" * OUT_ID_MAX)
    assert text(panel, "outIdNote") == ""


@pytest.mark.parametrize("value", ["a b", "订单 001", "é" * OUT_ID_MAX, "𠮷-1"])
def test_an_out_id_of_any_letters_is_taken(panel: OptionsPanel, value: str) -> None:
    panel.set_out_id(value)
    assert text(panel, "outIdNote") == ""
    assert panel.out_id() == value


@pytest.mark.parametrize("value", ["12x", "１２", "-1", "1 2"])
def test_a_wrong_extension_code_is_said_under_its_field(panel: OptionsPanel, value: str) -> None:
    panel.set_up_extend_code(value)
    assert text(panel, "smsUpExtendCodeNote") == draft.problem(DraftProblem.EXTEND_CODE)
    assert text(panel, "outIdNote") == ""


def test_the_way_of_sending_is_explained(panel: OptionsPanel) -> None:
    panel.set_open(True)
    assert text(panel, "sendModeNote") == draft.mode_note(SendMode.ONE_BY_ONE)
    panel.set_mode(SendMode.BATCHED)
    assert panel.mode() is SendMode.BATCHED
    assert text(panel, "sendModeNote") == draft.mode_note(SendMode.BATCHED)


@pytest.mark.parametrize(
    "change",
    [
        lambda panel: panel.set_out_id("a"),
        lambda panel: panel.set_up_extend_code("1"),
        lambda panel: panel.set_mode(SendMode.BATCHED),
    ],
)
def test_every_change_is_emitted(
    qtbot: QtBot, panel: OptionsPanel, change: Callable[..., Any]
) -> None:
    with qtbot.waitSignal(panel.changed):
        change(panel)


def test_folding_emits_no_change(qtbot: QtBot, panel: OptionsPanel) -> None:
    with qtbot.assertNotEmitted(panel.changed):
        panel.set_open(True)


def test_the_wheel_changes_nothing(panel: OptionsPanel) -> None:
    panel.set_open(True)
    turn_wheel(present(panel.findChild(QComboBox, "sendMode")))
    assert panel.mode() is SendMode.ONE_BY_ONE


def test_every_control_has_an_accessible_name(panel: OptionsPanel) -> None:
    for name in ("showOptions", "outId", "smsUpExtendCode", "sendMode"):
        control = present(panel.findChild(QWidget, name))
        assert QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name), name
