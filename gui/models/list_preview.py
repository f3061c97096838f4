"""A preview of the rows of a list under the chosen layout, and of those it would leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.core.lists.layout import column_names
from gui.core.lists.list_check import CheckedRow, ListCheck
from gui.core.lists.notes import RowNote
from gui.models.draft_columns import mask_text
from gui.words.recipients import list_checks as words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()

NUMBER_ROLE = Role.UserRole
"""Role: whether a cell contains the number of a recipient."""
HEADER_ROLE = Role.UserRole + 1
"""Role: whether a cell is in a header row."""
LEFT_OUT_ROLE = Role.UserRole + 2
"""Role: `bad` or `repeated` in a row that would be left out, else empty."""
REASON_ROLE = Role.UserRole + 3
"""Role: whether a cell says why its row would be left out."""


class ListPreviewModel(QAbstractTableModel):
    """Shows some rows with column names; the last column says why a row would be left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first: tuple[Sequence[int], Sequence[Sequence[str]]] = ((), ())
        self._lines: Sequence[int] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._names: tuple[str, ...] = ()
        self._hidden_columns: Sequence[int] = ()
        self._header_rows = 0
        self._number_column: int | None = None
        self._variables: Mapping[int, str] = {}
        self._reasons: dict[int, CheckedRow] = {}
        self._left_out: Sequence[CheckedRow] = ()
        self._only_left_out = self._masked = False

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
        self._first = (lines, rows)
        self._reasons, self._left_out, self._only_left_out = {}, (), False
        self._choose_rows()
        self.endResetModel()

    def set_layout(self, header_rows: int, number_column: int | None) -> None:
        """Set the number of header rows, and the number column, from 0."""
        self._header_rows, self._number_column = header_rows, number_column
        self._names = column_names(self._first[1], header_rows)
        self._notify()

    def set_variables(self, variables: Mapping[int, str]) -> None:
        """Set the variable that a column fills, by the column, from 0."""
        self._variables = variables
        self._notify()

    def set_masked(self, masked: bool) -> None:
        """Hide the middle of every number, or show it."""
        self._masked = masked
        self._notify()

    def show_check(self, check: ListCheck | None) -> None:
        """Mark the rows that would be left out; none: it is not known which."""
        self.beginResetModel()
        self._left_out = check.left_out if check else ()
        self._reasons = {row.line: row for row in reversed(self._left_out)}
        self._choose_rows()
        self.endResetModel()

    def show_only_left_out(self, only: bool) -> None:
        """Show the rows that would be left out, or the first rows of the list."""
        self.beginResetModel()
        self._only_left_out = only
        self._choose_rows()
        self.endResetModel()

    # Methods of QAbstractTableModel.

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self._names else len(self._names) + 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        header = not self._only_left_out and row < self._header_rows
        left_out = None if header else self._reasons.get(self._lines[row])
        last = column == len(self._names)
        match role:
            case Role.DisplayRole | Role.ToolTipRole:
                if last:
                    return words.reason(left_out) if left_out else ""
                cells = self._rows[row]
                text = cells[column] if column < len(cells) else ""
                return mask_text(text) if self._masked else text
            case _ if role == HEADER_ROLE:
                return header
            case _ if role == NUMBER_ROLE:
                return column == self._number_column and not header
            case _ if role == LEFT_OUT_ROLE:
                if left_out is None:
                    return ""
                return "repeated" if left_out.note is RowNote.REPEATED else "bad"
            case _ if role == REASON_ROLE:
                return last and left_out is not None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role != Role.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._lines[section]
        if section == len(self._names):
            return self.tr("Why it is left out")
        name = self._names[section]
        if section in self._hidden_columns:
            name = self.tr("{column} (hidden)").format(column=name)
        if section == self._number_column:
            return self.tr("{column} (numbers)").format(column=name)
        if section in self._variables and self._variables[section] != name:
            return f"{name} ({self._variables[section]})"
        return name

    def _choose_rows(self) -> None:
        if self._only_left_out:
            self._lines = [row.line for row in self._left_out]
            self._rows = [row.cells for row in self._left_out]
        else:
            self._lines, self._rows = self._first
        self._names = column_names(self._first[1], self._header_rows)

    def _notify(self) -> None:
        if self._names and self._rows:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._names))
            last = self.index(len(self._rows) - 1, len(self._names))
            self.dataChanged.emit(self.index(0, 0), last)
