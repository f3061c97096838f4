"""Every page and dialog: names that stay, and no dead stop of the keyboard."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from gui.panels.widgets.dialogs.room import room_for
from tests.scenes import Scene, Stage
from tests.window.tree import walk
from tests.window.tree.walk import each


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
        stop for stop in walk.tab_stops(root) if not stop.objectName() or not name(stop, root)
    ]
    assert not nameless
    for stop in walk.tab_stops(root):
        before = name(stop, root)
        with walk.filled(stop):
            assert name(stop, root) == before, stop


def name(widget: QWidget, root: QWidget) -> str:
    return walk.spoken_name(widget, root).strip()


def check_keyboard_comes_everywhere_and_leaves(root: QWidget) -> None:
    stops = walk.tab_stops(root)
    visited = [walk.stop_of(stop) for stop in walk.walk_by_tab(stops[0])]
    assert not [stop for stop in visited if not stop.isVisible() or not stop.isEnabled()]
    assert not [stop for stop in stops if stop not in visited]


def check_keyboard_can_be_seen(root: QWidget) -> None:
    stops = walk.walk_by_tab(walk.tab_stops(root)[0])
    unseen = []
    for stop in stops:
        stop.setFocus()
        with_it = picture(stop)
        stops[stops.index(stop) - 1].setFocus()
        if picture(stop) == with_it:
            unseen.append(stop)
    assert not unseen


def picture(stop: QWidget) -> QImage:
    return walk.control(stop).grab().toImage()
