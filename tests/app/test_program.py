"""The program in this process: what it begins with, and how it begins anew."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, main_thread
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.app.languages import NAME, install_translations
from gui.app.program import SCHEME, Ground, Program, scheme_of
from gui.core.appearance import SchemeChoice
from gui.jobs.job import query
from gui.session.notices import Operation
from gui.storage.database.lock import LedgerLock
from gui.storage.paths import Paths
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from tests.app.test_garbage import allocate, drop_dialog
from tests.present import present


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    install_translations(qapp, "en")
    yield
    for translator in qapp.findChildren(QTranslator, NAME):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, english: None, no_keyring: None
) -> Iterator[Program]:
    with begun(qapp, qtbot, tmp_path) as program:
        yield program
        assert program.close()


@contextmanager
def begun(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """A program with a session, which is to be closed."""
    paths = Paths(tmp_path)
    crashed = list[Exception]()
    font, name = QApplication.font(), qapp.applicationDisplayName()
    with LedgerLock(paths.ledger) as lock:
        program = Program(
            qapp,
            Ground(paths, SettingsFile(paths.settings), lock, None, crashed.append),
            Settings(text_scale=125),
            chinese=False,
            on_window=lambda _: None,
            on_first_session=lambda _: None,
        )
        program.window.show()
        qtbot.waitUntil(lambda: program.session is not None)
        yield program
        # A style sheet of another test would be laid on it, too.
        program.window.deleteLater()
    assert not crashed
    qapp.setStyleSheet("")
    QApplication.setFont(font)
    qapp.setApplicationDisplayName(name)


def find(program: Program, name: str) -> Any:
    found = program.window.findChild(QWidget, name)
    assert found is not None, name
    return found


def choose_language(program: Program, language: str) -> None:
    find(program, "settings").click()
    box = find(program, "language")
    box.setCurrentIndex(box.findData(language))
    box.activated.emit(box.currentIndex())


def test_the_program_itself_collects_garbage(program: Program, qtbot: QtBot) -> None:
    assert not gc.isenabled()  # Python would do so on threads of its choice
    deleted_on = drop_dialog()
    allocate()
    qtbot.waitUntil(lambda: bool(deleted_on))
    assert deleted_on == [main_thread()]


def test_the_text_is_as_large_as_the_settings_say(program: Program) -> None:
    assert program.theme.scale == 1.25


@pytest.mark.parametrize(
    ("environment", "chosen", "scheme"),
    [
        ("", SchemeChoice.SYSTEM, Qt.ColorScheme.Unknown),
        ("", SchemeChoice.DARK, Qt.ColorScheme.Dark),
        ("light", SchemeChoice.DARK, Qt.ColorScheme.Light),
    ],
)
def test_the_environment_decides_on_colours_before_the_settings(
    monkeypatch: pytest.MonkeyPatch, environment: str, chosen: SchemeChoice, scheme: Qt.ColorScheme
) -> None:
    monkeypatch.setenv(SCHEME, environment)

    assert scheme_of(Settings(scheme=chosen)) is scheme


def test_a_lane_that_is_busy_is_waited_for_as_long_as_it_may_be(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, english: None, no_keyring: None
) -> None:
    asked, answer = Event(), Event()

    def wait() -> bool:
        asked.set()
        return answer.wait(60)

    with begun(qapp, qtbot, tmp_path) as program:
        work = present(program.session).work
        work.start(work.decisions, query(wait), Operation.READ_RUN)
        qtbot.waitUntil(asked.is_set)
        began = monotonic()
        assert not program.close(0.1)
        assert monotonic() - began < 10  # without a limit it takes 20
        assert not program.close()  # it has ended as far as it does
        answer.set()
        assert work.close(60)


def test_another_language_is_there_at_once_and_takes_nothing_away(
    qtbot: QtBot, program: Program
) -> None:
    before, session = program.window, present(program.session)
    find(program, "signName").setEditText("阿里云")
    find(program, "phoneNumbers").setPlainText("13900000001")
    draft = session.recipients.draft
    qtbot.waitUntil(lambda: draft.overview.recipients == 1 and not draft.busy)
    qtbot.waitUntil(lambda: session.idle)
    choose_language(program, "zh_CN")

    qtbot.waitUntil(lambda: program.window is not before)
    qtbot.waitUntil(lambda: program.session not in (None, session))
    assert program.window.windowTitle() == "短信台"
    assert find(program, "pageSend").text() == "发送"
    assert find(program, "signName").currentText() == "阿里云"
    again = present(program.session).recipients.draft
    qtbot.waitUntil(lambda: again.overview.recipients == 1)
    assert find(program, "settingsDialog").isVisible()
    qtbot.waitUntil(lambda: not isValid(before))


def test_what_is_made_before_the_style_sheet_has_the_font_of_the_language(
    qapp: QApplication, tmp_path: Path, english: None
) -> None:
    before = qapp.font()
    qapp.setStyleSheet("")
    qapp.setFont(QFont("sans"))
    install_translations(qapp, "zh_CN")
    paths = Paths(tmp_path)
    with LedgerLock(paths.ledger) as lock:
        program = Program(
            qapp,
            Ground(paths, SettingsFile(paths.settings), lock, None, lambda _: None),
            Settings(),
            chinese=True,
            on_window=lambda _: None,
            on_first_session=lambda _: None,
        )
        fonts = {widget.font().family() for widget in program.window.findChildren(QWidget)}
        assert program.close()
    qapp.setStyleSheet("")
    qapp.setFont(before)
    assert fonts == {program.theme.tokens.family(sys.platform)}
