"""Which column of a list holds the numbers, and which fills which variable of the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from gui.core.lists.layout import Certainty
from gui.core.message.variables import VariableHint, guess_hint
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.elided_label import ElidedLabel
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.words.recipients import lists, sheets

LETTERS = 12
"""Of a column's name that are in sight at least."""
LABEL = 128
"""Pixels of a variable's name; a longer one is elided."""


class MappingForm(QWidget):
    """A combo box for the numbers and one for each variable, each with what the guess rests on.

    Variables and columns of the same name find each other; where what both are about is guessed
    by their names, such as name and 姓名, the operator is asked to check.
    """

    changed = Signal()
    """A variable has another column."""
    number_chosen = Signal()
    """The operator chose the column of the numbers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: dict[str, QComboBox] = {}
        self._evidence: dict[str, QLabel] = {}
        self._columns: tuple[str, ...] = ()
        self._hidden: tuple[int, ...] = ()
        self._decided: dict[str, str | None] = {}
        self._referred: dict[str, str] = {}
        self._usable = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.step)
        self._grid.setVerticalSpacing(theme.step)
        self._grid.setColumnStretch(1, 1)
        self._number = self._box("importNumberColumn", self.tr("Number column"))
        self._number.activated.connect(lambda: self.number_chosen.emit())
        self._certainty = self._add_row(0, self.tr("Mobile numbers"), self._number)
        self._certainty.setObjectName("importCertainty")

    @property
    def number_column(self) -> int | None:
        """The column of the numbers, from 0; none if they stand anywhere in a row."""
        column = self._number.currentData()
        return None if column is None else int(column)

    def show_variables(self, names: Sequence[str], referred: Mapping[str, str]) -> None:
        """Ask about these variables, each named once; `referred`: columns they have already."""
        self._referred = dict(referred)
        for row in range(1, self._grid.rowCount()):
            for column in range(self._grid.columnCount()):
                item = self._grid.itemAtPosition(row, column)
                if item is not None and (old := item.widget()) is not None:
                    self._grid.removeWidget(old)
                    old.hide()
                    old.deleteLater()
        self._boxes, self._evidence = {}, {}
        for row, name in enumerate(dict.fromkeys(names), 1):
            box = self._box(
                f"importVariable_{name}", self.tr("Column for {variable}").format(variable=name)
            )
            box.activated.connect(lambda _, name=name: self._decide(name))
            self._boxes[name] = box
            self._evidence[name] = self._add_row(row, name, box)
        last = self._number
        for box in self._boxes.values():  # what is made late comes last by itself
            QWidget.setTabOrder(last, box)
            last = box
        self._fill()

    def show_columns(self, names: Sequence[str], hidden: Sequence[int] = ()) -> None:
        """Offer these columns; what the operator chose stays where its column is still there.

        Those in `hidden`, from 0, are not seen in the spreadsheet, and are offered as such.
        """
        if (tuple(names), tuple(hidden)) != (self._columns, self._hidden):
            self._columns, self._hidden = tuple(names), tuple(hidden)
            self._fill()

    def show_number(self, column: int | None) -> None:
        """Show the column of the numbers."""
        self._offer(self._number, self.tr("Anywhere in a row"), column)
        self._fill()

    def focus_number(self) -> None:
        """Let the keyboard begin with the column of the numbers."""
        self._number.setFocus()

    def show_certainty(self, certainty: Certainty | None, sentence: str) -> None:
        """Say what the guess of the number column rests on; none where the operator chose it."""
        unsure = certainty is Certainty.UNSURE
        self._certainty.setText(lists.evidence(certainty) if certainty else "")
        self._certainty.setToolTip(sentence)
        restyle(self._certainty, tone="warning" if unsure else "secondary")

    def set_usable(self, known: bool, values: bool) -> None:
        """Let columns be chosen where the list is `known`, of `values` where there are any."""
        self._number.setEnabled(known)
        self._usable = values
        for box in self._boxes.values():
            box.setEnabled(values)

    def mapping(self) -> tuple[tuple[str, int], ...]:
        """The variables that have a column, from 0."""
        if not self._usable:
            return ()
        found = ((name, box.currentData()) for name, box in self._boxes.items())
        return tuple((name, column) for name, column in found if column is not None)

    def _box(self, object_name: str, name: str) -> QComboBox:
        box = SteadyBox()
        # A column may be called by a whole sentence.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(LETTERS)
        box.setObjectName(object_name)
        box.setAccessibleName(name)
        # On Linux a combo box is called by its value.
        box.setAccessibleDescription(name)
        return box

    def _add_row(self, row: int, text: str, box: QComboBox) -> QLabel:
        """Add a row to the form; return the label behind the box."""
        label = ElidedLabel(text)
        label.setProperty("role", "secondary")
        label.setFixedWidth(LABEL)
        label.setBuddy(box)
        evidence = QLabel()
        evidence.setProperty("role", "caption")
        for column, widget in enumerate((label, box, evidence)):
            self._grid.addWidget(widget, row, column)
        return evidence

    def _fill(self) -> None:
        for name, box in self._boxes.items():
            chosen, certainty = self._guess(name)
            self._offer(box, self.tr("Not from this list"), chosen)
            self._evidence[name].setText(lists.evidence(certainty) if certainty else "")
            unsure = certainty is Certainty.UNSURE
            restyle(self._evidence[name], tone="warning" if unsure else "secondary")
        self.changed.emit()

    def _offer(self, box: QComboBox, none: str, chosen: int | None) -> None:
        box.clear()
        box.addItem(none, None)
        for column, title in enumerate(self._columns):
            hidden = column in self._hidden
            box.addItem(sheets.hidden_column(title) if hidden else title, column)
        box.setCurrentIndex(0 if chosen is None else chosen + 1)

    def _guess(self, variable: str) -> tuple[int | None, Certainty | None]:
        """Find the column of a variable, and what that rests on; none: on the operator."""
        if variable in self._decided:
            title = self._decided[variable]
            return (self._columns.index(title) if title in self._columns else None), None
        if self._referred.get(variable) in self._columns:
            return self._columns.index(self._referred[variable]), None
        wanted, about = _plain(variable), guess_hint(variable)
        for column, title in enumerate(self._columns):
            if _plain(title) == wanted:
                return column, Certainty.BY_NAME
        alike = [
            column
            for column, title in enumerate(self._columns)
            if guess_hint(title) is about and column not in (self.number_column, *self._hidden)
        ]
        rivals = [name for name in self._boxes if guess_hint(name) is about]
        if about is VariableHint.NONE or len(alike) != 1 or rivals != [variable]:
            return None, None  # one column must not be said to be two things
        return alike[0], Certainty.UNSURE

    def _decide(self, name: str) -> None:
        column = self._boxes[name].currentData()
        self._decided[name] = None if column is None else self._columns[column]
        self._evidence[name].setText("")
        self.changed.emit()


def _plain(name: str) -> str:
    """Normalise a name for comparison: User_Name, user name and ${userName} are the same."""
    return "".join(filter(str.isalnum, name)).casefold()
