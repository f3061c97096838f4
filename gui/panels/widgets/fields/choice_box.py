"""An editable combo box that finds its choices by value and by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QWidget

from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.fields.annotated_edit import AnnotatedEdit
from gui.panels.widgets.fields.choice_delegate import ChoiceDelegate
from gui.panels.widgets.fields.choice_model import (
    FIND_ROLE,
    ChoiceGroup,
    ChoiceModel,
    ComboChoice,
    Index,
)
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.panels.widgets.tables.first_key import FirstKey

__all__ = ["ChoiceBox", "ChoiceGroup", "ComboChoice"]

GAP = 8
ITEMS = 8
"""Choices of the list that are seen at once, at least."""
NAME_MIN = 28
"""Pixels of a name; with less it is not shown."""


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
        self.setMaxVisibleItems(ITEMS)

    def splitPath(self, path: str) -> list[str]:
        """Return the path to complete."""
        return [path.casefold()]

    def pathFromIndex(self, index: Index) -> str:
        """Give the value alone."""
        return str(index.data(Qt.ItemDataRole.EditRole) or "")


class _ValueEdit(AnnotatedEdit):
    """The value as text, and the name of the choice it stands for before it."""

    _name = ""

    def show_name(self, name: str) -> None:
        """Show `name` before the text; empty for none."""
        self._name = name
        self.place_label()

    def place_label(self) -> None:
        """Give the name what the value leaves; too little hides it."""
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(self.text()) - GAP - 8
        wide = min(metrics.horizontalAdvance(self._name) + 2, room) if self._name else 0
        shown = wide >= min(NAME_MIN, metrics.horizontalAdvance(self._name)) > 0
        self.label.setVisible(shown)
        if shown:
            self.label.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, wide))
            self.label.setGeometry(2, 0, wide, self.height())
        self.set_margins(wide + GAP if shown else 0, 0)


class ChoiceBox(SteadyBox):
    """An editable combo box that offers choices and forces none."""

    edited = Signal(object)
    """The text, whenever it has changed."""

    edit: _ValueEdit
    """Where one types."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, popup_width: int = 0) -> None:
        """Begin without choices; the list is at least `popup_width` pixels wide."""
        super().__init__(parent)
        self._theme = theme
        self._popup_width = popup_width
        self._choices = ChoiceModel(self)
        self._unmarked: FirstKey | None = None
        self.setEditable(True)
        self.edit = _ValueEdit()
        self.setLineEdit(self.edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(self._choices)
        self._finder = _Finder(self._choices, self)
        self.setCompleter(self._finder)
        # A long choice must not make the whole column wide.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.editTextChanged.connect(self._show_name)
        self.editTextChanged.connect(self.edited.emit)
        # The list of what is found is made when somebody types, not before the window is up.
        self.edit.textEdited.connect(self._dress_finder)

    def show_groups(self, groups: Sequence[ChoiceGroup]) -> None:
        """Offer these choices; the text stays."""
        edit = self.edit
        text, place = edit.text(), edit.cursorPosition()
        # QComboBox clears its text when its model is reset.
        blocked = self.blockSignals(True)
        self._choices.set_groups(groups)
        self.blockSignals(blocked)
        self._mark(text, place)
        self._show_name()

    def choice(self) -> ComboChoice | None:
        """The choice that the text stands for, if it is one."""
        return self._choices.find(self.currentText())

    def find_only(self, text: str) -> ComboChoice | None:
        """The only choice that can be meant by a part of its value or name."""
        return self._choices.find_only(text)

    def showPopup(self) -> None:
        """Show the list, from the choice that the text is, and as long as there is room below."""
        view = self.view()
        self._mark(self.edit.text(), self.edit.cursorPosition())
        room = (
            self.screen().availableGeometry().bottom()
            - self.mapToGlobal(self.rect().bottomLeft()).y()
        )
        row = self._theme.size("height.row-two-lines")
        self.setMaxVisibleItems(max(ITEMS, room // row - 1))
        self._dress_view(view)
        if self._unmarked is None:
            self._unmarked = FirstKey(view)
        super().showPopup()

    def _mark(self, text: str, place: int) -> None:
        """Make the choice of this text the current one, if there is any; the text stays."""
        blocked = self.blockSignals(True)
        exact = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive
        self.setCurrentIndex(self.findData(text, Qt.ItemDataRole.EditRole, exact) if text else -1)
        self.edit.setText(text)
        self.edit.setCursorPosition(place)
        self.blockSignals(blocked)

    def _show_name(self) -> None:
        found = self.choice()
        name = found.name if found else ""
        # A line edit within a combo box takes the colour of the box.
        restyle(self, named="true" if name else "false")
        restyle(self.edit, named=self.property("named"))
        self.edit.show_name(name)

    def _dress_finder(self) -> None:
        if (popup := self._finder.popup()) is not None:
            self._dress_view(popup)

    def _dress_view(self, view: QAbstractItemView) -> None:
        delegate = view.itemDelegate()
        if not isinstance(delegate, ChoiceDelegate):
            delegate = ChoiceDelegate(self._theme, view)
            view.setItemDelegate(delegate)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        delegate.current = self.currentText()
        view.setMinimumWidth(max(self.width(), self._popup_width))
