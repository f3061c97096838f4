"""One labelled field for each variable of the template."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.panels.message.variable_field import LINE_GAP, VariableField
from gui.panels.theme.theme import Theme

if TYPE_CHECKING:
    from gui.core.message.unfit_values import UnfitValues
    from gui.core.message.variables import Variable

LABEL_MAX = 112
"""Pixels of a name; a longer one is elided."""


class VariableFields(QWidget):
    """The values of the variables, typed one by one."""

    edited = Signal(str, str)
    """The operator has changed the value of a variable: its name and its value."""
    filled = Signal()
    """Enter was pressed in the last field that lacked a value."""

    def __init__(self, theme: Theme, before: QWidget, parent: QWidget | None = None) -> None:
        """Begin without variables; Tab comes here from `before`."""
        super().__init__(parent)
        self._theme = theme
        self._before = before
        self._fields: list[VariableField] = []
        self._variables: tuple[Variable, ...] = ()
        self._columns: Mapping[str, str] = {}
        self._gone: frozenset[str] = frozenset()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.step)
        self._grid.setVerticalSpacing(LINE_GAP)
        self._grid.setColumnStretch(1, 1)
        theme.changed.connect(self._dress)

    def show_variables(self, variables: Sequence[Variable]) -> None:
        """Have a field for each of `variables`, in their order; what is typed in others is gone."""
        if tuple(variables) == self._variables:
            return
        self._variables = tuple(variables)
        held = self._let_go()
        for field in self._fields:
            field.remove()
        self._fields = []
        for place, variable in enumerate(variables):
            self._fields.append(self._add(place, variable))
        self._offer_columns()
        if held is not None:
            self._hold(held)

    def show_columns(self, columns: Mapping[str, str]) -> None:
        """Let each variable take its values from one of these columns.

        The columns are those of the imported lists, each with its first value; none takes the
        choice away.
        """
        if dict(columns) != self._columns:
            self._columns = dict(columns)
            self._offer_columns()

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show the values of the parameters."""
        for field in self._fields:
            field.show_value(values.get(field.variable.name, ""))

    def show_missing(self, names: Sequence[str]) -> None:
        """Mark the fields of `names` as those that the message waits for."""
        for field in self._fields:
            field.set_wanted(field.variable.name in names)

    def show_gone(self, columns: Collection[str]) -> None:
        """Mark the fields that take values from these columns, which no list has."""
        if self._gone != frozenset(columns):
            self._gone = frozenset(columns)
            for field in self._fields:
                field.set_gone(self._gone)

    def show_unfit(self, unfit: Mapping[str, UnfitValues]) -> None:
        """Warn at the fields, by their variables, whose values from rows are likely refused."""
        for field in self._fields:
            field.set_unfit(unfit.get(field.variable.name))

    def focus_gap(self, after: str = "") -> bool:
        """Focus the first field without values behind that of `after`, or before it.

        Returns whether there is one.
        """
        names = [field.variable.name for field in self._fields]
        start = names.index(after) + 1 if after in names else 0
        for field in (*self._fields[start:], *self._fields[:start]):
            if field.is_gap():
                field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def label_width(self) -> int:
        """Pixels that the widest label takes, at most `LABEL_MAX`."""
        metrics = self.fontMetrics()
        names = (metrics.horizontalAdvance(one.name) + 9 for one in self._variables)
        return min(LABEL_MAX, max(names, default=0))

    def set_label_width(self, width: int) -> None:
        """Give the labels `width` pixels, so that all fields of the form begin at one place."""
        for field in self._fields:
            field.set_label_width(width - self._theme.step)

    def _let_go(self) -> str | None:
        """Clear the focus, if it is here, before its field goes; return the field's variable.

        Qt would give it to the next widget instead, out of sight of what the operator types.
        """
        for field in self._fields:
            for widget in field.controls():
                if widget.hasFocus():
                    widget.clearFocus()
                    return field.variable.name
        return None

    def _hold(self, name: str) -> None:
        """Focus the field of variable `name`, else the first, if there is any."""
        edits = {field.variable.name: field.edit for field in self._fields}
        target = edits.get(name) or next(iter(edits.values()), None)
        if target is not None:
            target.show()  # a layout would show it later, and the focus could not go there before
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, place: int, variable: Variable) -> VariableField:
        field = VariableField(variable, self._theme, self._grid, place, self)
        field.edited.connect(self.edited)
        field.entered.connect(self._go_on)
        field.controls_changed.connect(self._order_tabs)
        field.set_gone(self._gone)
        return field

    def _offer_columns(self) -> None:
        for field in self._fields:
            field.set_columns(self._columns)
        self._order_tabs()
        self._dress()

    def _order_tabs(self) -> None:
        """Let Tab come here behind `before`: what is made later comes last by itself."""
        last = self._before
        for field in self._fields:
            for widget in field.controls():
                QWidget.setTabOrder(last, widget)
                last = widget

    def _go_on(self, name: str) -> None:
        if not self.focus_gap(name):
            self.filled.emit()

    def _dress(self) -> None:
        for field in self._fields:
            field.dress(self._theme)
