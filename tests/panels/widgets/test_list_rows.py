from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from gui.panels.widgets.list_rows import remove_rows


def test_all_rows_go_without_a_signal(qtbot: QtBot) -> None:
    rows = QListWidget()
    qtbot.addWidget(rows)
    for number in range(3):
        item = QListWidgetItem(f"{number}")
        item.setData(Qt.ItemDataRole.UserRole, (number,))
        rows.addItem(item)
    rows.setCurrentRow(1)
    changed, chosen = QSignalSpy(rows.currentItemChanged), QSignalSpy(rows.itemSelectionChanged)
    remove_rows(rows)
    assert (rows.count(), rows.currentRow()) == (0, -1)
    assert (changed.count(), chosen.count()) == (0, 0)
