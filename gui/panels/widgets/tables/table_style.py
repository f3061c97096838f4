"""The common style and behaviour of tables."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

ROW_LINES = 1.4
"""Height of a row, in lines of text."""


def style_table(table: QTableView) -> None:
    """Give a table rows of one height that are selected as a whole, and no vertical header."""
    fix_rows(table)
    table.verticalHeader().hide()
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)


def fix_rows(table: QTableView, row_lines: float = ROW_LINES) -> None:
    """Give a table rows of one height, columns that scroll smoothly, and no cell to edit."""
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    rows = table.verticalHeader()
    # Measuring rows by their contents froze a million of them for 78 s.
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(round(table.fontMetrics().lineSpacing() * row_lines))
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
