"""Widgets that are garbage are deleted on the GUI thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gui.app.garbage import GarbageCollector, collect_due


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.stop()
    gc.unfreeze()


class Cycle:
    """Refers to itself."""

    def __init__(self) -> None:
        self.me = self


class Dialog(QDialog):
    """Refers to itself, as those do that keep what their buttons call."""

    def __init__(self) -> None:
        super().__init__()
        self.on_ok = self.accept


def drop_dialog() -> list[threading.Thread]:
    """Make a dialog that is garbage; the list gets the thread on which it is deleted."""
    deleted_on = list[threading.Thread]()
    weakref.finalize(Dialog(), lambda: deleted_on.append(threading.current_thread()))
    return deleted_on


def allocate() -> None:
    """Make so much garbage that Python's own collector would run, in each generation."""
    young, middle, old = gc.get_threshold()
    for _ in range(2 * young * middle * old):
        Cycle()


def on_a_worker_thread(work: object) -> None:
    assert callable(work)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_worker_thread_deletes_no_widget(qtbot: QtBot, collector: GarbageCollector) -> None:
    collector.start()
    deleted_on = drop_dialog()

    on_a_worker_thread(allocate)
    assert not deleted_on

    qtbot.waitUntil(lambda: bool(deleted_on))
    assert deleted_on == [threading.main_thread()]


def test_python_itself_would_delete_it_there(qapp: QApplication) -> None:
    """Why there is a collector: this is no fault of the tests' own making."""
    deleted_on = drop_dialog()

    gc.enable()
    try:
        on_a_worker_thread(allocate)
    finally:
        gc.disable()

    assert deleted_on
    assert deleted_on != [threading.main_thread()]


def test_nothing_is_collected_before_and_after(qtbot: QtBot) -> None:
    collector = GarbageCollector(interval_ms=0)
    deleted_on = drop_dialog()
    allocate()
    qtbot.wait(20)
    assert not deleted_on  # not started

    collector.start()
    deleted_on = drop_dialog()
    allocate()
    qtbot.waitUntil(lambda: bool(deleted_on))

    collector.stop()
    gc.unfreeze()
    deleted_on = drop_dialog()
    allocate()
    qtbot.wait(20)
    assert not deleted_on


def test_only_generations_that_are_due_are_collected() -> None:
    gc.collect()
    collected = list[int]()

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            collected.append(info["generation"])

    gc.callbacks.append(note)
    try:
        collect_due()
        assert collected == []
        young, middle, _ = gc.get_threshold()
        for _ in range(middle + 2):
            cycles = [Cycle() for _ in range(young + 1)]
            collect_due()
            del cycles
    finally:
        gc.callbacks.remove(note)
    assert set(collected[:-1]) == {0}
    assert collected[-1] == 1
