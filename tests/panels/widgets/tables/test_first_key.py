"""The first arrow key in a table goes to its first row."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.widgets.tables.table_style import style_table


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[QTableView]:
    whole = QWidget()
    qtbot.addWidget(whole)
    before, table = QLineEdit(), QTableView()
    style_table(table)
    table.setModel(QStringListModel(["a", "b", "c"], table))
    column = QVBoxLayout(whole)
    column.addWidget(before)
    column.addWidget(table)
    whole.show()
    whole.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    qtbot.waitUntil(table.hasFocus)
    yield table
    whole.close()


def chosen(table: QTableView) -> list[int]:
    return [index.row() for index in table.selectionModel().selectedRows()]


def test_the_first_key_chooses_the_first_row(table: QTableView) -> None:
    assert chosen(table) == []
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen(table) == [0]
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen(table) == [1]


def test_a_row_that_somebody_went_to_is_gone_on_from(table: QTableView) -> None:
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen(table) == [1]


def test_a_row_that_was_chosen_before_is_gone_on_from(table: QTableView) -> None:
    index = table.model().index(1, 0)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen(table) == [2]
