import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.app.crash import CrashReporter, redacted
from gui.panels.help.crash_dialog import CrashDialog
from tests.present import present

SECRET = "13800138000"


def failure() -> ValueError:
    try:
        number = SECRET
        raise ValueError(f"cannot use {number}")
    except ValueError as error:
        return error


def test_report_has_place_and_type_but_not_the_message() -> None:
    text = redacted(failure())
    assert "test_crash.py" in text
    assert "ValueError" in text
    assert SECRET not in text


@pytest.fixture
def reporter(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CrashReporter:
    window = QWidget()
    qtbot.addWidget(window)
    reporter = CrashReporter()
    reporter.window = window
    return reporter


def boxes(reporter: CrashReporter) -> list[CrashDialog]:
    return present(reporter.window).findChildren(CrashDialog)


def details(reporter: CrashReporter) -> str:
    return present(boxes(reporter)[0].findChild(QPlainTextEdit, "crashReport")).toPlainText()


def test_an_error_of_any_thread_is_shown_on_the_gui_thread_once(
    qtbot: QtBot,
    reporter: CrashReporter,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            thread = threading.Thread(target=lambda: reporter.report(failure()))
            thread.start()
            thread.join()
        qtbot.waitUntil(lambda: len(boxes(reporter)) == 1)
    assert SECRET not in caplog.text + capsys.readouterr().err
    assert SECRET not in details(reporter)
    assert "ValueError" in details(reporter)
    boxes(reporter)[0].close()


def test_another_error_is_shown_too(
    qtbot: QtBot, reporter: CrashReporter, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter.report(failure())
    reporter.report(KeyError("x"))
    qtbot.waitUntil(lambda: len(boxes(reporter)) == 2)
    for box in boxes(reporter):
        box.close()


class Spilling:
    """Fails where Python cannot raise: as it goes away."""

    def __del__(self) -> None:
        raise ValueError(f"cannot use {SECRET}")


@pytest.fixture
def installed(reporter: CrashReporter, monkeypatch: pytest.MonkeyPatch) -> CrashReporter:
    for holder, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(holder, hook, getattr(holder, hook))
    reporter.install()
    return reporter


def spill() -> None:
    Spilling()
    gc.collect()


def fail_in_a_thread() -> None:
    def fail() -> None:
        raise ValueError(f"cannot use {SECRET}")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


@pytest.mark.parametrize("fail", [spill, fail_in_a_thread])
def test_standard_traceback_is_redacted_too(
    qtbot: QtBot,
    installed: CrashReporter,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    fail: Callable[[], None],
) -> None:
    with caplog.at_level(logging.ERROR):
        fail()
        qtbot.waitUntil(lambda: len(boxes(installed)) == 1)
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert SECRET not in said + caplog.text + details(installed)
    boxes(installed)[0].close()


class Closed:
    """Standard error whose reader has gone."""

    def write(self, text: str) -> None:
        raise BrokenPipeError


def test_a_report_never_fails_itself(
    qtbot: QtBot, reporter: CrashReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", Closed())
    reporter.report(failure())
    qtbot.waitUntil(lambda: len(boxes(reporter)) == 1)
    boxes(reporter)[0].close()


def test_a_thread_that_ends_by_itself_is_no_crash(
    qtbot: QtBot, reporter: CrashReporter, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter.report(SystemExit(1))
    assert capsys.readouterr().err == ""
    reporter.report(failure())  # its box would come after one of the exit
    qtbot.waitUntil(lambda: bool(boxes(reporter)))
    (box,) = boxes(reporter)
    assert "ValueError" in present(box.findChild(QPlainTextEdit, "crashReport")).toPlainText()
    box.close()


def after_forbidding(expression: str) -> list[str]:
    """What Python makes of `expression` in a process that forbade dumps, and in its child."""
    child = f"import ctypes, pathlib, sys; print({expression})"
    code = (
        "import subprocess, sys; from gui.app.crash import forbid_dumps; forbid_dumps()\n"
        f"subprocess.run([sys.executable, '-c', {child!r}], check=True)\n"
        f"{child}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent.parent,
    )
    return done.stdout.split()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such limit")
def test_no_core_is_dumped_here_nor_by_what_is_started() -> None:
    limit = "*__import__('resource').getrlimit(__import__('resource').RLIMIT_CORE)"
    assert after_forbidding(limit) == ["0", "0"] * 2


@pytest.mark.skipif(sys.platform != "linux", reason="a file of Linux")
def test_core_dump_piped_to_a_program_is_empty() -> None:
    kept = "pathlib.Path('/proc/self/coredump_filter').read_text()"
    assert [int(each, 16) for each in after_forbidding(kept)] == [0, 0]


@pytest.mark.skipif(sys.platform != "win32", reason="an error mode is Windows's")
def test_windows_makes_no_report_of_a_crash() -> None:
    # Of the process itself: a child's is inherited by Windows, but not by Wine.
    assert int(after_forbidding("ctypes.windll.kernel32.GetErrorMode()")[-1]) & 3 == 3
