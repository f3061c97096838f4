from __future__ import annotations

import time
from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from gui.models.paged import Column, PagedModel
from gui.panels.widgets.tables.paged_table import PagedTable
from gui.panels.widgets.tables.selection import selected_ranges, selected_rows

MILLION = 1_000_000


class Rows:
    """Rows that are their own ids."""

    def rows(self, ids: Sequence[int]) -> dict[int, int]:
        return {id: id for id in ids}


@pytest.fixture
def table(qtbot: QtBot) -> PagedTable:
    table = PagedTable({"number": 12})
    qtbot.addWidget(table)
    columns = [Column(name, name, lambda row: f"+{row}") for name in ("number", "other")]
    model = PagedModel(Rows(), columns, table)
    table.set_model(model)
    model.show(array("q", range(1, MILLION + 1)))
    table.show()
    return table


def test_a_million_rows_are_selected_and_painted_at_once(table: PagedTable) -> None:
    started = time.perf_counter()
    table.selectAll()
    table.grab()
    table.verticalScrollBar().setValue(MILLION // 2)
    table.grab()
    # Some milliseconds; half a minute and more where the header asks for each row.
    assert time.perf_counter() - started < 5
    assert len(table.selected_ids()) == MILLION


def test_selected_rows_come_in_order_whatever_was_clicked_first(table: PagedTable) -> None:
    flags = table.selectionModel().SelectionFlag
    for row in (7, 3, 4):
        index = table.model().index(row, 0)
        table.selectionModel().select(index, flags.Select | flags.Rows)
    assert list(selected_rows(table)) == [3, 4, 7]
    assert selected_ranges(table) == [range(3, 5), range(7, 8)]
    assert table.selected_ids() == [4, 5, 8]


def test_without_rows_nothing_is_selected(qtbot: QtBot) -> None:
    bare, empty = QTableView(), PagedTable({})
    qtbot.addWidget(bare)
    qtbot.addWidget(empty)
    assert selected_ranges(bare) == [] and empty.selected_ids() == []
