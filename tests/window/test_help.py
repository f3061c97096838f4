"""The manual is a key away, in the language of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.help.help_dialog import HelpDialog
from gui.panels.theme.theme import Theme
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from gui.window.help import Help
from tests.desk import Desk, desk, no_keyring
from tests.present import present


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        yield opened


@pytest.fixture(params=[("zh_CN", "第一条短信"), ("en_US", "The first message")])
def title(request: pytest.FixtureRequest) -> Iterator[str]:
    """The first line of the manual, in the language that is the default meanwhile."""
    before = QLocale()
    locale, title = request.param
    QLocale.setDefault(QLocale(locale))
    yield title
    QLocale.setDefault(before)


def dialogs(opened: Desk) -> list[HelpDialog]:
    return opened.window.findChildren(HelpDialog)


def test_f1_opens_it_in_the_language_of_the_window(qtbot: QtBot, opened: Desk, title: str) -> None:
    assert not dialogs(opened)  # nothing of it is there before it is wanted
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    QTest.keyClick(opened.window, Qt.Key.Key_F1)
    (dialog,) = dialogs(opened)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert present(dialog.findChild(QTextBrowser, "helpPage")).toPlainText().startswith(title)


def test_the_button_brings_back_the_page_that_was_read(opened: Desk) -> None:
    opened.find("help").click()
    (dialog,) = dialogs(opened)
    dialog.open_page("unknown.md")
    dialog.close()
    opened.find("help").click()
    assert dialogs(opened) == [dialog]
    assert dialog.isVisible()
    assert present(dialog.findChild(QTextBrowser, "helpPage")).source().fileName() == "unknown.md"


def test_f1_opens_it_from_a_modal_dialog_and_it_can_be_used(qtbot: QtBot, opened: Desk) -> None:
    question = QDialog(opened.window)
    question.open()
    question.activateWindow()
    qtbot.waitUntil(question.isActiveWindow)
    QTest.keyClick(question, Qt.Key.Key_F1)

    (dialog,) = dialogs(opened)
    assert dialog.isVisible()
    # A child of the window would be blocked as the window is.
    assert dialog.windowHandle().transientParent() is None
    question.close()


def test_f1_opens_the_manual_of_the_window_that_the_dialog_belongs_to(
    qtbot: QtBot, opened: Desk
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    Help(Theme(resource("")), other)
    for parent in (other, QWidget(other, Qt.WindowType.Window)):
        question = QDialog(parent)
        question.open()
        question.activateWindow()
        qtbot.waitUntil(question.isActiveWindow)
        QTest.keyClick(question, Qt.Key.Key_F1)
        question.close()

    assert not dialogs(opened)
    assert len(other.findChildren(HelpDialog)) == 1


def test_the_log_has_a_button(opened: Desk) -> None:
    opened.find("help").click()
    (dialog,) = dialogs(opened)
    present(dialog.findChild(QPushButton, "openLog")).click()

    assert opened.find("logDialog").isVisible()
