"""Every page and dialog: names that stay, no dead stop of the keyboard, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.widgets.dialogs.room import room_for
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk, no_keyring
from tests.scenes import POPUPS, SCENES, Scene, Stage
from tests.window import tree

TREES = [scene for scene in SCENES if scene not in POPUPS]
each = pytest.mark.parametrize("scene", TREES, ids=lambda scene: scene.__name__)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        opened.window.resize(1280, 800)
        opened.window._theme.apply()
        opened.window.activateWindow()
        stage = Stage(opened, lambda until: qtbot.waitUntil(until, timeout=20_000), tmp_path)
        yield stage
        stage.clear()


@pytest.fixture
def padded(qapp: QApplication) -> Iterator[None]:
    """Sentences of 140 % of their length."""
    english = QTranslator()
    assert english.load("en", str(resource("translations")))
    translator = tree.PaddingTranslator(english)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@each
def test_every_control_is_reached_seen_and_named(stage: Stage, scene: Scene) -> None:
    """One test of the three: a scene may wait some seconds for its receipts."""
    root = scene(stage)
    check_keyboard_comes_everywhere_and_leaves(root)
    check_keyboard_can_be_seen(root)
    check_every_control_has_a_name_that_stays(root)
    check_dialog_is_in_sight_with_its_title(root)


def check_dialog_is_in_sight_with_its_title(root: QWidget) -> None:
    if isinstance(root, QDialog):
        assert root.height() <= room_for(root).height()


def check_every_control_has_a_name_that_stays(root: QWidget) -> None:
    nameless = [
        stop for stop in tree.tab_stops(root) if not stop.objectName() or not name(stop, root)
    ]
    assert not nameless
    for stop in tree.tab_stops(root):
        before = name(stop, root)
        if tree.fill(stop):
            assert name(stop, root) == before, stop


def name(widget: QWidget, root: QWidget) -> str:
    return tree.spoken_name(widget, root).strip()


def check_keyboard_comes_everywhere_and_leaves(root: QWidget) -> None:
    stops = tree.tab_stops(root)
    visited = [tree.stop_of(stop) for stop in tree.walk_by_tab(stops[0])]
    assert not [stop for stop in visited if not stop.isVisible() or not stop.isEnabled()]
    assert not [stop for stop in stops if stop not in visited]


def check_keyboard_can_be_seen(root: QWidget) -> None:
    stops = tree.walk_by_tab(tree.tab_stops(root)[0])
    unseen = []
    for stop in stops:
        stop.setFocus()
        with_it = picture(stop)
        stops[stops.index(stop) - 1].setFocus()
        if picture(stop) == with_it:
            unseen.append(stop)
    assert not unseen


def picture(stop: QWidget) -> QImage:
    return tree.control(stop).grab().toImage()


@each
@pytest.mark.usefixtures("padded")
def test_nothing_is_cut_off_where_texts_are_longer(
    stage: Stage, scene: Scene, qtbot: QtBot
) -> None:
    stage.window.resize(1600, 900)
    root = scene(stage)

    def fits() -> None:  # once the layout has followed the last text
        assert not tree.cut_off(root)

    qtbot.waitUntil(fits, timeout=10_000)
