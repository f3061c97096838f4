"""The do-not-send list of an account as a table model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.core.phones.masking import mask_number
from gui.words import times

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_ROOT = QModelIndex()


class BlockedNumbersModel(QAbstractTableModel):
    """Shows blocked numbers with their dates, filtered by a search text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[tuple[str, int]] = ()
        self._rows: Sequence[tuple[str, int]] = ()
        self._search = ""
        self._masked = False

    @property
    def total(self) -> int:
        """The number of all rows, including those filtered out."""
        return len(self._all)

    def show(self, numbers: Sequence[tuple[str, int]]) -> None:
        """Show a list of numbers with the times they were added, in ms since 1970, UTC."""
        self._all = numbers
        self._filter()

    def search(self, text: str) -> None:
        """Show only the numbers that contain `text`."""
        self._search = text
        self._filter()

    def set_masked(self, masked: bool) -> None:
        """Mask or unmask the numbers."""
        self._masked = masked
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def number(self, row: int) -> str:
        """Return the number of a row, unmasked."""
        return self._rows[row][0]

    # Methods of QAbstractTableModel.

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or role != Role.DisplayRole:
            return None
        number, added_at = self._rows[index.row()]
        if index.column():
            return times.local(added_at)
        return mask_number(number) if self._masked else number

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role != Role.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return self.tr("Blocked since") if section else self.tr("Number")

    def _filter(self) -> None:
        self.beginResetModel()
        search = self._search
        self._rows = [row for row in self._all if search in row[0]] if search else self._all
        self.endResetModel()
