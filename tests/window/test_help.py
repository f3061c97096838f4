"""The manual is a key away, in the language of the window."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser

from gui.panels.help.help_dialog import HelpDialog
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import desk, no_keyring


@pytest.fixture
def opened(qtbot, tmp_path):
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        yield opened


@pytest.fixture(params=[("zh_CN", "第一条短信"), ("en_US", "The first message")])
def title(request):
    """The first line of the manual, in the language that is the default meanwhile."""
    before = QLocale()
    locale, title = request.param
    QLocale.setDefault(QLocale(locale))
    yield title
    QLocale.setDefault(before)


def dialogs(opened):
    return opened.window.findChildren(HelpDialog)


def test_f1_opens_it_in_the_language_of_the_window(qtbot, opened, title):
    assert not dialogs(opened)  # nothing of it is there before it is wanted
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    QTest.keyClick(opened.window, Qt.Key.Key_F1)
    (dialog,) = dialogs(opened)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.findChild(QTextBrowser, "helpPage").toPlainText().startswith(title)


def test_the_button_brings_back_the_page_that_was_read(opened):
    opened.find("help").click()
    (dialog,) = dialogs(opened)
    dialog.open_page("unknown.md")
    dialog.close()
    opened.find("help").click()
    assert dialogs(opened) == [dialog]
    assert dialog.isVisible()
    assert dialog.findChild(QTextBrowser, "helpPage").source().fileName() == "unknown.md"


def test_f1_opens_it_from_a_modal_dialog_and_it_can_be_used(qtbot, opened):
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


def test_the_log_has_a_button(opened):
    opened.find("help").click()
    (dialog,) = dialogs(opened)
    dialog.findChild(QPushButton, "openLog").click()

    assert opened.find("logDialog").isVisible()
