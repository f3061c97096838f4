"""The table of a list's first rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.models.list_preview import (
    HEADER_ROLE,
    LEFT_OUT_ROLE,
    NUMBER_ROLE,
    REASON_ROLE,
    ListPreviewModel,
)
from gui.panels.theme.theme import Theme
from gui.panels.widgets.tables.table_style import fix_rows

WIDEST = 28
"""Of a column, in digits."""
LINES = 6
"""Rows it asks for."""


class _CellDelegate(QStyledItemDelegate):
    """Writes what is no recipient faintly, and marks the rows that would be left out."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        # The style sheet draws items without the brush of their option.
        if index.data(LEFT_OUT_ROLE) == "bad":
            painter.fillRect(option.rect, self._theme.colour("danger-tint"))
        super().paint(painter, option, index)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        left_out, is_number = index.data(LEFT_OUT_ROLE), index.data(NUMBER_ROLE)
        ink = ""
        if index.data(HEADER_ROLE) or left_out == "repeated":
            ink = "text-secondary"
        if left_out == "bad":
            ink = "danger" if is_number or index.data(REASON_ROLE) else ""
        if index.data(REASON_ROLE):
            role = "danger" if left_out == "bad" else "text-secondary"
            option.icon = self._theme.icon("warning" if left_out == "bad" else "minus", role)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = self._theme.icon_size
        if ink:
            palette = option.palette
            for role_of in (palette.ColorRole.Text, palette.ColorRole.HighlightedText):
                palette.setColor(role_of, self._theme.colour(ink))
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
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        theme.changed.connect(self.viewport().update)

    def fit_columns(self) -> None:
        """Make every column as wide as it needs, up to a limit; there are few rows."""
        model, header = self.model(), self.horizontalHeader()
        digit = self.fontMetrics().horizontalAdvance("0")
        for column in range(model.columnCount()):
            # As the style draws cells, with the room around them.
            cells = (model.index(row, column) for row in range(model.rowCount()))
            wanted = max((self.sizeHintForIndex(cell).width() for cell in cells), default=0)
            wanted = max(wanted + digit, header.sectionSizeHint(column))
            last = column == model.columnCount() - 1
            self.setColumnWidth(column, wanted if last else min(wanted, WIDEST * digit))
        # The last one keeps the width that it had beside narrower ones, until it is stretched anew.
        header.setStretchLastSection(False)
        header.setStretchLastSection(True)

    def show_from(self, row: int) -> None:
        """Scroll so that a row is the first in sight, if enough rows are below it."""
        self.scrollTo(self.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def sizeHint(self) -> QSize:
        """Give the height of some rows."""
        header = self.horizontalHeader().sizeHint().height()
        rows = LINES * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), header + rows + 2 * self.frameWidth())
