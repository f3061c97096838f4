import logging
import threading

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.crash import CrashReporter, redacted

SECRET = "13800138000"


def failure():
    try:
        number = SECRET
        raise ValueError(f"cannot use {number}")
    except ValueError as error:
        return error


def test_where_and_what_is_kept_but_not_what_it_said():
    text = redacted(failure())
    assert "test_crash.py" in text
    assert "ValueError" in text
    assert SECRET not in text


@pytest.fixture
def reporter(qtbot, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    reporter = CrashReporter()
    reporter.window = window
    return reporter


def boxes(reporter):
    return reporter.window.findChildren(QMessageBox)


def test_an_error_of_any_thread_is_shown_on_the_gui_thread_once(qtbot, reporter, caplog, capsys):
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            thread = threading.Thread(target=lambda: reporter.report(failure()))
            thread.start()
            thread.join()
        qtbot.waitUntil(lambda: len(boxes(reporter)) == 1)
    assert SECRET not in caplog.text + capsys.readouterr().err
    assert SECRET not in boxes(reporter)[0].detailedText()
    assert "ValueError" in boxes(reporter)[0].detailedText()
    boxes(reporter)[0].close()


def test_another_error_is_shown_too(qtbot, reporter, capsys):
    reporter.report(failure())
    reporter.report(KeyError("x"))
    qtbot.waitUntil(lambda: len(boxes(reporter)) == 2)
    for box in boxes(reporter):
        box.close()
