import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from gui.core.message.draft import DraftProblem, UnknownColumns
from gui.panels.sending.send_panel import SendPanel
from gui.panels.theme.colours import AccountKind
from gui.words.message import draft


def button(widget, name) -> QPushButton:
    return widget.findChild(QPushButton, name)


@pytest.fixture
def panel(qtbot, theme):
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QPlainTextEdit())
    panel = SendPanel(theme)
    column.addWidget(panel)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield panel


def test_the_button_carries_the_count(panel):
    panel.show_ready(1204, ())

    assert button(panel, "send").text().replace("&", "").startswith("Send 1,204 ")
    assert button(panel, "send").isEnabled()
    assert panel.findChild(QLabel, "sendProblem").text() == ""


THREE_PROBLEMS: list[DraftProblem | UnknownColumns] = [
    DraftProblem.NO_SIGN,
    DraftProblem.NO_NUMBERS,
    UnknownColumns(("city",)),
]


def test_it_says_why_it_is_disabled(panel):
    panel.show_ready(0, THREE_PROBLEMS)

    send, problem = button(panel, "send"), panel.findChild(QLabel, "sendProblem")
    assert not send.isEnabled()
    sentences = [draft.problem(each) for each in THREE_PROBLEMS]
    assert problem.text() == f"{sentences[0]} (and 2 more)"
    assert problem.toolTip() == "\n".join(sentences)
    assert "{{city}}" in sentences[2]
    assert send.accessibleDescription() == problem.toolTip()


def test_numbers_alone_are_not_enough(panel):
    panel.show_ready(3, [DraftProblem.NO_SIGN])

    assert not button(panel, "send").isEnabled()
    assert "3" in button(panel, "send").text()


def test_a_problem_that_is_mended_is_gone(panel):
    panel.show_ready(0, [DraftProblem.NO_NUMBERS])
    panel.show_ready(1, ())

    assert panel.findChild(QLabel, "sendProblem").text() == ""
    assert button(panel, "send").accessibleDescription() == ""
    assert button(panel, "send").isEnabled()


FILLS = {
    AccountKind.ORDINARY: "accent",
    AccountKind.SANDBOX: "accent",
    AccountKind.PRODUCTION: "production-fill",
}


@pytest.mark.parametrize("kind", AccountKind)
def test_the_button_has_the_colour_of_the_account(theme, panel, kind):
    panel.show_ready(3, (), kind)

    image = button(panel, "send").grab().toImage()
    assert image.pixelColor(image.width() // 2, 4) == QColor(theme.scheme[FILLS[kind]])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_control_enter_sends_out_of_a_text(qtbot, panel, key):
    edit = panel.window().findChild(QPlainTextEdit)
    edit.setFocus()
    panel.show_ready(3, ())

    with qtbot.waitSignal(panel.submitted):
        QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)

    assert edit.toPlainText() == ""


def test_control_enter_sends_nothing_while_there_is_a_problem(qtbot, panel):
    panel.show_ready(3, [DraftProblem.NO_SIGN])

    with qtbot.assertNotEmitted(panel.submitted):
        QTest.keyClick(panel.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
