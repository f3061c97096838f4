import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.core.accounts.account import Account
from gui.core.message.draft import DraftProblem, UnknownColumns
from gui.core.sending.progress import (
    RunAction,
    RunLabel,
    RunPhase,
    RunProgress,
    SendState,
    StateCounts,
    StopCause,
    StopCauseKind,
    UnfinishedRun,
)
from gui.panels.sending.send_bar import SendBar, SendPanel
from gui.panels.theme.colours import AccountKind
from gui.words.message import draft
from gui.words.sending import progress as words

HALF = StateCounts(queued=689, submitting=3, accepted=509, rejected=2, undelivered=1)
SENDING = SendState(
    RunProgress(1, HALF, RunPhase.SENDING), actions=frozenset({RunAction.PAUSE, RunAction.STOP})
)
PAUSED = SendState(
    RunProgress(1, HALF, RunPhase.PAUSED), actions=frozenset({RunAction.RESUME, RunAction.STOP})
)


@pytest.fixture
def bar(qtbot, theme):
    bar = SendBar(theme)
    qtbot.addWidget(bar)
    bar.resize(900, 60)
    bar.show()
    return bar


def button(widget, name) -> QPushButton:
    return widget.findChild(QPushButton, name)


def enabled(bar) -> set[str]:
    return {name for name in ("pause", "resume", "stop") if button(bar, name).isEnabled()}


def standing(progress=None, *acts, **more) -> SendState:
    return SendState(progress, actions=frozenset(acts), **more)


def leftover(account, queued=3) -> UnfinishedRun:
    progress = RunProgress(2, StateCounts(queued=queued, accepted=1), RunPhase.INTERRUPTED)
    return UnfinishedRun(progress, RunLabel(account, "阿里云", "SMS_2"), 1_700_000_000_000)


@pytest.mark.parametrize(
    ("acts", "names"),
    [
        ((), set()),
        ((RunAction.PAUSE, RunAction.STOP), {"pause", "stop"}),
        ((RunAction.RESUME, RunAction.STOP), {"resume", "stop"}),
        ((RunAction.RESUME, RunAction.GIVE_UP), {"resume"}),
    ],
)
def test_a_button_is_enabled_when_it_would_do_something(bar, acts, names):
    bar.show_state(standing(None, *acts))

    assert enabled(bar) == names
    assert button(bar, "giveUp").isVisible() is (RunAction.GIVE_UP in acts)


def test_a_run_that_is_being_prepared_is_not_the_one_before(bar):
    about = RunLabel(Account("Shop", "LTAI-shop", production=True), "阿里云", "SMS_1")
    before = RunProgress(1, HALF, RunPhase.FINISHED)
    bar.show_state(standing(before, RunAction.PAUSE, RunAction.STOP, preparing=True, label=about))

    text = bar.findChild(QLabel, "progressText").text()
    assert text == "Getting ready to send … · “Shop” (production) · 阿里云 · SMS_1"
    assert bar.findChild(QProgressBar, "progress").value() == 0


def test_the_run_that_resuming_goes_on_with_is_named(bar):
    left = leftover(Account("Shop", "LTAI-shop"))
    bar.show_state(
        standing(RunProgress(1, HALF, RunPhase.FINISHED), RunAction.RESUME, unfinished_run=left)
    )

    first, second = bar.findChild(QLabel, "progressText").text().splitlines()
    assert first.startswith("Finished")
    assert second == words.unfinished(left)


def test_a_run_is_shown_in_numbers(bar):
    about = RunLabel(Account("Sandbox", "key", sandbox=True), "阿里云", "SMS_1")
    progress = RunProgress(1, HALF, RunPhase.SENDING, rate=38.2, seconds_left=18)
    bar.show_state(standing(progress, label=about))

    progress = bar.findChild(QProgressBar, "progress")
    assert (progress.value(), progress.maximum()) == (512, 1204)
    assert progress.accessibleName()
    text = bar.findChild(QLabel, "progressText").text()
    said = "512 / 1,204 · 38/s · 18 s left · 3 failed · 0 unknown"
    assert text == f"{said} · Sandbox · 阿里云 · SMS_1"


def test_without_a_run_the_bar_is_still(bar):
    bar.show_state(SENDING)
    bar.show_state(SendState())

    progress = bar.findChild(QProgressBar, "progress")
    assert progress.maximum() > 0, "a range of nothing would be a busy bar"
    assert progress.value() == 0


def test_the_cause_stands_in_the_tool_tip(bar):
    progress = RunProgress(1, HALF, RunPhase.PAUSED, cause=StopCause(StopCauseKind.NETWORK))
    bar.show_state(standing(progress))

    text = bar.findChild(QLabel, "progressText")
    assert "cannot be reached" in text.toolTip()
    assert text.accessibleDescription() == text.toolTip()


def test_the_buttons_say_what_was_pressed(qtbot, bar):
    bar.show_state(SENDING)
    with qtbot.waitSignal(bar.paused):
        QTest.keyClick(button(bar, "pause"), Qt.Key.Key_Space)
    bar.show_state(PAUSED)
    with qtbot.waitSignal(bar.resumed):
        QTest.keyClick(button(bar, "resume"), Qt.Key.Key_Space)
    with qtbot.waitSignal(bar.stopped):
        QTest.keyClick(button(bar, "stop"), Qt.Key.Key_Space)


def test_the_keyboard_goes_from_pause_to_resume_and_back(qtbot, bar):
    bar.activateWindow()
    bar.show_state(SENDING)
    button(bar, "pause").setFocus()
    qtbot.waitUntil(button(bar, "pause").hasFocus)

    bar.show_state(PAUSED)
    assert button(bar, "resume").hasFocus()

    bar.show_state(SENDING)
    assert button(bar, "pause").hasFocus()


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
