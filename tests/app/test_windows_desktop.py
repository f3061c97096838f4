"""What the desktop of Windows tells its programs, by its own messages, and what they do then.

These tests need windows of Windows: the last one here runs the others in a process that has them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app.instance import Instance
from gui.app.session_end import end_with_session
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.jobs.accounts.connector import Connector
from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.storage.database.database import Database
from gui.storage.runs import run_store
from gui.storage.secrets.secret_store import SecretStore
from tests.app.test_instance import SECOND
from tests.app.test_session_end import NUMBERS, Behind
from tests.desk import desk, no_keyring
from tests.session.test_faults import use

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
        raise NotImplementedError
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
        raise NotImplementedError
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
        raise NotImplementedError
    import ctypes
    from ctypes import wintypes

    ctypes.windll.user32.GetForegroundWindow.restype = wintypes.HWND
    return int(ctypes.windll.user32.GetForegroundWindow() or 0)


def send(window: QWidget, message: int, first: int) -> int:
    """Send a message to a window as Windows does, and return what it answers."""
    if sys.platform != "win32":
        raise NotImplementedError
    import ctypes
    from ctypes import wintypes

    handle = wintypes.HWND(int(window.winId()))
    return int(ctypes.windll.user32.SendMessageW(handle, message, first, 0))


@desktop
def test_the_end_of_the_session_stops_sending(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    secrets = SecretStore(find=no_keyring)
    with Sandbox(SandboxSettings(delay=0.1)) as sandbox:
        with desk(tmp_path, secrets, Connector(1.0, 5.0)) as opened:
            use(qtbot, opened, sandbox.url)
            opened.fill(qtbot, NUMBERS)
            opened.begin_to_send()
            qtbot.waitUntil(lambda: len(sandbox.messages()) > 3)
            program = Behind(opened.window)
            end = end_with_session(qapp, program, 20_000)
            # Windows goes on once the first is answered, and may end the process after the second.
            assert send(opened.window, WM_QUERYENDSESSION, 0) == 1
            send(opened.window, WM_ENDSESSION, 1)
            assert program.closed == 1
            assert not opened.window.isVisible()
            qapp.commitDataRequest.disconnect(end)
        with Database(tmp_path / "ledger.db") as ledger:
            counts = run_store.StoredRun(ledger, 1).counts()
        assert counts.accepted == len(sandbox.messages())
        assert counts.submitting == counts.unknown == 0
        assert counts.queued == len(NUMBERS) - counts.accepted > 0


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
def test_all_of_it_where_windows_are_seen() -> None:
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
            __file__,
        ],
        cwd=ROOT,
        env={**os.environ, PLATFORM: "windows", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert "3 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
