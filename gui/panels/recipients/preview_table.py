"""The table of a list's first rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.models.list_preview import HEADER_ROLE, NUMBER_ROLE, ListPreviewModel
from gui.panels.theme.theme import Theme
from gui.panels.widgets.table_style import fix_rows

WIDEST = 28
"""Of a column, in digits."""
LINES = 8
"""Rows it asks for."""


class _CellDelegate(QStyledItemDelegate):
    """Writes numbers bold, and what is no recipient faintly."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        colours = self._theme.colours
        if index.data(NUMBER_ROLE):
            font = option.font
            font.setBold(True)
            option.font = font
        elif index.data(HEADER_ROLE):
            palette = option.palette
            palette.setColor(palette.ColorRole.Text, QColor(colours.muted))
            option.palette = palette


class PreviewTable(QTableView):
    """Rows of one height; columns as wide as what is in the few rows, within reason."""

    def __init__(
        self, model: ListPreviewModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(theme, self))
        fix_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        theme.changed.connect(self.viewport().update)

    def fit_columns(self) -> None:
        """Make every column as wide as it needs, up to a limit; there are few rows."""
        model, header = self.model(), self.horizontalHeader()
        digit = self.fontMetrics().horizontalAdvance("0")
        for column in range(model.columnCount()):
            # As the style draws cells: with the room around them, and numbers bold.
            cells = (model.index(row, column) for row in range(model.rowCount()))
            wanted = max((self.sizeHintForIndex(cell).width() for cell in cells), default=0)
            wanted = max(wanted + digit, header.sectionSizeHint(column))
            self.setColumnWidth(column, min(wanted, WIDEST * digit))

    def show_from(self, row: int) -> None:
        """Scroll so that a row is the first in sight, if enough rows are below it."""
        self.scrollTo(self.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def sizeHint(self) -> QSize:
        """Give the height of some rows."""
        header = self.horizontalHeader().sizeHint().height()
        rows = LINES * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), header + rows + 2 * self.frameWidth())
