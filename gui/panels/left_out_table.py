"""The table of what is not sent to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.models.left_out import LeftOutModel

WIDTHS = (7, 18)
"""Of the first columns, in digits, unless their titles are longer; the last takes the rest."""
LINES = 5
"""Rows it asks for."""


class LeftOutTable(QTableView):
    """Rows of one height; Tab leaves it, Enter or a double click goes to the place of a row."""

    def __init__(self, model: LeftOutModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setToolTip(self.tr("Enter or a double click goes to the place"))
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._row())
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setStretchLastSection(True)
        digit = self.fontMetrics().horizontalAdvance("0")
        for column, digits in enumerate(WIDTHS):
            title = columns.sectionSizeHint(column)
            self.setColumnWidth(column, max(digits * digit, title))

    def sizeHint(self) -> QSize:
        """Give the height of some rows."""
        return QSize(super().sizeHint().width(), self._height(LINES))

    def minimumSizeHint(self) -> QSize:
        """Give the height of two rows."""
        return QSize(super().minimumSizeHint().width(), self._height(2))

    def _row(self) -> int:
        return round(self.fontMetrics().lineSpacing() * 1.4)

    def _height(self, rows: int) -> int:
        header = self.horizontalHeader().sizeHint().height()
        return header + rows * self._row() + 2 * self.frameWidth()
