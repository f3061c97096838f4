"""The composition root: builds everything once, by plain constructor calls."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QSocketNotifier,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gui.cloud.codes import Codes
from gui.core.errors import FileError, SettingsError
from gui.crash import CrashReporter
from gui.instance import Instance
from gui.jobs.connecting import Connector, sandbox_account
from gui.panels.theme import Theme
from gui.session.session import Session
from gui.storage.paths import Paths, data_dir, resource
from gui.storage.secrets import Secrets
from gui.storage.settings import Settings
from gui.storage.settings_file import SettingsFile
from gui.window import Window
from gui.words import errors
from gui.words.notices import Notice, Severity

LOG_BYTES = 1_000_000
SCHEME = "SMS_DESK_COLOR_SCHEME"
"""Environment variable: `light` or `dark`, whatever the system says."""

log = logging.getLogger("gui")


def run(list_file: str | None, chosen_dir: str | None, lang: str | None) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    if complaint := _no_display():
        sys.stderr.write(f"sms-desk: {complaint}\n")
        return 1
    app = QApplication([sys.argv[0]])
    app.setApplicationName("sms-desk")
    app.setDesktopFileName("sms-desk")
    app.setQuitOnLastWindowClosed(False)
    try:
        paths = Paths(data_dir(chosen_dir))
    except FileError as error:
        _speak(app, lang or "")
        sys.stderr.write(f"sms-desk: {errors.error(error)}\n")
        return 1
    instance = Instance(paths.data_dir)
    if instance.call_first(_absolute(list_file)):
        return 0
    instance.listen()
    _log_to(paths.logs)
    settings, complaint_of_settings = _load(SettingsFile(paths.settings))
    chinese = _speak(app, lang or settings.language)
    app.setApplicationDisplayName(app.translate("app", "SMS Desk"))
    app.setWindowIcon(QIcon(str(resource("icons/sms-desk.svg"))))

    crashes = CrashReporter()
    crashes.install()
    theme = Theme(resource("icons"), _scheme())
    theme.apply()
    session = Session(
        paths,
        settings,
        Secrets(),
        Connector(),
        Codes.load(resource("error_codes.json")),
        sandbox_account(app.translate("app", "Sandbox")),
        chinese=chinese,
    )
    session.crashed.connect(crashes.report)
    window = Window(session, theme)
    crashes.window = window
    window.closed.connect(app.quit)
    instance.called.connect(lambda path: _welcome(window, path))
    if complaint_of_settings is not None:
        text = errors.error(complaint_of_settings)
        session.noticed.emit(Notice(Severity.ERROR, text))
    window.show()
    QTimer.singleShot(0, session.begin)
    if list_file:
        path = _absolute(list_file)
        QTimer.singleShot(0, lambda: window.open_list(path))
    with _signals(window):
        status = app.exec()
    session.close()
    return status


def _no_display() -> str:
    """Say why no window can be opened, or nothing."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform != "linux" or any(os.environ.get(name) for name in wanted):
        return ""
    return "there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are empty)"


def _absolute(path: str | None) -> str:
    return str(Path(path).absolute()) if path else ""


def _welcome(window: Window, list_file: str) -> None:
    window.come_to_front()
    if list_file:
        window.open_list(list_file)


def _load(file: SettingsFile) -> tuple[Settings, SettingsError | None]:
    # Before there is a window: it decides on its language and place.
    try:
        return file.load(), None
    except SettingsError as error:
        return Settings(), error


def _speak(app: QApplication, wanted: str) -> bool:
    """Install the translations; true if the language is Chinese."""
    locale = QLocale(wanted) if wanted else QLocale.system()
    chinese = locale.language() == QLocale.Language.Chinese
    name = "zh_CN" if chinese else "en"
    QLocale.setDefault(locale if not wanted or chinese else QLocale(wanted))
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for folder, file in ((of_qt, f"qtbase_{name}"), (str(resource("translations")), name)):
        translator = QTranslator(app)
        if translator.load(file, folder):
            app.installTranslator(translator)
    return chinese


def _scheme() -> Qt.ColorScheme:
    wanted = os.environ.get(SCHEME, "").lower()
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    return schemes.get(wanted, Qt.ColorScheme.Unknown)


def _log_to(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "sms-desk.log", maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


@contextmanager
def _signals(window: Window) -> Iterator[None]:
    """Let SIGINT and SIGTERM close the window, as the operator would."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for end in (ours, theirs):
            end.setblocking(False)
        notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)

        def close() -> None:
            ours.recv(16)
            window.close()

        notifier.activated.connect(close)
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            notifier.setEnabled(False)
