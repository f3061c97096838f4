"""A screen of 1366×768 at 125 %: what has to be in sight at the first start is."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.core.history_period import RecentDays
from gui.panels.results.run_card import RunCardView
from gui.panels.top.place import Place
from gui.panels.widgets.notices.placing import controls_in
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from gui.words.notices import Notice, NoticeKey, NoticeTopic, Severity
from gui.words.sentence import sentence
from tests.desk import Desk, desk, no_keyring
from tests.present import present
from tests.window.tree.walk import PaddingTranslator

SMALL = QSize(1092, 614)
"""1366×768 at 125 %, in device-independent pixels."""
MANY = [f"139{n:08}" for n in range(400)]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        opened.window.resize(SMALL)
        yield opened


def in_sight(opened: Desk, name: str) -> bool:
    """Whether all of a control is inside the window, and nothing is over it."""
    control = opened.find(name)
    place = QRect(control.mapTo(opened.window, control.rect().topLeft()), control.size())
    whole = control.visibleRegion().boundingRect().size() == control.size()
    return control.isVisible() and whole and opened.window.rect().contains(place)


def test_the_window_fits_a_small_screen(opened: Desk) -> None:
    assert opened.window.minimumSizeHint().width() <= SMALL.width()
    assert opened.window.minimumSizeHint().height() <= SMALL.height()
    assert opened.window.size() == SMALL


@pytest.mark.parametrize("name", ["account", "pageSend", "pageHistory", "send"])
def test_it_can_be_sent_at_the_first_start(qtbot: QtBot, opened: Desk, name: str) -> None:
    qtbot.waitUntil(lambda: in_sight(opened, name))


def test_a_run_can_be_watched_and_paused(qtbot: QtBot, opened: Desk) -> None:
    opened.session.set_limits(1, 10)
    opened.fill(qtbot, MANY)
    opened.begin_to_send()
    for name in ("progress", "progressText", "pause", "stop"):
        qtbot.waitUntil(partial(in_sight, opened, name))
    # What is stopped before anything was written down leaves no card.
    qtbot.waitUntil(lambda: any(state != "queued" for _, state in opened.rows()))
    with qtbot.waitSignal(opened.session.sending.ended):
        opened.find("stop").click()
    qtbot.waitUntil(lambda: in_sight(opened, "resume"))
    assert in_sight(opened, "send")


@pytest.fixture(params=["en", "zh_CN"])
def longer_texts(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Sentences of 140 % of their length, of each language."""
    inner = QTranslator()
    assert inner.load(request.param, str(resource("translations")))
    translator = PaddingTranslator(inner)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("longer_texts")
def test_the_history_fits_with_every_filter_and_longer_texts(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        opened.window.resize(SMALL)
        opened.window._theme.apply()
        opened.fill(qtbot, ["13800138000"])
        opened.send(qtbot)
        opened.window.show_place(Place.HISTORY)
        opened.find("historyPeriod").choose(RecentDays.MONTH)
        for name in ("historyState", "historyTemplate", "historyAccount"):
            box = opened.find(name)
            qtbot.waitUntil(partial(has_choices, box))
            box.setCurrentIndex(1)
        qtbot.waitUntil(lambda: opened.find("historyClear").isVisible())
        assert opened.window.size() == SMALL
        names = ("historySearch", "historyPeriod", "historyState", "historyTemplate")
        for name in (*names, "historyAccount", "historyClear", "historyColumns", "exportHistory"):
            qtbot.waitUntil(partial(in_sight, opened, name))
        table = opened.find("historyTable")
        opened.find("historyClear").click()
        qtbot.waitUntil(lambda: table.isVisible())
        qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())


def has_choices(box: QComboBox) -> bool:
    return box.count() > 1


def covered(opened: Desk) -> list[QRect]:
    """The controls in sight that lie under the toast."""
    toast = opened.find("messageBar")
    page = present(opened.window._places.currentWidget())
    controls = controls_in(page, toast.parentWidget(), toast)
    return [rect for rect in controls if rect.intersects(toast.geometry())]


@pytest.mark.parametrize("place", Place)
def test_a_toast_covers_no_control(qtbot: QtBot, opened: Desk, place: Place) -> None:
    opened.fill(qtbot, ["13800138001", "13800000402", "13800000116"])
    opened.send(qtbot)
    opened.window.show_place(place)
    for text in ("Saved.", "No network. " * 20):
        said = sentence(str, text)
        key = NoticeKey(NoticeTopic.EXPORT)
        opened.window._notice_bar.show_notice(Notice(Severity.ERROR, said, topic_key=key))
        toast = opened.find("messageBar")
        qtbot.waitUntil(toast.isVisible)
        qtbot.waitUntil(lambda: not covered(opened))
        assert opened.window.rect().contains(toast.geometry())


LARGEST = 1.5
"""Of the text sizes that can be chosen."""


@pytest.mark.parametrize("scale", [1.0, LARGEST])
def test_nothing_of_a_card_is_beyond_the_window(qtbot: QtBot, opened: Desk, scale: float) -> None:
    opened.window._theme.apply()
    opened.window._theme.set_scale(scale)
    opened.session.set_limits(1, 10)
    opened.fill(qtbot, MANY)
    opened.begin_to_send()
    qtbot.waitUntil(lambda: opened.can("pause"))

    def right(widget: QWidget) -> int:
        return widget.mapTo(opened.window, widget.rect().topRight()).x()

    qtbot.waitUntil(
        lambda: max(map(right, _shown_below(opened.find("runCards")))) < SMALL.width(),
    )
    assert opened.window.width() == SMALL.width()
    with qtbot.waitSignal(opened.session.sending.ended):
        opened.find("stop").click()


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load("zh_CN", str(resource("translations")))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("chinese")
def test_the_largest_text_is_whole_on_the_card_and_in_the_filters(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        opened.window.resize(SMALL)
        opened.window._theme.apply()
        opened.window._theme.set_scale(LARGEST)
        opened.session.set_limits(1, 10)
        opened.fill(qtbot, MANY)
        opened.begin_to_send()
        qtbot.waitUntil(partial(in_sight, opened, "stop"))
        (card,) = opened.window.findChildren(RunCardView)
        qtbot.waitUntil(
            lambda: card.mapTo(opened.window, card.rect().topRight()).x() < SMALL.width(),
        )
        with qtbot.waitSignal(opened.session.sending.ended):
            opened.find("stop").click()

        opened.window.show_place(Place.HISTORY)
        opened.find("historyState").setCurrentIndex(1)
        boxes = ("historyPeriod", "historyState", "historyTemplate", "historyAccount")
        for name in ("historySearch", *boxes, "historyClear", "exportHistory"):
            qtbot.waitUntil(partial(in_sight, opened, name))
        for name in boxes:  # it says what is cut
            assert opened.find(name).toolTip() == ""
        search = opened.find("historySearch")
        said = search.fontMetrics().horizontalAdvance(search.placeholderText())
        assert said < search.width() - 40


def _shown_below(widget: QWidget) -> list[QWidget]:
    return [one for one in widget.findChildren(QWidget) if one.isVisible()]


def test_the_rail_elides_none_of_its_own_texts(qtbot: QtBot, opened: Desk) -> None:
    opened.window._theme.apply()
    rail = opened.find("rail")

    def fits() -> None:
        for label in rail.findChildren(QLabel):
            if label.isVisible() and label.text():
                room = label.width()
                needed = label.heightForWidth(room) if label.wordWrap() else label.height()
                assert needed <= label.height() + 1, label.text()
                assert label.wordWrap() or label.sizeHint().width() <= label.width(), label.text()
        for button in rail.findChildren(QAbstractButton):
            if button.isVisible() and button.text():
                assert button.width() >= button.sizeHint().width(), button.text()
                assert button.mapTo(rail, button.rect().topRight()).x() <= rail.width()

    qtbot.waitUntil(fits)


def test_showing_all_runs_again_does_not_widen_the_window(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, MANY[:2])
    opened.begin_to_send()
    qtbot.waitUntil(lambda: opened.can("showRunInHistory"))
    opened.find("showRunInHistory").click()
    qtbot.waitUntil(lambda: bool(opened.find("historyRun").text()))
    opened.find("historyClear").click()
    qtbot.waitUntil(opened.find("historyPeriod").isVisible)
    assert opened.window.width() == SMALL.width()
