"""Which rows of a table are selected, of a million too."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QTableView


def selected_rows(view: QAbstractItemView) -> list[int]:
    """List the selected rows of `view`, from 0, in order; none before it has a model."""
    if view.model() is None:
        return []
    # By ranges: an index for each of a million rows would take seconds.
    selection = view.selectionModel().selection()
    ranges = map(selection.at, range(selection.size()))
    return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})


def free_header(table: QTableView) -> None:
    """Let the header of `table` know nothing of what is selected; call it after `setModel`.

    Else each painting of it asks every row of every column whether it is selected: 37 s when all
    of a million rows are.
    """
    header = table.horizontalHeader()
    header.setSelectionModel(QItemSelectionModel(table.model(), header))
