"""The window over the real sandbox: what an operator does, with Qt's own events."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from gui.core.errors import FileFault, LedgerError
from gui.session.notices import Operation
from gui.storage.secrets.secret_store import SecretStore
from gui.window.run_alert import RunAlert
from tests.desk import Desk, desk, no_keyring
from tests.present import present

NUMBERS = ["13900000001", "13900000002", "13900000003"]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        yield opened


def test_three_numbers_are_sent_to_the_sandbox_and_stay(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        opened.fill(qtbot, NUMBERS)
        opened.send(qtbot)
        qtbot.waitUntil(lambda: opened.rows() == [(n, "accepted") for n in NUMBERS])

    with desk(tmp_path, SecretStore(find=no_keyring)) as again:
        qtbot.waitUntil(lambda: again.rows() == [(n, "accepted") for n in NUMBERS])
        assert again.find("signName").currentText() == "阿里云"


def test_the_form_is_never_narrower_than_what_stands_in_it(qtbot: QtBot, opened: Desk) -> None:
    opened.window.resize(300, 300)
    send = opened.find("refreshTemplates")
    scroll = next(
        area for area in opened.window.findChildren(QScrollArea) if area.isAncestorOf(send)
    )
    qtbot.waitUntil(
        lambda: scroll.viewport().width() >= present(scroll.widget()).minimumSizeHint().width()
    )
    qtbot.waitUntil(lambda: not scroll.horizontalScrollBar().isVisible())


def test_problems_that_are_asked_for_come_into_sight(qtbot: QtBot, opened: Desk) -> None:
    opened.window.resize(1000, 500)
    opened.find("phoneNumbers").setPlainText("nobody\n010-62512345\n12345")
    show = opened.find("showProblems")
    qtbot.waitUntil(show.isVisible)
    show.click()
    problems = opened.find("recipientProblems")
    qtbot.waitUntil(lambda: not problems.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: problems.visibleRegion().boundingRect().height() == problems.height())


def test_a_notice_that_was_closed_holds_no_later_one(opened: Desk) -> None:
    full = LedgerError(FileFault.DISK_FULL, "ledger.db")
    notices, bar = opened.session.work.notices, opened.find("messageBar")
    notices.fail(Operation.IMPORT_LIST, full, "list.csv")
    opened.find("messageClose").click()
    assert not bar.isVisible()
    notices.fail(Operation.START_RUN, full)
    assert bar.isVisible()
    notices.clear(Operation.START_RUN)
    assert not bar.isVisible()


def test_places_are_shown_by_button_and_key_and_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        opened.find("pageHistory").click()
        assert opened.find("historySearch").isVisibleTo(opened.window)
        assert not opened.find("send").isVisibleTo(opened.window)
        opened.window.activateWindow()
        qtbot.waitUntil(opened.window.isActiveWindow)
        qtbot.keyClick(opened.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: opened.find("send").isVisibleTo(opened.window))
        qtbot.keyClick(opened.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not opened.find("send").isVisibleTo(opened.window))
        opened.window.close()
    with desk(tmp_path, SecretStore(find=no_keyring)) as again:
        assert again.find("pageHistory").isChecked()
        assert again.find("historySearch").isVisibleTo(again.window)


def test_pressed_message_of_a_run_shows_a_minimised_window(opened: Desk) -> None:
    opened.window.showMinimized()
    present(opened.window.findChild(RunAlert)).pressed.emit()
    assert not opened.window.isMinimized()
    assert opened.window.isVisible()
