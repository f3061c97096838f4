"""Rules for every test: no screen is needed, nothing of this machine is touched."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.garbage import collect_due
from tests.fonts import use_fonts_without_a_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
use_fonts_without_a_screen()
os.environ["SMS_DESK_STATE_DIR"] = tempfile.mkdtemp(prefix="sms-desk-state-")

gc.disable()
"""As in the program: a worker thread would delete the widgets of earlier tests."""

# How fast an example is made or run is a matter of the machine and of what else it does.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

PROCESSES_PER_CORE = 2
"""Most tests wait, for timers, the disk, or a process of their own."""
PROCESSES_MAX = 8
LONGEST = (
    "e2e/test_package.py",  # builds the program first
    "e2e/test_everyday.py",
    "e2e",
    "window/tree",
    "core/sending/test_delivery_model.py",
    "session",
    "storage",
)
"""Files and folders that the processes begin with, so that in the end none waits for another."""
PATIENCE_MS = 120_000 if sys.platform == "win32" else 30_000
"""Milliseconds that a test waits for the window at most: a guard, for a machine that is busy.

Under Wine a list takes 5 s where nothing else runs: each is read by a process of its own.
"""


class PatientBot(QtBot):
    """pytest-qt's bot, with longer defaults than its 5 s; what comes earlier is seen at once.

    It holds the widgets that it was given until they are closed. Otherwise one that a test only
    names may be collected as garbage while Qt still lays it out, after the test.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._held: list[QWidget] = []

    def addWidget(
        self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        """Close a widget at the end of the test, and hold it until then."""
        self._held.append(widget)
        super().addWidget(widget, before_close_func=before_close_func)

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)
    waitCallback = partialmethod(QtBot.waitCallback, timeout=PATIENCE_MS)
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Stand in for pytest-qt's fixture of this name."""
    return PatientBot(request)


@pytest.fixture
def grouped_numbers() -> Iterator[None]:
    """Write numbers as English does, `1,000`, whatever the language of the machine."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use several processes if the whole suite runs; none but pytest's own for a part."""
    part = ("keyword", "markexpr", "lf")
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return 0
    if any(getattr(config.option, name, None) for name in part):
        return 0
    return min(PROCESSES_PER_CORE * (os.cpu_count() or 1), PROCESSES_MAX)


def pytest_runtest_setup() -> None:
    """Delete the widgets that the test before has left to an event loop, or as garbage.

    A style sheet that is taken off while they live, as fixtures do, makes Qt forget to watch them:
    the next one that is set would go to where they were.
    """
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_due()


@dataclass(frozen=True)
class Look:
    """What all tests share of the application, as it was before the first."""

    font: QFont
    palette: QPalette
    locale: QLocale

    def restore(self) -> None:
        """Take back what the tests of a file have left; their widgets are deleted first."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QLocale.setDefault(self.locale)
        if QApplication.font() != self.font:
            QApplication.setFont(self.font)
        if QApplication.palette() != self.palette:
            QApplication.setPalette(self.palette)
        QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
        app = QApplication.instance()
        if isinstance(app, QApplication) and app.styleSheet():
            app.setStyleSheet("")


LOOK = pytest.StashKey[Look]()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication, pytestconfig: pytest.Config) -> QApplication:
    """Stand in for pytest-qt's fixture of this name."""
    pytestconfig.stash[LOOK] = Look(QApplication.font(), QApplication.palette(), QLocale())
    return qapp


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Begin each file with the same look of the application, whatever ran before."""
    if LOOK in item.config.stash and (nextitem is None or nextitem.path != item.path):
        item.config.stash[LOOK].restore()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    places = [Path(__file__).parent / name for name in LONGEST]

    def place(item: pytest.Item) -> int:
        above = (item.path, *item.path.parents)
        return next((at for at, one in enumerate(places) if one in above), len(places))

    items.sort(key=place)
