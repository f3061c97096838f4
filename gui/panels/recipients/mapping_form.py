"""Which column of a list fills which variable of the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from gui.words.recipients import sheets

LETTERS = 12
"""Of a column's name that are in sight at least."""


class MappingForm(QWidget):
    """A combo box for each variable; variables and columns of the same name find each other."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QComboBox] = {}
        self._columns: tuple[str, ...] = ()
        self._hidden: tuple[int, ...] = ()
        self._decided: dict[str, str | None] = {}
        self._referred: dict[str, str] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_variables(self, names: Sequence[str], referred: Mapping[str, str]) -> None:
        """Ask about these variables, each named once; `referred`: columns they have already."""
        self._referred = dict(referred)
        while self._form.rowCount():
            self._form.removeRow(0)
        self._boxes = {}
        for name in dict.fromkeys(names):
            box = QComboBox()
            # A column may be called by a whole sentence.
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(LETTERS)
            box.setObjectName(f"importVariable_{name}")
            box.setAccessibleName(self.tr("Column for {variable}").format(variable=name))
            # On Linux a combo box is called by its value.
            box.setAccessibleDescription(box.accessibleName())
            label = QLabel(f"${{{name}}}")
            label.setBuddy(box)
            self._form.addRow(label, box)
            box.activated.connect(lambda _, name=name: self._decide(name))
            self._boxes[name] = box
        self._fill()

    def show_columns(self, names: Sequence[str], hidden: Sequence[int] = ()) -> None:
        """Offer these columns; what the operator chose stays where its column is still there.

        Those in `hidden`, from 0, are not seen in the spreadsheet, and are offered as such.
        """
        if (tuple(names), tuple(hidden)) != (self._columns, self._hidden):
            self._columns, self._hidden = tuple(names), tuple(hidden)
            self._fill()

    def mapping(self) -> tuple[tuple[str, int], ...]:
        """The variables that have a column, from 0."""
        found = ((name, box.currentData()) for name, box in self._boxes.items())
        return tuple((name, column) for name, column in found if column is not None)

    def _fill(self) -> None:
        for name, box in self._boxes.items():
            chosen = self._guess(name)
            box.clear()
            box.addItem(self.tr("Not from this list"), None)
            for column, title in enumerate(self._columns):
                hidden = column in self._hidden
                box.addItem(sheets.hidden_column(title) if hidden else title, column)
            box.setCurrentIndex(0 if chosen is None else chosen + 1)
        self.changed.emit()

    def _guess(self, variable: str) -> int | None:
        if variable in self._decided:
            title = self._decided[variable]
            return self._columns.index(title) if title in self._columns else None
        if self._referred.get(variable) in self._columns:
            return self._columns.index(self._referred[variable])
        wanted = _plain(variable)
        same = (column for column, title in enumerate(self._columns) if _plain(title) == wanted)
        return next(same, None)

    def _decide(self, name: str) -> None:
        column = self._boxes[name].currentData()
        self._decided[name] = None if column is None else self._columns[column]
        self.changed.emit()


def _plain(name: str) -> str:
    """Take off what does not tell names apart: User_Name, user name, ${userName}."""
    return "".join(filter(str.isalnum, name)).casefold()
