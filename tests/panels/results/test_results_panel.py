import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.core.sending.progress import RunAction, StateCounts, StopCause, StopCauseKind
from gui.core.sending.run_card import CardPhase, FailureGroup, Reason, RecipientResult, RunCard
from gui.core.sending.state import RecipientState
from gui.panels.results.results_panel import ResultsPanel
from gui.panels.results.run_card import RunCardView
from gui.panels.theme.theme import Theme
from gui.panels.widgets.elided_label import ElidedLabel
from tests.present import present

NOW = int(time.time() * 1000)
DAY = 24 * 3_600_000
OFF = Reason("MOBILE_NOT_ON_SERVICE", meaning="Switched off", remedy="Switch it on")
ROWS = (
    RecipientResult(3, "139****0003", RecipientState.UNDELIVERED, OFF, "iPhone", NOW, 12),
    RecipientResult(1, "139****0001", RecipientState.DELIVERED, accepted_at=NOW, seconds=5),
)
DONE = RunCard(
    run_id=2,
    created_at=NOW,
    account_label="Sandbox",
    sandbox=True,
    sign_name="阿里云",
    template_code="SMS_1",
    template_name="Login code",
    example="【阿里云】1234",
    counts=StateCounts(undelivered=1, delivered=1),
    rows=ROWS,
    slowest=5,
    resendable=1,
    repeatable=True,
)
OLDER = replace(DONE, run_id=1, created_at=NOW - DAY)
LARGE = replace(
    DONE,
    counts=StateCounts(queued=760, accepted=121, undelivered=9, delivered=1102, rejected=8),
    rows=(),
    groups=(FailureGroup(RecipientState.UNDELIVERED, OFF, 9),),
)
SENDING = replace(
    LARGE,
    phase=CardPhase.SENDING,
    actions=frozenset({RunAction.PAUSE, RunAction.STOP}),
    rate=40.0,
    seconds_left=19,
)
STOPPED = replace(
    LARGE, phase=CardPhase.STOPPED, actions=frozenset({RunAction.RESUME, RunAction.GIVE_UP})
)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ResultsPanel:
    panel = ResultsPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(640, 800)
    panel.show()
    return panel


def shown(panel: ResultsPanel) -> set[str]:
    buttons = panel.findChildren(QPushButton)
    return {one.objectName() for one in buttons if one.isVisible() and one.isEnabled()}


def button(panel: ResultsPanel, name: str) -> QPushButton:
    found = [one for one in panel.findChildren(QPushButton, name) if one.isVisible()]
    return found[0]


def views(panel: ResultsPanel) -> list[RunCardView]:
    return sorted(panel.findChildren(RunCardView), key=lambda view: view.y())


def test_before_anything_was_sent_the_sandbox_is_offered(qtbot: QtBot, panel: ResultsPanel) -> None:
    panel.show_cards(())

    with qtbot.waitSignal(panel.example_requested):
        button(panel, "sendExample").click()
    with qtbot.waitSignal(panel.add_account_requested):
        button(panel, "addAccount").click()
    panel.show_cards([DONE])
    assert not {"sendExample", "addAccount"} & shown(panel)


def test_the_newest_is_open_and_the_others_are_folded(panel: ResultsPanel) -> None:
    panel.show_cards([DONE, OLDER])

    assert [view.is_open for view in views(panel)] == [True, False]
    newer = replace(DONE, run_id=3)
    panel.show_cards([newer, DONE, OLDER])
    assert [view.is_open for view in views(panel)] == [True, False, False]


def test_each_card_is_one_child_that_says_all(panel: ResultsPanel) -> None:
    panel.show_cards([DONE, OLDER])

    page = present(panel.findChild(QWidget, "runCards"))
    children = [one for one in page.children() if isinstance(one, QWidget)]
    assert [child.accessibleName() for child in children] == [
        view.accessibleName() for view in views(panel)
    ]
    said = children[0].accessibleName()
    assert "Login code · 1 undelivered · 1 delivered · slowest 5 s" in said


def test_a_failed_row_says_why_and_what_helps_and_is_selected(panel: ResultsPanel) -> None:
    panel.show_cards([DONE])

    rows = [one for one in panel.findChildren(QWidget) if "139****" in one.accessibleName()]
    assert rows[0].accessibleName() == (
        "iPhone 139****0003, Undelivered, 12 s, Switched off, Switch it on"
    )
    assert rows[0].property("current") == "true"
    assert rows[1].property("current") == "false"


def test_a_card_changes_in_place_and_keeps_the_focus(qtbot: QtBot, panel: ResultsPanel) -> None:
    waiting = replace(
        DONE,
        counts=StateCounts(accepted=2),
        phase=CardPhase.WAITING,
        rows=tuple(replace(row, state=RecipientState.ACCEPTED, seconds=None) for row in ROWS),
    )
    panel.activateWindow()
    panel.show_cards([waiting])
    (view,) = views(panel)
    again = button(panel, "sendAgain")
    again.setFocus()
    qtbot.waitUntil(again.hasFocus)

    panel.show_cards([DONE])
    assert views(panel) == [view]
    assert again.hasFocus()


def test_the_card_of_a_run_being_prepared_becomes_that_of_the_run(panel: ResultsPanel) -> None:
    begun = replace(DONE, run_id=0, phase=CardPhase.PREPARING, counts=StateCounts(), rows=())
    panel.show_cards([begun, OLDER])
    view = views(panel)[0]
    panel.show_cards([replace(SENDING, run_id=7), OLDER])

    assert views(panel)[0] is view
    assert view.card.run_id == 7


@pytest.mark.parametrize(
    ("card", "names"),
    [
        (DONE, {"sendAgain", "editAgain", "resendFailed", "keepAsPreset"}),
        (replace(DONE, resendable=0, repeatable=False), set()),
        (
            replace(DONE, resendable=0, repeatable=False, counts=StateCounts(unknown=1)),
            {"lookUpUnknown"},
        ),
        (replace(SENDING, counts=StateCounts(queued=1, unknown=1)), {"pause", "stop"}),
        (SENDING, {"pause", "stop"}),
        (
            replace(
                SENDING,
                phase=CardPhase.PAUSED,
                actions=frozenset({RunAction.RESUME, RunAction.STOP}),
            ),
            {"resume", "stop"},
        ),
        (replace(SENDING, phase=CardPhase.STOPPING, actions=frozenset()), set()),
        (STOPPED, {"resume", "giveUp"}),
    ],
)
def test_a_button_is_shown_only_while_it_applies(
    panel: ResultsPanel, card: RunCard, names: set[str]
) -> None:
    panel.show_cards([card])

    assert shown(panel) == names


def test_a_stopped_run_says_what_remains_and_offers_it_first(panel: ResultsPanel) -> None:
    panel.show_cards([replace(STOPPED, cause=StopCause(StopCauseKind.NETWORK))])

    assert button(panel, "resume").text() == "Resume: send 760 more"
    assert button(panel, "resume").property("role") == "primary"
    assert button(panel, "giveUp").text() == "Cancel the remaining 760"
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    (note,) = [text for text in said if text.startswith("Stopped: 760 are not sent yet")]
    assert "cannot be reached" in note


def test_a_run_under_way_is_shown_in_numbers(panel: ResultsPanel) -> None:
    panel.show_cards([SENDING])

    bar = present(panel.findChild(QProgressBar, "progress"))
    assert (bar.value(), bar.maximum()) == (1240, 2000)
    assert bar.accessibleName()
    text = present(panel.findChild(QLabel, "progressText")).text()
    assert text.startswith("Sending · 1,240 / 2,000 submitted · 9 undelivered · 8 rejected")
    assert text.endswith("40 a second · about 19 s left")


def test_the_keyboard_goes_from_pause_to_resume_and_back(qtbot: QtBot, panel: ResultsPanel) -> None:
    paused = replace(
        SENDING, phase=CardPhase.PAUSED, actions=frozenset({RunAction.RESUME, RunAction.STOP})
    )
    panel.activateWindow()
    panel.show_cards([SENDING])
    button(panel, "pause").setFocus()
    qtbot.waitUntil(lambda: button(panel, "pause").hasFocus())

    panel.show_cards([paused])
    assert button(panel, "resume").hasFocus()
    panel.show_cards([SENDING])
    assert button(panel, "pause").hasFocus()


def test_the_buttons_say_which_run_is_meant(qtbot: QtBot, panel: ResultsPanel) -> None:
    panel.show_cards([DONE])
    for name, signal in (("sendAgain", panel.repeated), ("editAgain", panel.edited)):
        with qtbot.waitSignal(signal) as said:
            QTest.keyClick(button(panel, name), Qt.Key.Key_Space)
        assert said.args == [2]
    with qtbot.waitSignal(panel.resend_requested) as said:
        button(panel, "resendFailed").click()
    assert said.args == [2, None]
    panel.show_cards([replace(DONE, counts=StateCounts(unknown=1))])
    with qtbot.waitSignal(panel.look_up_requested):
        button(panel, "lookUpUnknown").click()
    panel.show_cards([STOPPED])
    for name, signal in (("resume", panel.resumed), ("giveUp", panel.given_up)):
        with qtbot.waitSignal(signal) as said:
            button(panel, name).click()
        assert said.args == [2]


def test_a_reason_of_a_large_run_leads_to_the_history(qtbot: QtBot, panel: ResultsPanel) -> None:
    panel.show_cards([STOPPED])
    (row,) = [
        one for one in panel.findChildren(QWidget) if "9 undelivered," in one.accessibleName()
    ]

    with qtbot.waitSignal(panel.history_requested) as said:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert said.args == [2, RecipientState.UNDELIVERED]


def test_enter_folds_and_unfolds(panel: ResultsPanel) -> None:
    panel.show_cards([DONE])
    row = next(one for one in panel.findChildren(QWidget) if "iPhone" in one.accessibleName())

    QTest.keyClick(row, Qt.Key.Key_Return)
    assert not views(panel)[0].is_open
    panel.show_cards([replace(DONE, slowest=6)])
    assert not views(panel)[0].is_open, "what the operator chose stays"


def test_seconds_are_counted_until_the_receipt(panel: ResultsPanel) -> None:
    now = int(time.time() * 1000)  # NOW may be long ago: a whole run takes half an hour
    row = replace(ROWS[1], state=RecipientState.ACCEPTED, seconds=None, accepted_at=now - 3_000)
    panel.show_cards(
        [replace(DONE, counts=StateCounts(accepted=1), rows=(row,), phase=CardPhase.WAITING)]
    )
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "waiting for receipts" in said
    assert any(text.endswith(" s") and text[0].isdigit() for text in said)


def test_runs_of_other_days_stand_below_their_day(panel: ResultsPanel) -> None:
    panel.show_cards([DONE, replace(OLDER, run_id=4, created_at=NOW - 1), OLDER])

    headings = [
        label.text()
        for label in panel.findChildren(QLabel)
        if label.property("role") == "heading" and label.isVisible()
    ]
    # A minute after midnight the run before was yesterday, too.
    assert headings[-1] == "Yesterday"


def test_a_run_is_kept_as_a_preset(qtbot: QtBot, panel: ResultsPanel) -> None:
    panel.show_cards([DONE])
    with qtbot.waitSignal(panel.kept) as asked:
        button(panel, "keepAsPreset").click()
    assert asked.args == [DONE.run_id, "Login code"]


def test_a_folded_card_has_few_widgets_and_comes_back_whole(
    qtbot: QtBot, panel: ResultsPanel
) -> None:
    """Each widget, seen or not, is styled anew when the theme changes."""
    many = tuple(replace(ROWS[1], id=id) for id in range(20))
    done = replace(DONE, rows=many, counts=StateCounts(delivered=20))
    panel.show_cards([done])
    (view,) = views(panel)
    opened = len(view.findChildren(QWidget))
    fold = present(view.findChild(QToolButton, "foldCard"))
    for _ in range(2):
        fold.click()
        assert not view.is_open
        qtbot.waitUntil(lambda: len(view.findChildren(QWidget)) < opened / 4)
        assert fold.isVisible() and shown(panel) == set()
        fold.click()
        assert len(view.findChildren(QWidget)) == opened
        assert "sendAgain" in shown(panel)


def test_a_run_under_way_keeps_its_controls_when_it_is_folded(panel: ResultsPanel) -> None:
    panel.show_cards([SENDING])
    (view,) = views(panel)
    present(view.findChild(QToolButton, "foldCard")).click()
    assert {"pause", "stop"} <= shown(panel)


@pytest.mark.parametrize(("width", "spelled"), [(900, True), (580, False)])
def test_the_buttons_of_a_card_have_one_row(
    qtbot: QtBot, panel: ResultsPanel, width: int, spelled: bool
) -> None:
    panel.resize(width, 600)
    panel.show_cards([DONE])
    QApplication.processEvents()
    names = ("sendAgain", "editAgain", "resendFailed", "keepAsPreset")
    assert len({button(panel, name).y() for name in names}) == 1
    history = present(panel.findChild(QToolButton, "showRunInHistory"))
    worded = history.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextOnly
    assert (worded, history.accessibleName()) == (spelled, "See in history")


class LayoutRequests(QObject):
    """Counts how often anything of a widget is laid out anew."""

    def __init__(self, whole: QWidget) -> None:
        super().__init__()
        self.count = 0
        for widget in (whole, *whole.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self.count += watched.layout() is not None  # without one nothing comes of it
        return False


def test_numbers_that_move_lay_nothing_out_anew(panel: ResultsPanel) -> None:
    panel.show_cards([SENDING, OLDER])
    requests = LayoutRequests(panel)
    before = -1
    while requests.count != before:
        before = requests.count
        QApplication.processEvents()
    for sent in range(1, 20):
        counts = replace(SENDING.counts, queued=760 - sent, accepted=121 + sent)
        panel.show_cards([replace(SENDING, counts=counts, rate=40.0 + sent), OLDER])
        QApplication.processEvents()

    assert requests.count == before
    text = present(panel.findChild(QLabel, "progressText")).text()
    assert "1,259" in text


def test_a_number_that_grows_gets_its_room(panel: ResultsPanel) -> None:
    panel.show_cards([replace(SENDING, counts=StateCounts(queued=995, accepted=5))])
    QApplication.processEvents()
    panel.show_cards([replace(SENDING, counts=StateCounts(queued=0, accepted=1_000_000))])
    QApplication.processEvents()

    for label in panel.findChildren(QLabel):
        if label.isVisible() and label.text() and label.property("role") == "figure":
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
    line = present(panel.findChild(QLabel, "progressText"))
    assert line.width() >= line.minimumSizeHint().width()


def test_the_buttons_of_a_card_stand_in_one_row_at_every_width(panel: ResultsPanel) -> None:
    panel.show_cards([DONE])
    names = ("sendAgain", "editAgain", "resendFailed", "keepAsPreset")
    least = sum(button(panel, name).sizeHint().width() for name in names) + 180
    for width in range(least, least + 160, 2):
        panel.resize(width, 600)
        QApplication.processEvents()
        assert len({button(panel, name).y() for name in names}) == 1, width


def test_in_a_narrow_row_the_name_is_whole(panel: ResultsPanel) -> None:
    panel.show_cards([DONE])
    name = next(one for one in panel.findChildren(ElidedLabel) if one.text() == "iPhone")
    for width in (900, 440, 330):
        panel.resize(width, 600)
        QApplication.processEvents()
        assert name.width() >= name.fontMetrics().horizontalAdvance("iPhone"), width
