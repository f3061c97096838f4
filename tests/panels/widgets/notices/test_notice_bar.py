import dataclasses
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.core.errors import FileFault, LedgerError
from gui.panels.theme.theme import Theme
from gui.panels.widgets.notices.notice_bar import (
    HELD_MOST,
    MARGIN,
    MOST,
    NARROWEST,
    WIDEST,
    NoticeBar,
)
from gui.words.errors import errors
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import sentence
from tests.present import present

PRESETS = NoticeKey(NoticeTopic.PRESETS)
FIRST_RUN, SECOND_RUN = (NoticeKey(NoticeTopic.UNFINISHED_RUN, run_id) for run_id in (1, 2))


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    bar = NoticeBar(theme, window)
    bar.anchor(window)
    qtbot.addWidget(window)
    window.resize(700, 400)
    window.show()
    window.activateWindow()
    present(window.findChild(QLineEdit)).setFocus()
    return window


@pytest.fixture
def bar(window: QWidget) -> NoticeBar:
    return present(window.findChild(NoticeBar, "messageBar"))


def said(bar: NoticeBar) -> str:
    return present(bar.findChild(QLabel, "messageText")).text() if bar.isVisible() else ""


def notice(
    severity: Severity,
    text: str,
    action: str = "",
    verb: Callable[[], None] | None = None,
    *,
    topic_key: NoticeKey | None = None,
    lasts: bool = False,
) -> Notice:
    said = sentence(str, text)
    return Notice(severity, said, sentence(str, action) if action else None, verb, topic_key, lasts)


def test_it_moves_nothing_and_lies_at_the_lower_edge(window: QWidget, bar: NoticeBar) -> None:
    empty, edit = window.sizeHint(), present(window.findChild(QLineEdit)).geometry()

    bar.show_notice(notice(Severity.ERROR, "No network. " * 30, topic_key=FIRST_RUN))

    assert (window.sizeHint(), present(window.findChild(QLineEdit)).geometry()) == (empty, edit)
    assert bar.geometry().bottom() == window.height() - 1 - MARGIN
    assert bar.width() == WIDEST
    text = present(bar.findChild(QLabel, "messageText"))
    assert text.height() >= text.heightForWidth(text.width())
    window.resize(400, 300)
    assert bar.geometry().bottom() == 300 - 1 - MARGIN
    assert bar.width() == 400 - 2 * MARGIN
    bar.withdraw(FIRST_RUN)
    assert not bar.isVisible()


@pytest.mark.parametrize("width", [320, 420, 500, 700])
def test_a_button_leaves_the_text_room_to_be_read(
    window: QWidget, bar: NoticeBar, width: int
) -> None:
    text = present(bar.findChild(QLabel, "messageText"))
    button = present(bar.findChild(QToolButton, "messageAction"))
    close = present(bar.findChild(QToolButton, "messageClose"))
    window.resize(width, 400)
    bar.show_notice(notice(Severity.INFORMATION, "Saved."))
    bar.show_notice(
        notice(Severity.ERROR, "A run has unknown results. " * 4, "Look up unknown results", print)
    )
    QApplication.processEvents()  # the layout

    assert text.width() >= min(NARROWEST, width - 150)
    assert text.height() >= text.heightForWidth(text.width())
    assert button.width() >= button.sizeHint().width()
    assert bar.rect().contains(button.mapTo(bar, button.rect().bottomRight()))
    assert bar.rect().contains(close.mapTo(bar, close.rect().bottomRight()))
    beside = button.mapTo(bar, button.rect().topLeft()).y() < text.geometry().bottom()
    assert beside == (width == 700)


@pytest.mark.parametrize("severity", Severity)
def test_a_notice_can_be_read(theme: Theme, bar: NoticeBar, severity: Severity) -> None:
    bar.show_notice(notice(severity, "<i>No network.</i>"))

    text = present(bar.findChild(QLabel, "messageText"))
    assert said(bar) == "<i>No network.</i>"
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    for widget in (bar, text):
        spoken = QAccessible.queryAccessibleInterface(present(widget)).text(QAccessible.Text.Name)
        assert spoken == "<i>No network.</i>"
    assert bar.grab().toImage().pixelColor(6, 6) == theme.colour("text")


def test_the_newest_error_wins_and_the_rest_waits(bar: NoticeBar) -> None:
    for severity, text in (
        (Severity.WARNING, "old warning"),
        (Severity.ERROR, "first error"),
        (Severity.ERROR, "second error"),
        (Severity.WARNING, "new warning"),
    ):
        bar.show_notice(notice(severity, text))

    seen = []
    while bar.isVisible():
        seen.append(said(bar))
        QTest.keyClick(bar, Qt.Key.Key_Escape)

    assert seen == ["second error", "first error", "new warning", "old warning"]


def test_the_number_of_waiting_notices_is_shown(bar: NoticeBar) -> None:
    more = present(bar.findChild(QLabel, "messageMore"))
    bar.show_notice(notice(Severity.ERROR, "one"))
    assert not more.isVisible()

    bar.show_notice(notice(Severity.ERROR, "two"))

    assert more.isVisible()
    assert "1" in more.text()


def test_the_same_text_is_not_repeated(bar: NoticeBar) -> None:
    for text in ("no network", "no disk", "no network"):
        bar.show_notice(notice(Severity.ERROR, text))

    assert said(bar) == "no network"
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert said(bar) == "no disk"
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_notice_is_replaced_and_withdrawn_by_its_key_whatever_it_says(bar: NoticeBar) -> None:
    bar.show_notice(notice(Severity.WARNING, "Unfinished.", topic_key=FIRST_RUN))
    bar.show_notice(notice(Severity.WARNING, "Unfinished.", topic_key=SECOND_RUN))
    bar.show_notice(notice(Severity.WARNING, "No network.", topic_key=SECOND_RUN))
    assert said(bar) == "No network."

    bar.withdraw(SECOND_RUN)
    assert said(bar) == "Unfinished."
    bar.withdraw(FIRST_RUN)
    assert not bar.isVisible()


def test_the_same_error_is_not_repeated(bar: NoticeBar) -> None:
    for fault in (FileFault.DISK_FULL, FileFault.IN_USE, FileFault.DISK_FULL):
        bar.show_notice(Notice(Severity.ERROR, sentence(errors.error, LedgerError(fault, "x.db"))))

    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isVisible()
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_notice_is_in_the_language_of_the_moment_it_is_shown(bar: NoticeBar) -> None:
    language = ["No network."]
    bar.show_notice(Notice(Severity.ERROR, sentence(language.__getitem__, 0)))
    bar.show_notice(notice(Severity.ERROR, "The disk is full."))
    language[0] = "没有网络。"

    QTest.keyClick(bar, Qt.Key.Key_Escape)

    assert said(bar) == "没有网络。"


def test_passing_notices_do_not_pile_up(bar: NoticeBar) -> None:
    bar.show_notice(notice(Severity.SUCCESS, "saved"))
    bar.show_notice(notice(Severity.INFORMATION, "copied"))

    assert said(bar) == "copied"
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_flood_is_bounded(bar: NoticeBar) -> None:
    for number in range(MOST + 5):
        bar.show_notice(notice(Severity.ERROR, f"error {number}"))

    closed = 0
    while bar.isVisible():
        QTest.keyClick(bar, Qt.Key.Key_Escape)
        closed += 1
    assert closed == MOST


def test_escape_closes_it_from_anywhere_in_the_window(
    qtbot: QtBot, window: QWidget, bar: NoticeBar
) -> None:
    bar.show_notice(notice(Severity.ERROR, "No network."))
    edit = present(window.findChild(QLineEdit))
    edit.setFocus()

    QTest.keyClick(edit, Qt.Key.Key_Escape)

    assert not bar.isVisible()


def test_the_close_button_closes_it(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.show_notice(notice(Severity.ERROR, "No network."))
    close = present(bar.findChild(QToolButton, "messageClose"))

    assert close.accessibleName()
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)

    assert not bar.isVisible()


def test_what_leaves_unasked_is_told(bar: NoticeBar) -> None:
    dropped = list[object]()
    bar.dropped.connect(dropped.append)
    saved, copied = notice(Severity.SUCCESS, "saved"), notice(Severity.INFORMATION, "copied")
    bar.show_notice(saved)
    bar.show_notice(saved)
    assert dropped == []
    bar.show_notice(copied)
    assert dropped == [saved.key]
    for _ in range(HELD_MOST + 1):
        bar.pass_by()
    assert dropped == [saved.key, copied.key]

    dropped.clear()
    many = [notice(Severity.ERROR, f"error {number}", "Do", bar.show) for number in range(MOST + 1)]
    for one in many:
        bar.show_notice(one)
    assert dropped == [many[0].key]
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    present(bar.findChild(QToolButton, "messageAction")).click()
    assert dropped == [many[0].key, many[-1].key, many[-2].key]
    bar.withdraw(many[1].key)
    assert len(dropped) == 3


def test_the_button_does_its_verb_and_may_bring_a_new_notice(qtbot: QtBot, bar: NoticeBar) -> None:
    def verb() -> None:
        bar.show_notice(notice(Severity.ERROR, "again"))

    bar.show_notice(notice(Severity.ERROR, "No network.", "Try again", verb))
    button = present(bar.findChild(QToolButton, "messageAction"))
    assert button.text() == "Try again"

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert said(bar) == "again"
    assert not button.isVisible()


def test_a_new_theme_repaints_it(bar: NoticeBar, theme: Theme) -> None:
    bar.show_notice(notice(Severity.ERROR, "No network."))
    light = bar.grab().toImage().pixelColor(6, 6)

    theme.set_scheme(Qt.ColorScheme.Dark)

    assert bar.grab().toImage().pixelColor(6, 6) != light
    assert said(bar) == "No network."


@pytest.fixture
def hasty(theme: Theme) -> None:
    """A theme whose toasts pass at once."""
    theme.tokens = dataclasses.replace(
        theme.tokens, sizes={**theme.tokens.sizes, "duration.toast": 1}
    )


@pytest.mark.parametrize(
    ("shown", "passes"),
    [
        (notice(Severity.SUCCESS, "saved"), True),
        (notice(Severity.INFORMATION, "copied"), True),
        (notice(Severity.WARNING, "slow"), False),
        (notice(Severity.ERROR, "no network"), False),
        (notice(Severity.INFORMATION, "10 of 20", topic_key=FIRST_RUN, lasts=True), False),
        (notice(Severity.INFORMATION, "20 of 20", topic_key=FIRST_RUN), True),
        (notice(Severity.SUCCESS, "preset saved", topic_key=PRESETS), True),
    ],
)
def test_only_what_may_be_missed_passes(
    hasty: None, bar: NoticeBar, shown: Notice, passes: bool
) -> None:
    bar.show_notice(shown)

    assert present(bar.findChild(QTimer)).isActive() is passes


def leave(bar: NoticeBar) -> None:
    """Take the pointer away: without a screen it begins in the middle."""
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))


def test_a_passing_notice_goes_by_itself(qtbot: QtBot, hasty: None, bar: NoticeBar) -> None:
    bar.show_notice(notice(Severity.SUCCESS, "ok"))
    leave(bar)

    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_keyboard_goes_to_it_and_comes_back(
    qtbot: QtBot, hasty: None, window: QWidget, bar: NoticeBar
) -> None:
    edit = present(window.findChild(QLineEdit))
    edit.setFocus()
    bar.show_notice(notice(Severity.SUCCESS, "ok", "Undo", lambda: None))
    bar.take_keyboard()
    qtbot.waitUntil(present(bar.findChild(QToolButton, "messageAction")).hasFocus)

    QTest.keyClick(bar, Qt.Key.Key_Escape)

    qtbot.waitUntil(edit.hasFocus)
    assert not bar.isVisible()


def test_it_stays_while_the_keyboard_is_on_it(qtbot: QtBot, hasty: None, bar: NoticeBar) -> None:
    bar.show_notice(notice(Severity.SUCCESS, "ok"))
    bar.take_keyboard()
    close = present(bar.findChild(QToolButton, "messageClose"))
    qtbot.waitUntil(close.hasFocus)
    bar.pass_by()

    assert bar.isVisible()
    bar.take_keyboard()
    leave(bar)
    bar.pass_by()
    assert not bar.isVisible()


@pytest.mark.parametrize("held_by", ["pointer", "focus"])
def test_it_goes_although_the_pointer_or_the_focus_was_left_on_it(
    qtbot: QtBot, hasty: None, bar: NoticeBar, held_by: str
) -> None:
    bar.show_notice(notice(Severity.SUCCESS, "saved", "Open folder", lambda: None))
    if held_by == "pointer":
        QApplication.sendEvent(bar, QEnterEvent(QPointF(), QPointF(), QPointF()))
    else:  # as when the button that was pressed is disabled
        leave(bar)
        button = present(bar.findChild(QToolButton, "messageAction"))
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)

    bar.pass_by()
    assert bar.isVisible()
    for _ in range(HELD_MOST):
        bar.pass_by()
    assert not bar.isVisible()


def test_it_gives_way_to_a_control_that_comes_to_lie_under_it(
    qtbot: QtBot, window: QWidget, bar: NoticeBar
) -> None:
    bar.show_notice(notice(Severity.ERROR, "No network."))
    button = QToolButton(window)
    button.setGeometry(bar.geometry())
    button.show()
    bar.raise_()
    leave(bar)
    qtbot.waitUntil(lambda: not bar.geometry().intersects(button.geometry()))
    place = bar.geometry()
    button.hide()  # it does not wander for nothing
    bar._give_way()
    assert bar.geometry() == place
