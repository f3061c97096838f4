"""A preview of the first rows of a list under the chosen layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.core.lists.layout import column_names

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()

NUMBER_ROLE = Role.UserRole
"""Role: whether a cell contains the number of a recipient."""
HEADER_ROLE = Role.UserRole + 1
"""Role: whether a cell is in a header row."""


class ListPreviewModel(QAbstractTableModel):
    """Shows some rows with column names and the number column highlighted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[int] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._names: tuple[str, ...] = ()
        self._hidden_columns: Sequence[int] = ()
        self._header_rows = 0
        self._number_column: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The column names according to the current header."""
        return self._names

    def show(
        self,
        lines: Sequence[int],
        rows: Sequence[Sequence[str]],
        hidden_columns: Sequence[int] = (),
    ) -> None:
        """Show other rows; `lines` contains the line number of each, from 1."""
        self.beginResetModel()
        self._hidden_columns = hidden_columns
        self._lines, self._rows = lines, rows
        self._names = column_names(rows, self._header_rows)
        self.endResetModel()

    def set_layout(self, header_rows: int, number_column: int | None) -> None:
        """Set the number of header rows, and the number column, from 0."""
        self._header_rows, self._number_column = header_rows, number_column
        self._names = column_names(self._rows, header_rows)
        if self._names and self._rows:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._names) - 1)
            last = self.index(len(self._rows) - 1, len(self._names) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Methods of QAbstractTableModel.

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Role.DisplayRole | Role.ToolTipRole:
                cells = self._rows[row]
                return cells[column] if column < len(cells) else ""
            case _ if role == HEADER_ROLE:
                return row < self._header_rows
            case _ if role == NUMBER_ROLE:
                return column == self._number_column and row >= self._header_rows
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role != Role.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._lines[section]
        name = self._names[section]
        if section in self._hidden_columns:
            name = self.tr("{column} (hidden)").format(column=name)
        if section == self._number_column:
            return self.tr("{column} (numbers)").format(column=name)
        return name
