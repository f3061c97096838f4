"""The rows of an editable combo box: choices in groups, each group with a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex

FIND_ROLE = Qt.ItemDataRole.UserRole
"""What a choice is found by while the operator types: its value and its name, folded."""
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `ComboChoice` of a row, or the text of a heading."""


@dataclass(frozen=True, slots=True)
class ComboChoice:
    """One choice.

    Attributes:
        value: what is taken into the field.
        name: shown before the value in the list, and beside it in the field; may be empty.
        detail: a second line; may be empty.
        note: a word at the end of the row.
        usable: whether it can be chosen; `detail` says why not.
    """

    value: str
    name: str = ""
    detail: str = ""
    note: str = ""
    usable: bool = True

    @property
    def text(self) -> str:
        """The choice as assistive technology reads it."""
        first = f"{self.name} {self.value}" if self.name else self.value
        return " · ".join(part for part in (first, self.note, self.detail) if part)


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices under a heading; an empty `heading` is not shown, nor is one without choices."""

    heading: str
    choices: tuple[ComboChoice, ...]


class ChoiceModel(QAbstractListModel):
    """The choices of some groups, one under the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ComboChoice | str] = []

    def set_groups(self, groups: Sequence[ChoiceGroup]) -> None:
        """Show these groups."""
        self.beginResetModel()
        self._rows = []
        for group in groups:
            if group.choices and group.heading:
                self._rows.append(group.heading)
            self._rows += group.choices
        self.endResetModel()

    def find(self, value: str) -> ComboChoice | None:
        """The choice whose value is exactly `value`."""
        found = (row for row in self._rows if isinstance(row, ComboChoice) and row.value == value)
        return next(found, None)

    def find_only(self, text: str) -> ComboChoice | None:
        """The only choice that can be meant by `text`: of that name, or with that in it."""
        wanted = text.casefold()
        usable = [row for row in self._rows if isinstance(row, ComboChoice) and row.usable]
        named = [row for row in usable if row.name.casefold() == wanted]
        found = named or [row for row in usable if wanted in f"{row.value} {row.name}".casefold()]
        return found[0] if len({row.value for row in found}) == 1 else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown, taken into the field, or found by."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.text
            case Qt.ItemDataRole.EditRole:
                return row.value
            case _ if role == FIND_ROLE:
                return f"{row.value} {row.name}".casefold()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let choices that are usable be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if isinstance(row, str) or not row.usable:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
