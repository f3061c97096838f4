"""An editable combo box of recent and fetched values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

Index = QModelIndex | QPersistentModelIndex

FIND_ROLE = Qt.ItemDataRole.UserRole
"""What a choice is found by while the operator types: its value and its name, folded."""


@dataclass(frozen=True, slots=True)
class ComboChoice:
    """One choice.

    Attributes:
        value: what is taken into the field.
        name: shown beside the value in the list only; may be empty.
    """

    value: str
    name: str = ""

    @property
    def text(self) -> str:
        """The choice as the list shows it."""
        return f"{self.value} · {self.name}" if self.name else self.value


class ChoiceModel(QAbstractListModel):
    """Choices in two groups, used lately and fetched, with a line between them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ComboChoice | None] = []

    def set_choices(self, recent: Sequence[ComboChoice], fetched: Sequence[ComboChoice]) -> None:
        """Show these; a fetched one that was used lately is shown once, above, with its name."""
        names = {choice.value: choice for choice in fetched}
        above = [names.get(choice.value, choice) for choice in recent]
        taken = {choice.value for choice in above}
        below = [choice for choice in names.values() if choice.value not in taken]
        self.beginResetModel()
        self._rows = [*above, *([None] if above and below else []), *below]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are, the line among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown, taken into the field, or found by."""
        if not index.isValid():
            return None
        choice = self._rows[index.row()]
        if choice is None:
            # The one thing by which QComboBox knows a separator.
            return "separator" if role == Qt.ItemDataRole.AccessibleDescriptionRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return choice.text
            case Qt.ItemDataRole.EditRole:
                return choice.value
            case _ if role == FIND_ROLE:
                return choice.text.casefold()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything but the line be chosen."""
        if index.isValid() and self._rows[index.row()] is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Finder(QCompleter):
    """Finds a choice by any part of its value or name, and gives its value."""

    def __init__(self, model: QAbstractItemModel, parent: QObject) -> None:
        super().__init__(model, parent)
        # QComboBox writes what is typed as the completer finds it. Signs differ by case, so both
        # sides are folded here instead.
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompletionRole(FIND_ROLE)

    def splitPath(self, path: str) -> list[str]:
        """Return the path to complete."""
        return [path.casefold()]

    def pathFromIndex(self, index: Index) -> str:
        """Give the value alone."""
        return str(index.data(Qt.ItemDataRole.EditRole) or "")


class ChoiceBox(QComboBox):
    """An editable combo box that offers choices and forces none."""

    edited = Signal(object)
    """The text, whenever it is another one."""

    edit: QLineEdit
    """Where one types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = ChoiceModel(self)
        self._recent: tuple[ComboChoice, ...] = ()
        self._fetched: tuple[ComboChoice, ...] = ()
        self.setEditable(True)
        self.edit = QLineEdit()
        self.setLineEdit(self.edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(self._choices)
        self.setCompleter(_Finder(self._choices, self))
        # A long choice must not make the whole column wide.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.editTextChanged.connect(self.edited.emit)

    def show_recent(self, choices: Sequence[ComboChoice]) -> None:
        """Offer what was used lately, the latest first; the text stays."""
        self._recent = tuple(choices)
        self._show()

    def show_fetched(self, choices: Sequence[ComboChoice]) -> None:
        """Offer what the service has; the text stays."""
        self._fetched = tuple(choices)
        self._show()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls: it must not change what is sent."""
        event.ignore()

    def _show(self) -> None:
        edit = self.edit
        text, place = edit.text(), edit.cursorPosition()
        # QComboBox clears its text when its model is reset.
        blocked = self.blockSignals(True)
        self._choices.set_choices(self._recent, self._fetched)
        exact = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive
        self.setCurrentIndex(self.findData(text, Qt.ItemDataRole.EditRole, exact) if text else -1)
        edit.setText(text)
        edit.setCursorPosition(place)
        self.blockSignals(blocked)
