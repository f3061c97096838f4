from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.core.message.confirmation import Confirmation
from gui.core.message.draft import (
    DraftProblem,
    LeftOut,
    MagicNumbers,
    MissingParams,
    Problem,
    UnknownColumns,
)
from gui.panels.sending.send_panel import SendPanel
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import Theme
from gui.words.message import draft
from tests.present import present


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Iterator[SendPanel]:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QPlainTextEdit())
    panel = SendPanel(theme)
    column.addWidget(panel)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield panel


def send(panel: SendPanel) -> QPushButton:
    return present(panel.findChild(QPushButton, "send"))


def said(panel: SendPanel) -> str:
    return present(panel.findChild(QLabel, "sendProblem")).text()


def test_the_button_carries_the_count(panel: SendPanel) -> None:
    panel.show_ready(1204, (), AccountKind.SANDBOX, Confirmation.NONE)

    assert send(panel).text().replace("&", "") == "Send 1,204 message(s)"
    assert send(panel).isEnabled()


def test_what_is_shown_first_has_three_dots(panel: SendPanel) -> None:
    panel.show_ready(2, ())
    assert send(panel).text().endswith("…")


def test_what_is_missing_stands_beside_it_and_it_can_be_pressed_all_the_same(
    qtbot: QtBot, panel: SendPanel
) -> None:
    problems: list[Problem] = [
        DraftProblem.NO_TEMPLATE,
        MissingParams(("code", "time")),
        DraftProblem.NO_NUMBERS,
    ]
    panel.show_ready(0, problems)

    assert said(panel) == "Still missing: template, code, time, recipients"
    with qtbot.waitSignal(panel.submitted):
        send(panel).click()


def test_what_is_wrong_is_said_first_where_nothing_is_missing(panel: SendPanel) -> None:
    problems: list[Problem] = [UnknownColumns(("city",)), DraftProblem.EXTEND_CODE]
    panel.show_ready(3, problems)

    assert said(panel) == draft.problem(problems[0]) and "{{city}}" in said(panel)
    every = "\n".join(draft.problem(problem) for problem in problems)
    assert send(panel).accessibleDescription() == every


def test_magic_numbers_are_named(panel: SendPanel) -> None:
    panel.show_ready(4, [MagicNumbers(tuple(f"1380000040{n}" for n in range(5)))])
    assert "13800000400, 13800000401, 13800000402 (2 more)" in said(panel)


def test_while_a_run_is_on_nothing_that_is_typed_could_help(panel: SendPanel) -> None:
    panel.show_ready(3, [DraftProblem.NO_TEMPLATE, DraftProblem.RUN_UNDER_WAY])
    assert not send(panel).isEnabled()
    assert said(panel) == draft.problem(DraftProblem.RUN_UNDER_WAY)


def test_fewer_messages_than_valid_numbers_are_explained(panel: SendPanel) -> None:
    left_out = LeftOut(blocked=1, missing=2, columns=("code",))
    panel.show_ready(3, (), AccountKind.SANDBOX, Confirmation.NONE, left_out)
    assert said(panel).splitlines()[1] == (
        "Not sent to: 1 on the do-not-send list, 2 without a value for code"
    )


def test_missing_fields_are_emphasised_after_a_try_to_send(theme: Theme, panel: SendPanel) -> None:
    note = present(panel.findChild(QLabel, "sendProblem"))
    panel.show_ready(0, [DraftProblem.NO_NUMBERS])
    assert note.property("tone") == "secondary"
    panel.alarm()
    assert note.property("tone") == "danger"
    panel.show_ready(1, ())
    assert note.property("tone") == "secondary"
    panel.show_ready(0, [DraftProblem.NO_NUMBERS])
    assert note.property("tone") == "secondary"


FILLS = {
    AccountKind.ORDINARY: "accent",
    AccountKind.SANDBOX: "accent",
    AccountKind.PRODUCTION: "production-fill",
}


@pytest.mark.parametrize("kind", AccountKind)
def test_the_button_has_the_colour_of_the_account(
    theme: Theme, panel: SendPanel, kind: AccountKind
) -> None:
    panel.show_ready(3, (), kind)

    image = send(panel).grab().toImage()
    assert image.pixelColor(image.width() // 2, 4) == QColor(theme.scheme[FILLS[kind]])


def test_the_button_is_grey_while_something_is_missing(theme: Theme, panel: SendPanel) -> None:
    panel.show_ready(3, [DraftProblem.NO_SIGN])
    image = send(panel).grab().toImage()
    assert image.pixelColor(image.width() // 2, 4) == QColor(theme.scheme["hover"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_control_enter_sends_out_of_a_text(qtbot: QtBot, panel: SendPanel, key: Qt.Key) -> None:
    edit = present(panel.window().findChild(QPlainTextEdit))
    edit.setFocus()
    panel.show_ready(3, ())

    with qtbot.waitSignal(panel.submitted):
        QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)

    assert edit.toPlainText() == ""
