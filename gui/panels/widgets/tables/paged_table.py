"""A table of the draft's rows, of any length."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from gui.models.paged import ROW_ROLE, PagedModel
from gui.panels.widgets.tables.selection import (
    free_header,
    selected_ids,
    selected_ranges,
    selected_rows,
)
from gui.panels.widgets.tables.table_style import style_table

COPIED = 10_000
"""Rows that are copied at most: more of them would hold the window up."""
LINES = 5
"""Rows it asks for."""


class PagedTable(QTableView):
    """Rows of one height, read by the page; Tab leaves it, Ctrl+C copies the selected rows."""

    copied = Signal(object, object)
    """How many rows were copied, and how many were selected."""

    def __init__(self, widths: Mapping[str, int], parent: QWidget | None = None) -> None:
        """Begin without rows; `widths` of the columns, by name, in digits."""
        super().__init__(parent)
        self._widths = widths
        self._paged: PagedModel | None = None
        self._fitted: tuple[str, ...] = ()
        style_table(self)
        self.horizontalHeader().setStretchLastSection(True)
        copy = QAction(self.tr("&Copy rows"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_model(self, model: PagedModel) -> None:
        """Show the rows of `model`."""
        self._paged = model
        self.setModel(model)
        free_header(self)
        self._fit_columns()
        model.modelReset.connect(self._fit_columns)

    def show_column(self, name: str, shown: bool) -> None:
        """Show or hide a column by its name."""
        for number, column in enumerate(self._paged.columns if self._paged else ()):
            if column.name == name:
                self.setColumnHidden(number, not shown)

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in order."""
        return selected_ids(self, self._paged)

    def sizeHint(self) -> QSize:
        """Give the height of some rows."""
        return QSize(super().sizeHint().width(), self._height(LINES))

    def minimumSizeHint(self) -> QSize:
        """Give the height of three rows, above a scroll bar."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().minimumSizeHint().width(), self._height(3) + bar)

    def _fit_columns(self) -> None:
        """Give the columns their widths, unless they have them already."""
        columns = self._paged.columns if self._paged else ()
        names = tuple(column.name for column in columns)
        if names == self._fitted:
            return
        self._fitted = names
        header, digit = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("0")
        for number, name in enumerate(names):
            width = self._widths.get(name, 12) * digit
            self.setColumnHidden(number, False)
            self.setColumnWidth(number, max(width, header.sectionSizeHint(number)))

    def _copy(self) -> None:
        model = self._paged
        many = sum(map(len, selected_ranges(self)))
        if model is None or not many:
            return
        shown = [n for n in range(model.columnCount()) if not self.isColumnHidden(n)]
        columns = [model.columns[n] for n in shown]
        found = (model.index(row, 0).data(ROW_ROLE) for row in islice(selected_rows(self), COPIED))
        lines = [
            "\t".join(" ".join(column.text(row).split()) for column in columns)
            for row in found
            if row is not None
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.emit(len(lines), many)

    def _height(self, rows: int) -> int:
        header = self.horizontalHeader().sizeHint().height()
        return header + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()
