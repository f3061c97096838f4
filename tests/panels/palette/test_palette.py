"""The palette is used by the keyboard alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.palette.command import Command, Group
from gui.panels.palette.palette import Palette
from gui.panels.theme.theme import Theme
from tests.present import present

DONE: list[str] = []


def command(title: str, group: Group = Group.ACTIONS, **more: Any) -> Command:
    return Command(group, title, lambda: DONE.append(title), **more)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    DONE.clear()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


@pytest.fixture
def palette(qtbot: QtBot, theme: Theme, window: QWidget) -> Palette:
    commands = [
        command("Login", Group.PRESETS, caption="阿里云", hint="load"),
        *(command(f"Do {n}") for n in range(30)),
    ]
    palette = Palette(commands, lambda text: DONE.append(f"search {text}"), theme, window)
    palette.show()
    palette.activateWindow()
    qtbot.waitUntil(lambda: palette.isActiveWindow())
    return palette


def field(palette: Palette) -> QLineEdit:
    return present(palette.findChild(QLineEdit, "paletteSearch"))


def chosen(palette: Palette) -> str:
    item = present(palette.findChild(QListWidget, "paletteList")).currentItem()
    return "" if item is None else item.text()


def key(palette: Palette, *keys: Qt.Key) -> None:
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or palette, one)


def test_the_arrows_choose_and_headings_are_passed_over(palette: Palette) -> None:
    assert field(palette).hasFocus()
    assert chosen(palette) == "Login"
    key(palette, Qt.Key.Key_Down)
    assert chosen(palette) == "Do 0"
    key(palette, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert chosen(palette) == "Login"
    key(palette, Qt.Key.Key_PageDown, *[Qt.Key.Key_PageDown] * 9)
    assert chosen(palette) == "Do 29"
    assert field(palette).hasFocus()


def test_enter_runs_what_was_found_once_it_is_closed(qtbot: QtBot, palette: Palette) -> None:
    field(palette).setText("do 17")
    assert chosen(palette) == "Do 17"
    with qtbot.waitSignal(palette.accepted):
        key(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: DONE == ["Do 17"])


def test_the_history_is_searched_for_anything(qtbot: QtBot, palette: Palette) -> None:
    field(palette).setText(" 0003 ")
    assert "0003" in chosen(palette)
    key(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: DONE == ["search 0003"])


def test_a_click_runs_too(qtbot: QtBot, palette: Palette) -> None:
    found = present(palette.findChild(QListWidget, "paletteList"))
    place = found.visualItemRect(found.item(1)).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: DONE == ["Login"])


def test_the_list_takes_the_keyboard_too(qtbot: QtBot, palette: Palette) -> None:
    key(palette, Qt.Key.Key_Tab)
    assert present(palette.findChild(QListWidget, "paletteList")).hasFocus()
    key(palette, Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: DONE == ["Do 0"])


def test_it_goes_away_by_escape_and_when_something_else_has_the_keyboard(
    qtbot: QtBot, palette: Palette, window: QWidget, theme: Theme
) -> None:
    with qtbot.waitSignal(palette.rejected):
        key(palette, Qt.Key.Key_Escape)
    again = Palette([command("Do")], DONE.append, theme, window)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(lambda: again.isActiveWindow())
    with qtbot.waitSignal(again.rejected):
        window.activateWindow()
    assert DONE == []


def test_a_row_says_all_of_it(palette: Palette) -> None:
    found = present(palette.findChild(QListWidget, "paletteList"))
    said = found.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Login, 阿里云, load"
    assert field(palette).accessibleName()
    assert found.accessibleName()


def test_it_stays_within_the_window(palette: Palette, window: QWidget) -> None:
    found = present(palette.findChild(QListWidget, "paletteList"))
    assert found.height() <= 420
    assert palette.width() <= window.width()
    field(palette).setText("do 17")
    assert found.height() < 200


def test_it_is_as_high_as_what_was_found(palette: Palette) -> None:
    keys = present(palette.findChild(QLabel))
    whole = palette.height()
    field(palette).setText("do 17")
    assert palette.height() < whole - 100
    assert palette.height() == palette.sizeHint().height()
    field(palette).setText("")
    assert palette.height() == whole
    assert keys.geometry().bottom() < palette.height()
