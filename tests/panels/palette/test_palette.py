"""The palette is used by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QWidget

from gui.panels.palette.command import Command, Group
from gui.panels.palette.palette import Palette

DONE = []


def command(title, group=Group.ACTIONS, **more):
    return Command(group, title, lambda: DONE.append(title), **more)


@pytest.fixture
def window(qtbot):
    DONE.clear()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


@pytest.fixture
def palette(qtbot, theme, window):
    commands = [
        command("Login", Group.PRESETS, caption="阿里云", hint="load"),
        *(command(f"Do {n}") for n in range(30)),
    ]
    palette = Palette(commands, lambda text: DONE.append(f"search {text}"), theme, window)
    palette.show()
    palette.activateWindow()
    qtbot.waitUntil(lambda: palette.isActiveWindow())
    return palette


def field(palette):
    return palette.findChild(QLineEdit, "paletteSearch")


def chosen(palette):
    item = palette.findChild(QListWidget, "paletteList").currentItem()
    return "" if item is None else item.text()


def key(palette, *keys):
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or palette, one)


def test_the_arrows_choose_and_headings_are_passed_over(palette):
    assert field(palette).hasFocus()
    assert chosen(palette) == "Login"
    key(palette, Qt.Key.Key_Down)
    assert chosen(palette) == "Do 0"
    key(palette, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert chosen(palette) == "Login"
    key(palette, Qt.Key.Key_PageDown, *[Qt.Key.Key_PageDown] * 9)
    assert chosen(palette) == "Do 29"
    assert field(palette).hasFocus()


def test_enter_runs_what_was_found_once_it_is_closed(qtbot, palette):
    field(palette).setText("do 17")
    assert chosen(palette) == "Do 17"
    with qtbot.waitSignal(palette.accepted):
        key(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: DONE == ["Do 17"])


def test_the_history_is_searched_for_anything(qtbot, palette):
    field(palette).setText(" 0003 ")
    assert "0003" in chosen(palette)
    key(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: DONE == ["search 0003"])


def test_a_click_runs_too(qtbot, palette):
    found = palette.findChild(QListWidget, "paletteList")
    place = found.visualItemRect(found.item(1)).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: DONE == ["Login"])


def test_the_list_takes_the_keyboard_too(qtbot, palette):
    key(palette, Qt.Key.Key_Tab)
    assert palette.findChild(QListWidget, "paletteList").hasFocus()
    key(palette, Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: DONE == ["Do 0"])


def test_it_goes_away_by_escape_and_when_something_else_has_the_keyboard(
    qtbot, palette, window, theme
):
    with qtbot.waitSignal(palette.rejected):
        key(palette, Qt.Key.Key_Escape)
    again = Palette([command("Do")], DONE.append, theme, window)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(lambda: again.isActiveWindow())
    with qtbot.waitSignal(again.rejected):
        window.activateWindow()
    assert DONE == []


def test_a_row_says_all_of_it(palette):
    found = palette.findChild(QListWidget, "paletteList")
    said = found.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Login, 阿里云, load"
    assert field(palette).accessibleName()
    assert found.accessibleName()


def test_it_stays_within_the_window(palette, window):
    found = palette.findChild(QListWidget, "paletteList")
    assert found.height() <= 420
    assert palette.width() <= window.width()
    field(palette).setText("do 17")
    assert found.height() < 200
