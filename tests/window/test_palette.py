"""What the palette finds in the whole window, and what it does."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from gui.core.history import HistoryFilter
from gui.panels.palette.palette import Palette
from gui.panels.top.place import Place
from gui.resource import resource
from gui.storage.secrets.secret_store import SecretStore
from tests.desk import Desk, desk, no_keyring
from tests.present import present

TEMPLATE = "SMS_153055065"


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, SecretStore(find=no_keyring)) as opened:
        qtbot.addWidget(opened.window)
        opened.window.activateWindow()
        catalogues = opened.session.catalogues
        qtbot.waitUntil(lambda: bool(catalogues.current.templates))
        yield opened


def ask(qtbot: QtBot, opened: Desk, text: str = "") -> Palette:
    """Open the palette by its keys, and type."""
    opened.window.activateWindow()
    qtbot.waitUntil(lambda: opened.window.isActiveWindow())
    QTest.keyClick(opened.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    shown = [one for one in opened.window.findChildren(Palette, "palette") if one.isVisible()]
    palette = shown[-1]
    qtbot.waitUntil(lambda: palette.isActiveWindow())
    if text:
        present(palette.findChild(QLineEdit, "paletteSearch")).setText(text)
    return palette


def found(palette: Palette) -> list[str]:
    rows = present(palette.findChild(QListWidget, "paletteList"))
    items = (rows.item(row) for row in range(rows.count()))
    return [item.text() for item in items if item.flags() & Qt.ItemFlag.ItemIsSelectable]


def run(palette: Palette, title: str, *, whole: bool = False) -> None:
    """Go to a row by the arrows, and press Enter."""
    field = present(palette.findChild(QLineEdit, "paletteSearch"))
    rows = present(palette.findChild(QListWidget, "paletteList"))
    for _ in range(rows.count()):
        text = rows.currentItem().text()
        if title == text or (not whole and title in text):
            break
        QTest.keyClick(field, Qt.Key.Key_Down)
    text = rows.currentItem().text()
    assert title == text or (not whole and title in text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_it_is_made_when_it_is_first_asked_for(qtbot: QtBot, opened: Desk) -> None:
    assert opened.window._palette is None
    ask(qtbot, opened)
    assert opened.window._palette is not None
    assert "gui.panels.palette.palette" in sys.modules


def test_only_what_can_be_done_now_is_offered(qtbot: QtBot, opened: Desk) -> None:
    titles = found(ask(qtbot, opened))
    assert "Settings" in titles
    assert "Export the history" not in titles
    assert "Stop sending" not in titles


def test_an_action_is_run(qtbot: QtBot, opened: Desk) -> None:
    run(ask(qtbot, opened, "history"), "Go to History")
    qtbot.waitUntil(lambda: opened.window.place() is Place.HISTORY)
    run(ask(qtbot, opened, "settings"), "Settings")
    qtbot.waitUntil(lambda: opened.find("settingsDialog").isVisible())


@pytest.mark.parametrize("text", ["dark", "Theme", "language"])
def test_a_setting_is_found_by_what_it_is_called(qtbot: QtBot, opened: Desk, text: str) -> None:
    assert "Settings" in found(ask(qtbot, opened, text))


def test_a_template_is_chosen(qtbot: QtBot, opened: Desk) -> None:
    opened.window.show_place(Place.HISTORY)
    run(ask(qtbot, opened, TEMPLATE), TEMPLATE)
    template = opened.find("templateCode")
    qtbot.waitUntil(lambda: TEMPLATE in template.currentText())
    assert opened.window.place() is Place.SEND


def test_presets_test_phones_and_runs_are_found(qtbot: QtBot, opened: Desk) -> None:
    opened.fill(qtbot, ["13800138001"])
    opened.session.presets.save_form("Login", with_recipients=True)
    opened.session.test_phones.add_examples()
    book = opened.session.preset_book
    qtbot.waitUntil(lambda: bool(book.book.presets) and bool(book.book.phones))
    opened.send(qtbot)
    cards = opened.session.run_cards
    qtbot.waitUntil(lambda: bool(cards.cards) and bool(cards.cards[0].rows))

    opened.clear_recipients(qtbot)
    run(ask(qtbot, opened, "login"), "Login")
    opened.wait_ready(qtbot, 1)

    phone = book.book.phones[0]
    run(ask(qtbot, opened, phone.number), phone.name)
    opened.wait_ready(qtbot, 2)

    run_id = cards.cards[0].run_id
    run(ask(qtbot, opened, "13800138001"), "13800138001", whole=True)
    filters = opened.window._history_page.table.filters
    qtbot.waitUntil(lambda: filters.wanted() == HistoryFilter(run_id=run_id))

    palette = ask(qtbot, opened, "138 0013 8001")
    assert found(palette)[0].startswith("Search the history")
    run(palette, "Search the history")
    qtbot.waitUntil(lambda: filters.wanted() == HistoryFilter("138 0013 8001"))
    qtbot.waitUntil(lambda: len(opened.rows()) == 1)

    run(ask(qtbot, opened, "8001"), "Search the history")
    qtbot.waitUntil(lambda: filters.wanted() == HistoryFilter("8001"))
    qtbot.waitUntil(lambda: len(opened.rows()) == 1)


def test_numbers_are_masked_where_they_are(qtbot: QtBot, opened: Desk) -> None:
    opened.session.test_phones.add_examples()
    book = opened.session.preset_book
    qtbot.waitUntil(lambda: bool(book.book.phones))
    opened.find("maskNumbers").click()
    number = book.book.phones[0].number
    titles = found(ask(qtbot, opened, number[-4:]))
    assert any("****" in title for title in titles)
    assert not any(number in title for title in titles)


def test_it_speaks_chinese(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    translator = QTranslator()
    assert translator.load("zh_CN", str(resource("translations")))
    qapp.installTranslator(translator)
    try:
        with desk(tmp_path, SecretStore(find=no_keyring), chinese=True) as opened:
            qtbot.addWidget(opened.window)
            opened.window.activateWindow()
            for text in ("深色", "dark"):
                palette = ask(qtbot, opened, text)
                assert "设置" in found(palette)
                palette.reject()
            run(ask(qtbot, opened, "历史"), "转到“历史”")
            qtbot.waitUntil(lambda: opened.window.place() is Place.HISTORY)
    finally:
        qapp.removeTranslator(translator)


def test_masked_numbers_are_found_by_the_whole_number_and_kept_apart(
    qtbot: QtBot, opened: Desk
) -> None:
    opened.fill(qtbot, ["13800138000", "13811118000"])
    opened.send(qtbot)
    cards = opened.session.run_cards
    qtbot.waitUntil(lambda: bool(cards.cards) and len(cards.cards[0].rows) == 2)
    opened.find("maskNumbers").click()

    rows = found(ask(qtbot, opened, "13811118000"))
    assert [row for row in rows if "138****8000" in row and "Search" not in row]
    both = found(ask(qtbot, opened, "138"))
    assert len([row for row in both if "138****8000" in row]) == 2
