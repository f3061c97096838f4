"""One labelled field for each variable of the template."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.panels.message.value_edit import PLACEHOLDER, ValueEdit
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import icon_button, named_button, set_icons

if TYPE_CHECKING:
    from gui.core.message.variables import Variable

DIGITS = 6
"""Of a random code."""
FIELD_GAP, LINE_GAP = 8, 2
"""Pixels between two fields, and between a field and its hint."""
EXAMPLE_MAX = 30
"""Characters of a value in the menu of columns."""
LABEL_MAX = 112
"""Pixels of a name; a longer one is elided."""


@dataclass(slots=True)
class _Row:
    variable: Variable
    label: QLabel
    edit: ValueEdit
    hint: QLabel
    button: QPushButton | None
    column: QToolButton | None = None
    clear: QPushButton | None = None
    wanted: bool = False


class VariableFields(QWidget):
    """The values of the variables, typed one by one.

    A field is named `param_NAME`, and has NAME as its label and accessible name.
    """

    edited = Signal(str, str)
    """The operator has changed the value of a variable: its name and its value."""
    filled = Signal()
    """Enter was pressed in the last field that lacked a value."""

    def __init__(self, theme: Theme, before: QWidget, parent: QWidget | None = None) -> None:
        """Begin without variables; Tab comes here from `before`."""
        super().__init__(parent)
        self._theme = theme
        self._before = before
        self._rows: list[_Row] = []
        self._variables: tuple[Variable, ...] = ()
        self._showing = False
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
        for place, row in enumerate(self._rows):
            self._grid.setRowMinimumHeight(3 * place + 2, 0)
            for widget in (row.label, row.edit, row.hint, row.button, row.column, row.clear):
                if widget is not None:
                    self._grid.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        self._rows = [self._add(place, one) for place, one in enumerate(variables)]
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
            for row in self._rows:
                self._judge(row)

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show the values of the parameters."""
        self._showing = True
        for row in self._rows:
            row.edit.show_value(values.get(row.variable.name, ""))
            self._judge(row)
        self._showing = False

    def show_missing(self, names: Sequence[str]) -> None:
        """Mark the fields of `names` as those that the message waits for."""
        for row in self._rows:
            row.wanted = row.variable.name in names
            self._judge(row)

    def show_gone(self, columns: Collection[str]) -> None:
        """Mark the fields that take values from these columns, which no list has."""
        if self._gone != frozenset(columns):
            self._gone = frozenset(columns)
            for row in self._rows:
                self._judge(row)

    def focus_gap(self, after: str = "") -> bool:
        """Focus the first field without values behind that of `after`, or before it.

        Returns whether there is one.
        """
        names = [row.variable.name for row in self._rows]
        start = names.index(after) + 1 if after in names else 0
        for row in (*self._rows[start:], *self._rows[:start]):
            if not row.edit.text().strip() or self._gone_of(row):
                row.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def label_width(self) -> int:
        """Pixels that the widest label takes, at most `LABEL_MAX`."""
        metrics = self.fontMetrics()
        names = (metrics.horizontalAdvance(one.name) + 9 for one in self._variables)
        return min(LABEL_MAX, max(names, default=0))

    def set_label_width(self, width: int) -> None:
        """Give the labels `width` pixels, so that all fields of the form begin at one place."""
        for row in self._rows:
            row.label.setFixedWidth(width - self._theme.step)
            text = self.fontMetrics().elidedText(
                row.variable.name, Qt.TextElideMode.ElideRight, width - self._theme.step
            )
            row.label.setText(text.replace("&", "&&"))

    def _let_go(self) -> str | None:
        """Clear the focus, if it is here, before its field goes; return the field's variable.

        Qt would give it to the next widget instead, out of sight of what the operator types.
        """
        for row in self._rows:
            for widget in (row.edit, row.button, row.column):
                if widget is not None and widget.hasFocus():
                    widget.clearFocus()
                    return row.variable.name
        return None

    def _hold(self, name: str) -> None:
        """Focus the field of variable `name`, else the first, if there is any."""
        fields = {row.variable.name: row.edit for row in self._rows}
        target = fields.get(name) or next(iter(fields.values()), None)
        if target is not None:
            target.show()  # a layout would show it later, and the focus could not go there before
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, place: int, variable: Variable) -> _Row:
        from gui.words.message import variables as words

        edit = ValueEdit(self._theme, variable.longest, self)
        edit.setObjectName(f"param_{variable.name}")
        edit.setAccessibleName(variable.name)
        edit.setPlaceholderText(words.example(variable))
        label = QLabel(variable.name, self)
        label.setProperty("role", "secondary")
        label.setToolTip(variable.name)
        label.setBuddy(edit)
        label.setFixedHeight(self._theme.size("height.control"))
        hint = QLabel(self, wordWrap=True)
        hint.setProperty("role", "caption")
        hint.setObjectName(f"paramHint_{variable.name}")
        hint.setTextFormat(Qt.TextFormat.PlainText)
        button = None
        if variable.random:
            button = named_button(f"random_{variable.name}", self.tr("Random"))
            button.setToolTip(self.tr("Fill in random digits"))
            button.setAccessibleName(self.tr("Random value for {name}").format(name=variable.name))
            button.clicked.connect(lambda: self._randomise(place))
        top = 3 * place
        self._grid.addWidget(label, top, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(edit, top, 1, 1, 2 if button is None else 1)
        if button is not None:
            self._grid.addWidget(button, top, 2)
        self._grid.addWidget(hint, top + 1, 1, 1, 2)
        self._grid.setRowMinimumHeight(top + 2, FIELD_GAP - 2 * LINE_GAP)
        row = _Row(variable, label, edit, hint, button)
        # Not `textEdited`: assistive technology and scripts set the text.
        edit.textChanged.connect(lambda text: self._edit(row, text))
        edit.returnPressed.connect(lambda: self._go_on(row))
        self._judge(row)
        return row

    def _offer_columns(self) -> None:
        for place, row in enumerate(self._rows):
            if self._columns and row.column is None:
                row.column = self._column_button(place, row)
            if row.column is not None:
                row.column.setVisible(bool(self._columns))
        self._order_tabs()
        self._dress()

    def _column_button(self, place: int, row: _Row) -> QToolButton:
        from gui.words.message import columns as words  # imported when there is a list

        button = icon_button(f"column_{row.variable.name}", words.take(row.variable.name))
        button.clicked.connect(lambda: self._choose_column(row, button))
        self._grid.addWidget(button, 3 * place, 3)
        return button

    def _choose_column(self, row: _Row, button: QToolButton) -> None:
        from PySide6.QtWidgets import QMenu

        from gui.words.message import columns as words

        menu = QMenu(button)
        menu.setObjectName("columnMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bound = self._column_of(row)
        for name, value in self._columns.items():
            shown = value if len(value) <= EXAMPLE_MAX else f"{value[: EXAMPLE_MAX - 1]}…"
            text = f"{name}\t{shown}".replace("&", "&&")
            action = menu.addAction(text, partial(self._bind, row, f"{{{{{name}}}}}"))
            action.setCheckable(True)
            action.setChecked(name == bound)
        if bound:
            menu.addSeparator()
            menu.addAction(words.same_for_all(), partial(self._bind, row, ""))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _bind(self, row: _Row, text: str) -> None:
        row.edit.setText(text)
        if not text:
            row.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _column_of(self, row: _Row) -> str:
        """The column that a field takes its value from, if it is nothing but that; else empty."""
        text = row.edit.text()
        if not self._columns or PLACEHOLDER not in text:
            return ""
        from gui.core.params.placeholders import sole_placeholder

        name = sole_placeholder(text)
        return name if name in self._columns else ""

    def _gone_of(self, row: _Row) -> str:
        """The first column that a field refers to and no list has; empty if there is none."""
        text = row.edit.text()
        if not self._gone or PLACEHOLDER not in text:
            return ""
        from gui.core.params.document import Params
        from gui.core.params.placeholders import find_placeholders

        names = find_placeholders(Params(((row.variable.name, text),))).names
        return next((name for name in names if name in self._gone), "")

    def _offer_clearing(self, row: _Row, *, offered: bool) -> None:
        """Let one click take a reference away that leads nowhere."""
        if row.clear is None:
            if not offered:
                return
            name = row.variable.name
            row.clear = named_button(f"clear_{name}", self.tr("Clear"))
            row.clear.setProperty("small", "true")
            row.clear.setAccessibleName(self.tr("Clear {name}").format(name=name))
            row.clear.clicked.connect(lambda: self._bind(row, ""))
            top = 3 * self._rows.index(row)
            right = Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(row.clear, top + 1, 1, 1, 3, right)
            self._order_tabs()
        row.clear.setVisible(offered)

    def _order_tabs(self) -> None:
        """Let Tab come here behind `before`: what is made later comes last by itself."""
        last = self._before
        for row in self._rows:
            for widget in (row.edit, row.button, row.column, row.clear):
                if widget is not None:
                    QWidget.setTabOrder(last, widget)
                    last = widget

    def _edit(self, row: _Row, text: str) -> None:
        if not self._showing:
            self._judge(row)
            self.edited.emit(row.variable.name, text)

    def _randomise(self, place: int) -> None:
        import secrets  # as hashlib, it loads OpenSSL: 4 MB

        row = self._rows[place]
        row.edit.setText("".join(secrets.choice("0123456789") for _ in range(DIGITS)))

    def _go_on(self, row: _Row) -> None:
        if not self.focus_gap(row.variable.name):
            self.filled.emit()

    def _judge(self, row: _Row) -> None:
        """Say what a value may be, or what is wrong with the one that is there."""
        from gui.words.message import variables as words

        text = row.edit.text()
        empty = not text.strip()
        judged = not empty and PLACEHOLDER not in text
        fault = row.variable.find_fault(text) if judged else None
        row.wanted = row.wanted and empty
        column = self._column_of(row)
        row.edit.show_column(column, self._columns.get(column, ""))
        gone = self._gone_of(row)
        self._offer_clearing(row, offered=bool(gone))
        if column or gone:
            from gui.words.message import columns

            said = columns.gone(gone) if gone else columns.bound(column, self._columns[column])
        elif row.wanted:
            said = words.not_filled()
        else:
            said = words.rule(row.variable)
            if fault is not None:
                said = words.misfit(row.variable, text, fault)
        unfit = fault is not None
        tone = "danger" if row.wanted else "warning" if unfit or gone else "secondary"
        restyle(row.edit, state="error" if row.wanted else "")
        restyle(row.hint, tone=tone)
        row.hint.setText(said)
        # Of values that have nothing wrong, only the code's rule is worth its line.
        row.hint.setVisible(
            bool(gone)
            or (bool(said) and not column and (row.wanted or unfit or row.variable.random))
        )
        row.edit.setAccessibleDescription(said)
        row.edit.setToolTip(said)

    def _dress(self) -> None:
        for row in self._rows:
            if row.button is not None:
                set_icons(self._theme, (row.button, "dice"))
            if row.column is not None:
                set_icons(self._theme, (row.column, "columns"))
