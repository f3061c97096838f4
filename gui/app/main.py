"""The composition root: builds everything once, by plain constructor calls."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QSocketNotifier,
    QtMsgType,
    qInstallMessageHandler,
    qWarning,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gui.app.crash import CrashReporter, forbid_dumps
from gui.app.instance import Instance, OtherSession
from gui.app.languages import install_translations
from gui.app.program import Ground, Program
from gui.core.errors import FileError, FileFault, LedgerError, SettingsError, SmsDeskError
from gui.resource import resource
from gui.storage.database.lock import LedgerLock
from gui.storage.held_files import move, open_file
from gui.storage.paths import Paths, data_dir
from gui.storage.permissions import keep_private, make_inner_folder
from gui.storage.settings.settings import Settings
from gui.storage.settings.settings_file import SettingsFile
from gui.window.window import Window
from gui.words.instance import not_listening
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence

if TYPE_CHECKING:
    from gui.session.session import Session

LOG_BYTES = 1_000_000
"""A log that is longer at the start becomes `sms-desk.log.1`."""
SWITCH_INTERVAL = 0.0005
"""Seconds a Python thread may keep the interpreter while others wait. With Python's own value, ten
times as long, the window reacts noticeably late while messages are sent."""
ANSWER_TIMEOUT = 15.0
"""Seconds to wait for another instance to answer or to release the lock of the ledger. A slow
computer needs more than five until the first of several programs has begun."""

log = logging.getLogger("gui")


def run(list_file: str | None, chosen_dir: str | None, lang: str | None) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    forbid_dumps()
    sys.setswitchinterval(SWITCH_INTERVAL)
    if complaint := _no_display():
        _complain(complaint)
        return 1
    if sys.platform == "linux":
        # Nothing is drawn by OpenGL; looking for it takes time and 2 MB.
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
        if any("fcitx" in os.environ.get(name, "") for name in ("QT_IM_MODULE", "QT_IM_MODULES")):
            from gui.app.input_method import replace_fcitx

            replace_fcitx(os.environ)
    app = _make_application()
    app.setApplicationName("sms-desk")
    app.setDesktopFileName("sms-desk")
    app.setQuitOnLastWindowClosed(False)
    try:
        paths = Paths(data_dir(chosen_dir))
    except FileError as error:
        install_translations(app, lang or "")
        _complain(_explained(error))
        return 1
    instance, lock = Instance(paths.data_dir), LedgerLock(paths.ledger)
    unlocked: LedgerError | None = None
    try:
        if _hand_to_running_instance(instance, lock, _absolute(list_file)):
            return 0
    except LedgerError as error:
        if error.fault is FileFault.IN_USE:
            install_translations(app, lang or "")
            _complain(_explained(error))
            return 1
        unlocked = error
    except OtherSession:
        from gui.words.instance import in_another_session

        install_translations(app, lang or "")
        _complain(in_another_session(str(paths.data_dir)))
        return 1
    _log_to(paths.logs)
    settings_file = SettingsFile(paths.settings)
    settings, complaint_of_settings = _load(settings_file)
    chinese = install_translations(app, lang or settings.language)
    app.setApplicationDisplayName(app.translate("app", "SMS Desk"))
    app.setWindowIcon(QIcon(str(resource("icons/sms-desk.svg"))))

    crashes = CrashReporter()
    crashes.install()

    def begin(session: Session) -> None:
        heard = instance.listen()
        if complaint_of_settings is not None:
            from gui.words.errors import errors

            said = sentence(errors.error, complaint_of_settings)
            session.noticed.emit(Notice(Severity.ERROR, said))
        if not heard:
            said = sentence(not_listening, instance.failure)
            session.noticed.emit(Notice(Severity.WARNING, said))
        if list_file:
            program.window.open_list(_absolute(list_file))
        instance.called.connect(lambda path: _raise_and_open(program.window, path))
        instance.attend()
        from gui.app.session_end import SessionEnd  # the window is there without it

        SessionEnd(app, program)

    ground = Ground(paths, settings_file, lock, unlocked, crashes.report)
    program = Program(
        app,
        ground,
        settings,
        chinese=chinese,
        on_window=crashes.show_over,
        on_first_session=begin,
    )
    program.window.show()
    with _signals(program):
        status = app.exec()
    if not program.close():
        # A keyring that still waits for its operator would hold the process for ever, and a
        # service that does not answer for ten seconds after the window is gone.
        logging.shutdown()
        os._exit(status)
    return status


def _explained(error: SmsDeskError) -> str:
    from gui.words.errors import errors  # imported when there is one

    return errors.error(error)


def _complain(text: str) -> None:
    line = " ".join(text.splitlines())  # a path may hold line breaks
    _write_line(f"sms-desk: {line}")


def _write_line(text: str) -> None:
    if sys.stderr is not None:  # None only without `console.prepare`
        sys.stderr.write(f"{text}\n")


def _hand_to_running_instance(instance: Instance, lock: LedgerLock, list_file: str) -> bool:
    """Hand the list to a running instance, or take the lock; true if there is an instance.

    Raises:
        LedgerError: IN_USE if another program has the ledger and does not answer; else why the
            lock cannot be had.
        OtherSession: there is one in another session of this user.
    """
    end = time.monotonic() + ANSWER_TIMEOUT
    # Before the lock: its file may have been deleted while a program held it.
    if instance.may_be_there() and instance.call_first(list_file, round(ANSWER_TIMEOUT * 1000)):
        return True
    while True:
        try:
            lock.acquire()
            return False
        except LedgerError as error:
            left = round((end - time.monotonic()) * 1000)
            if instance.call_first(list_file, max(0, left)):
                return True
            if error.fault is not FileFault.IN_USE or left < 0:
                raise
        time.sleep(0.1)  # it may have begun just now, and not listen yet


def _no_display() -> str:
    """Say why no window can be opened, or nothing."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform != "linux" or any(os.environ.get(name) for name in wanted):
        return ""
    return "there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are empty)"


def _make_application() -> QApplication:
    """Make the application; end the program with a sentence where no window can be opened.

    Qt would dump core after several lines, the last of which advises to install it anew.
    """
    if sys.platform != "linux":
        return QApplication([sys.argv[0]])
    warnings: list[str] = []
    information: list[str] = []

    def handle_message(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        match kind:
            case QtMsgType.QtDebugMsg:  # someone asked for these
                _write_line(text)
            case QtMsgType.QtInfoMsg:
                information.append(text)
            case QtMsgType.QtFatalMsg:
                reason = "; ".join(line.strip() for line in warnings or [text])
                _complain(f"no window can be opened: {reason}")
                sys.stderr.flush()
                os._exit(1)
            case _:
                warnings.append(text)

    former = qInstallMessageHandler(handle_message)
    try:
        return QApplication([sys.argv[0]])
    finally:
        qInstallMessageHandler(former)
        for text in information:
            _write_line(text)
        for text in warnings:
            qWarning(text)


def _absolute(path: str | None) -> str:
    return str(Path(path).absolute()) if path else ""


def _raise_and_open(window: Window, list_file: str) -> None:
    window.come_to_front()
    if list_file:
        window.open_list(list_file)


def _load(file: SettingsFile) -> tuple[Settings, SettingsError | None]:
    # Before there is a window: it decides on its language and place.
    try:
        return file.load(), None
    except SettingsError as error:
        return Settings(), error


def _log_to(folder: Path) -> None:
    file = folder / "sms-desk.log"
    try:
        make_inner_folder(folder)
        if file.exists() and file.stat().st_size > LOG_BYTES:
            with suppress(OSError):  # some program follows the old one
                move(file, file.with_suffix(".log.1"), seconds=0)
        handler = _LogFile(file, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # A full disk must not fill standard error with what could not be logged.
    logging.raiseExceptions = False
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


class _LogFile(logging.FileHandler):
    """Drops what cannot be written: an error of logging must not reach the caller."""

    def _open(self) -> TextIOWrapper:
        file = Path(self.baseFilename)
        keep_private(file)
        return TextIOWrapper(open_file(file, "ab", seconds=0), encoding=self.encoding)

    def emit(self, record: logging.LogRecord) -> None:
        # The base class opens the file here, outside of what it catches.
        with suppress(OSError):
            super().emit(record)


@contextmanager
def _signals(program: Program) -> Iterator[None]:
    """End the program on SIGINT and SIGTERM, without asking."""
    if os.name != "posix":  # Windows closes windows by messages, and wakes no pipe
        yield
        return
    reader, writer = os.pipe()
    for end in (reader, writer):
        os.set_blocking(end, False)
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read)

    def close() -> None:
        os.read(reader, 16)
        program.window.stop_and_close()

    notifier.activated.connect(close)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        notifier.setEnabled(False)
        os.close(reader)
        os.close(writer)
