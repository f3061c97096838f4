"""The common style and behaviour of tables."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.panels.widgets.tables.first_key import FirstKey

ROW_LINES = 1.4
"""Height of a row, in lines of text."""
LINE = 10 / 7
"""Height of a line at least, in heights of its letters: those of some fonts are close."""


class _RowHeight(QObject):
    """Keeps the rows of a table as high as its font asks for."""

    def __init__(self, table: QTableView, row_lines: float) -> None:
        super().__init__(table)
        self._table = table
        self._row_lines = row_lines
        table.installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure anew in another font."""
        if event.type() is QEvent.Type.FontChange:
            self.fit()
        return False

    def fit(self) -> None:
        """Measure the font, and give the rows their height."""
        self._table.ensurePolished()
        metrics = self._table.fontMetrics()
        line = max(metrics.lineSpacing(), LINE * QFontInfo(self._table.font()).pixelSize())
        self._table.verticalHeader().setDefaultSectionSize(round(line * self._row_lines))


def style_table(table: QTableView, row_lines: float = ROW_LINES) -> None:
    """Give a table rows of one height that are selected as a whole, and no vertical header."""
    fix_rows(table, row_lines)
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
    _RowHeight(table, row_lines)
    FirstKey(table)
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
