import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.search_field import SearchField
from gui.resource import resource


@pytest.fixture
def field(qtbot: QtBot) -> SearchField:
    field = SearchField("historySearch", "Search…", "Search")
    qtbot.addWidget(field)
    field.show()
    return field


def test_it_searches_once_nobody_types_any_more(qtbot: QtBot, field: SearchField) -> None:
    found: list[str] = []
    field.searched.connect(found.append)
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, " 1380 ")
    assert found == ["1380"]


def test_enter_searches_at_once_and_only_once(qtbot: QtBot, field: SearchField) -> None:
    found: list[str] = []
    field.searched.connect(found.append)
    QTest.keyClicks(field, "1380")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert found == ["1380"]
    with qtbot.waitSignal(field.searched):  # the next one is of the next text
        QTest.keyClicks(field, "0")
    assert found == ["1380", "13800"]


def test_the_cross_that_clears_is_in_the_middle(
    qtbot: QtBot, qapp: QApplication, field: SearchField
) -> None:
    Theme(resource("")).apply()
    try:
        field.setText("1380")
        (cross,) = field.findChildren(QToolButton)
        qtbot.waitUntil(cross.isVisible)
        assert abs(cross.geometry().center().y() - field.rect().center().y()) <= 1
    finally:
        qapp.setStyleSheet("")
