"""What the desktop of Windows tells its programs, by its own messages, and what they do then.

These tests need windows of Windows: the last one here runs the others in processes that have them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app.instance import Instance
from gui.app.session_end import SessionEnd
from gui.jobs.accounts.connector import Connector
from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from gui.window.shutdown_reason import ShutdownReason
from gui.words.window import holds_shutdown
from tests.app.test_instance import SECOND
from tests.app.test_session_end import ANSWER, NUMBERS, Behind, check_it_was_stopped, sending
from tests.desk import desk, no_keyring
from tests.present import present

ROOT = Path(__file__).parents[2]
PLATFORM = "QT_QPA_PLATFORM"
WM_SETTINGCHANGE, WM_QUERYENDSESSION, WM_ENDSESSION = 0x1A, 0x11, 0x16
BROADCAST, ABORT_IF_HUNG = 0xFFFF, 2

pytestmark = [
    pytest.mark.skipif(sys.platform != "win32", reason="Windows has such a desktop"),
    pytest.mark.qt_log_ignore("DpiAwareness", "EnableNonClientDpiScaling"),  # Wine lacks them
]
desktop = pytest.mark.skipif(
    os.environ.get(PLATFORM) != "windows", reason="run by the last test, where windows are seen"
)

SCHEMES = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


def choose_scheme(light: int) -> None:
    """Choose light (1) or dark (0) for programs, as the settings of Windows do."""
    if sys.platform != "win32":
        raise AssertionError("it is for Windows")
    import ctypes
    import winreg

    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, SCHEMES) as key:
        winreg.SetValueEx(key, "AppsUseLightTheme", 0, winreg.REG_DWORD, light)
    changed = ctypes.c_wchar_p("ImmersiveColorSet")
    ctypes.windll.user32.SendMessageTimeoutW(
        BROADCAST, WM_SETTINGCHANGE, 0, changed, ABORT_IF_HUNG, 5000, None
    )


@contextmanager
def chosen_schemes() -> Iterator[None]:
    """Leave the scheme as it was found; light, if nobody chose."""
    if sys.platform != "win32":
        raise AssertionError("it is for Windows")
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, SCHEMES) as key:
            before = winreg.QueryValueEx(key, "AppsUseLightTheme")[0]
    except FileNotFoundError:
        before = 1
    try:
        yield
    finally:
        choose_scheme(before)


def front() -> int:
    """The window that has the keyboard."""
    if sys.platform != "win32":
        raise AssertionError("it is for Windows")
    import ctypes
    from ctypes import wintypes

    ctypes.windll.user32.GetForegroundWindow.restype = wintypes.HWND
    return int(ctypes.windll.user32.GetForegroundWindow() or 0)


def send(window: QWidget, message: int, first: int) -> int:
    """Send a message to a window as Windows does, and return what it answers."""
    if sys.platform != "win32":
        raise AssertionError("it is for Windows")
    import ctypes
    from ctypes import wintypes

    handle = wintypes.HWND(int(window.winId()))
    return int(ctypes.windll.user32.SendMessageW(handle, message, first, 0))


def shutdown_reason(window: QWidget) -> str:
    """Why a shutdown should wait for a window, as Windows knows it; empty if there is no reason."""
    if sys.platform != "win32":
        raise AssertionError("it is for Windows")
    import ctypes
    from ctypes import wintypes

    text, size = ctypes.create_unicode_buffer(300), wintypes.DWORD(300)
    handle = wintypes.HWND(int(window.winId()))
    try:
        query = ctypes.windll.user32.ShutdownBlockReasonQuery
    except AttributeError:  # Wine lacks it
        return ""
    return text.value if query(handle, text, ctypes.byref(size)) else ""


@desktop
def test_the_end_of_the_session_stops_sending(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with sending(qtbot, tmp_path) as (opened, sandbox):
        program = Behind(opened)
        end = SessionEnd(qapp, program, 20_000)
        # Another program, or the operator, says no.
        assert send(opened.window, WM_QUERYENDSESSION, 0) == 1
        send(opened.window, WM_ENDSESSION, 0)
        before = len(sandbox.messages())
        qtbot.waitUntil(lambda: len(sandbox.messages()) > before + 3)
        assert opened.window.isVisible()
        assert program.closed == []

        assert send(opened.window, WM_QUERYENDSESSION, 0) == 1
        assert opened.session.sending.busy
        # Windows may end the process once this one is answered.
        send(opened.window, WM_ENDSESSION, 1)
        assert len(program.closed) == 1
        assert not opened.window.isVisible()
        end.deleteLater()
        check_it_was_stopped(tmp_path, sandbox)


@desktop
def test_the_end_of_the_session_takes_less_than_windows_waits(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with sending(qtbot, tmp_path, ANSWER, NUMBERS[:1]) as (opened, sandbox):
        program = Behind(opened)
        end = SessionEnd(qapp, program)
        began = time.monotonic()
        assert send(opened.window, WM_QUERYENDSESSION, 0) == 1
        assert opened.session.sending.busy
        send(opened.window, WM_ENDSESSION, 1)
        assert time.monotonic() - began < ANSWER / 2
        assert len(program.closed) == 1
        end.deleteLater()
        sandbox.stop()


@desktop
def test_windows_knows_why_a_shutdown_should_wait(qtbot: QtBot, tmp_path: Path) -> None:
    with sending(qtbot, tmp_path) as (opened, _):
        reason = present(opened.window.findChild(ShutdownReason))
        assert reason.given
        if shown := shutdown_reason(opened.window):  # Wine keeps none
            assert shown == holds_shutdown()
        opened.session.sending.stop()
        qtbot.waitUntil(lambda: not reason.given)
        assert shutdown_reason(opened.window) == ""


@desktop
def test_dark_and_light_are_followed(qtbot: QtBot, qapp: QApplication) -> None:
    with chosen_schemes():
        choose_scheme(1)
        theme = Theme(resource(""))
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: not theme.dark)
        for light, dark in ((0, True), (1, False), (0, True)):
            with qtbot.waitSignal(theme.changed):
                choose_scheme(light)
            assert theme.dark is dark
        assert Theme(resource("")).dark
        theme.set_scheme(Qt.ColorScheme.Light)  # the operator's choice counts more
        choose_scheme(1)
        choose_scheme(0)
        qapp.processEvents()
        assert not theme.dark


@desktop
def test_a_second_start_brings_the_first_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    from gui.app.main import _raise_and_open

    secrets = SecretStore(find=no_keyring)
    with desk(tmp_path / "data", secrets, Connector(1.0, 5.0)) as opened:
        other = QWidget()
        qtbot.addWidget(other)
        other.show()
        other.activateWindow()
        qtbot.waitUntil(lambda: front() == int(other.winId()))
        first = Instance(tmp_path)
        assert first.listen()
        first.called.connect(lambda path: _raise_and_open(opened.window, path))
        first.attend()
        second = subprocess.Popen(
            [sys.executable, "-c", SECOND, str(tmp_path), "", "20000"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        qtbot.waitUntil(lambda: second.poll() is not None)
        qtbot.waitUntil(lambda: front() == int(opened.window.winId()))
        assert second.communicate()[0].split()[-1] == b"True"


@pytest.mark.skipif(os.environ.get(PLATFORM) == "windows", reason="it runs the others")
@pytest.mark.parametrize(
    ("chosen", "passed"),
    [
        ("not takes_less_than_windows_waits", "4 passed"),
        # Qt tells of the end of the session once in a process.
        ("takes_less_than_windows_waits", "1 passed"),
    ],
)
def test_all_of_it_where_windows_are_seen(chosen: str, passed: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-o",
            "addopts=",
            "-k",
            chosen,
            __file__,
        ],
        cwd=ROOT,
        env={**os.environ, PLATFORM: "windows", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert passed in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
