"""The manual in the program."""

import re

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextDocument, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from gui.panels.help.help_dialog import HelpDialog
from gui.panels.theme.theme import Theme
from gui.resource import resource
from tests.documents import LANGUAGES, PAGES, sections
from tests.present import present

each = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def dialog(qtbot: QtBot, language: str) -> HelpDialog:
    dialog = HelpDialog(resource(f"manual/{language}"), Theme(resource("")))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def contents(dialog: HelpDialog) -> QListWidget:
    return present(dialog.findChild(QListWidget, "helpContents"))


def page(dialog: HelpDialog) -> QTextBrowser:
    return present(dialog.findChild(QTextBrowser, "helpPage"))


def shown(dialog: HelpDialog) -> str:
    return page(dialog).source().fileName()


@each
def test_it_has_a_line_for_every_page_of_the_index(dialog: HelpDialog, language: str) -> None:
    (index,) = sections("manual/index.md", language)
    names = [
        contents(dialog).item(row).data(Qt.ItemDataRole.UserRole)
        for row in range(contents(dialog).count())
    ]
    assert names == index.links
    assert shown(dialog) == names[0]


@each
def test_the_keyboard_alone_goes_through_all_pages(dialog: HelpDialog, language: str) -> None:
    seen = {shown(dialog)}
    for _ in range(contents(dialog).count() - 1):
        QTest.keyClick(contents(dialog), Qt.Key.Key_Down)
        seen.add(shown(dialog))
        (first, *_) = sections(f"manual/{shown(dialog)}", language)
        assert page(dialog).toPlainText().startswith(first.title)
    assert seen == set(PAGES) - {"index.md"}


@pytest.mark.parametrize("language", ["en"])
def test_a_link_is_followed_by_the_keyboard_and_back_again(
    dialog: HelpDialog, qtbot: QtBot
) -> None:
    dialog.open_page("keyboard.md")
    dialog.open_page("parameters.md")
    dialog.open_page("lists.md")
    browser = page(dialog)
    browser.setFocus()
    # The first link of this page leads to the parameters.
    QTest.keyClick(browser, Qt.Key.Key_Tab)
    assert browser.textCursor().charFormat().anchorHref() == "parameters.md"
    QTest.keyClick(browser, Qt.Key.Key_Return)
    assert shown(dialog) == "parameters.md"
    assert contents(dialog).currentItem().data(Qt.ItemDataRole.UserRole) == "parameters.md"
    back = present(dialog.findChild(QPushButton, "helpBack"))
    assert back.isEnabled()
    back.click()
    assert shown(dialog) == "lists.md"
    assert contents(dialog).currentItem().data(Qt.ItemDataRole.UserRole) == "lists.md"


class Browser(QObject):
    """Where Qt hands addresses that it does not show itself."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.mark.parametrize("language", ["en"])
def test_other_addresses_open_in_the_browser(dialog: HelpDialog) -> None:
    outside = Browser()
    QDesktopServices.setUrlHandler("https", outside, "open")  # type: ignore[arg-type] # its stub asks for bytes
    try:
        dialog.open_page("first-message.md")
        browser = page(dialog)
        browser.setFocus()
        while not browser.textCursor().charFormat().anchorHref().startswith("https"):
            QTest.keyClick(browser, Qt.Key.Key_Tab)
        QTest.keyClick(browser, Qt.Key.Key_Return)
    finally:
        QDesktopServices.unsetUrlHandler("https")
    assert outside.opened == ["https://dysms.console.aliyun.com/"]
    assert shown(dialog) == "first-message.md"


@pytest.mark.parametrize("name", PAGES)
@each
def test_no_markdown_is_visible(language: str, name: str, qapp: QApplication) -> None:
    document = QTextDocument()
    document.setMarkdown(resource(f"manual/{language}/{name}").read_text(encoding="utf-8"))
    shown = document.toPlainText().replace("138****8000", "")
    assert "**" not in shown
    assert "](" not in shown
    assert not re.search(r"^\|", shown, re.MULTILINE)


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_tables_have_lines(qtbot: QtBot, scheme: Qt.ColorScheme) -> None:
    theme = Theme(resource(""), scheme)
    dialog = HelpDialog(resource("manual/zh_CN"), theme)
    qtbot.addWidget(dialog)
    dialog.open_page("keyboard.md")
    frames = page(dialog).document().rootFrame().childFrames()
    (table,) = [frame for frame in frames if isinstance(frame, QTextTable)]
    assert table.format().borderBrush().color() == theme.colour("border-strong")
    assert table.format().border() == 1


@pytest.mark.parametrize("language", ["en"])
def test_escape_closes_it(dialog: HelpDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
