"""One variable of the template: its label, its value, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.panels.message.value_edit import PLACEHOLDER, ValueEdit
from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import icon_button, named_button, set_icons

if TYPE_CHECKING:
    from gui.core.message.unfit_values import UnfitValues
    from gui.core.message.variables import Variable

DIGITS = 6
"""Of a random code."""
FIELD_GAP, LINE_GAP = 8, 2
"""Pixels between two fields, and between a field and its hint."""
LINES = 3
"""Lines of the grid that a field takes: the value, its hint, and the gap below."""
EXAMPLE_MAX = 30
"""Characters of a value in the menu of columns."""


class VariableField(QObject):
    """The value is named `param_NAME`, and has NAME as its label and accessible name.

    Attributes:
        variable: what the value is for.
        edit: the value.
    """

    edited = Signal(str, str)
    """The operator has changed the value: the variable's name and the value."""
    entered = Signal(str)
    """Enter was pressed in the field: the variable's name."""
    controls_changed = Signal()
    """A button was made: Tab and icons have to be set again."""

    def __init__(
        self, variable: Variable, theme: Theme, grid: QGridLayout, place: int, parent: QWidget
    ) -> None:
        """Add the field to `grid` of `parent`, behind `place` others; it is empty."""
        super().__init__(parent)
        from gui.words.message import variables as words

        self.variable = variable
        self._grid = grid
        self._top = LINES * place
        self._showing = self._wanted = False
        self._columns: Mapping[str, str] = {}
        self._gone: frozenset[str] = frozenset()
        self._unfit: UnfitValues | None = None
        self.edit = ValueEdit(theme, variable.longest, parent)
        self.edit.setObjectName(f"param_{variable.name}")
        self.edit.setAccessibleName(variable.name)
        self.edit.setPlaceholderText(words.example(variable))
        self._label = QLabel(variable.name, parent)
        self._label.setProperty("role", "secondary")
        self._label.setToolTip(variable.name)
        self._label.setBuddy(self.edit)
        self._label.setFixedHeight(theme.size("height.control"))
        self._hint = QLabel(parent, wordWrap=True)
        self._hint.setProperty("role", "caption")
        self._hint.setObjectName(f"paramHint_{variable.name}")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._random = self._make_random() if variable.random else None
        self._column: QToolButton | None = None
        self._clear: QPushButton | None = None
        self._lay_out()
        # Not `textEdited`: assistive technology and scripts set the text.
        self.edit.textChanged.connect(self._edit)
        self.edit.returnPressed.connect(lambda: self.entered.emit(variable.name))
        self._judge()

    def show_value(self, value: str) -> None:
        """Show the value of the parameters; that is no edit."""
        self._showing = True
        self.edit.show_value(value)
        self._showing = False
        self._judge()

    def set_wanted(self, wanted: bool) -> None:
        """Mark the field as one that the message waits for, or no longer."""
        self._wanted = wanted
        self._judge()

    def set_columns(self, columns: Mapping[str, str]) -> None:
        """Let the value come from one of these columns, each with its first value."""
        self._columns = columns
        if columns and self._column is None:
            self._column = self._make_column()
        if self._column is not None:
            self._column.setVisible(bool(columns))
        self._judge()

    def set_gone(self, columns: frozenset[str]) -> None:
        """Mark the field if its value refers to one of these columns, which no list has."""
        self._gone = columns
        self._judge()

    def set_unfit(self, unfit: UnfitValues | None) -> None:
        """Warn that the service is likely to refuse values that come from rows, or no longer."""
        if unfit != self._unfit:
            self._unfit = unfit
            self._judge()

    def is_gap(self) -> bool:
        """Whether the value is missing, or refers to a column that no list has."""
        return not self.edit.text().strip() or bool(self._gone_column())

    def controls(self) -> list[QWidget]:
        """What takes the keyboard, in the order of the Tab key."""
        some = (self.edit, self._random, self._column, self._clear)
        return [widget for widget in some if widget is not None]

    def set_label_width(self, width: int) -> None:
        """Give the label `width` pixels; a longer name is elided."""
        self._label.setFixedWidth(width)
        name = self._label.fontMetrics().elidedText(
            self.variable.name, Qt.TextElideMode.ElideRight, width
        )
        self._label.setText(name.replace("&", "&&"))

    def dress(self, theme: Theme) -> None:
        """Draw the icons in the current colours."""
        if self._random is not None:
            set_icons(theme, (self._random, "dice"))
        if self._column is not None:
            set_icons(theme, (self._column, "columns"))

    def remove(self) -> None:
        """Take the field out of the grid, and delete it."""
        self._grid.setRowMinimumHeight(self._top + 2, 0)
        for widget in (self._label, self._hint, *self.controls()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _lay_out(self) -> None:
        top, grid = self._top, self._grid
        grid.addWidget(self._label, top, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.edit, top, 1, 1, 2 if self._random is None else 1)
        if self._random is not None:
            grid.addWidget(self._random, top, 2)
        grid.addWidget(self._hint, top + 1, 1, 1, 2)
        grid.setRowMinimumHeight(top + 2, FIELD_GAP - 2 * LINE_GAP)

    def _make_random(self) -> QPushButton:
        name = self.variable.name
        button = named_button(f"random_{name}", self.tr("Random"))
        button.setToolTip(self.tr("Fill in random digits"))
        button.setAccessibleName(self.tr("Random value for {name}").format(name=name))
        button.clicked.connect(self._randomise)
        return button

    def _make_column(self) -> QToolButton:
        from gui.words.message import columns as words  # imported when there is a list

        button = icon_button(f"column_{self.variable.name}", words.take(self.variable.name))
        button.clicked.connect(lambda: self._choose_column(button))
        self._grid.addWidget(button, self._top, 3)
        return button

    def _choose_column(self, button: QToolButton) -> None:
        from PySide6.QtWidgets import QMenu

        from gui.words.message import columns as words

        menu = QMenu(button)
        menu.setObjectName("columnMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bound = self._bound_column()
        for name, value in self._columns.items():
            shown = value if len(value) <= EXAMPLE_MAX else f"{value[: EXAMPLE_MAX - 1]}…"
            text = f"{name}\t{shown}".replace("&", "&&")
            action = menu.addAction(text, partial(self._bind, f"{{{{{name}}}}}"))
            action.setCheckable(True)
            action.setChecked(name == bound)
        if bound:
            menu.addSeparator()
            menu.addAction(words.same_for_all(), partial(self._bind, ""))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _bind(self, text: str) -> None:
        self.edit.setText(text)
        if not text:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bound_column(self) -> str:
        """The column that the value comes from, if it is nothing but that; else empty."""
        text = self.edit.text()
        if not self._columns or PLACEHOLDER not in text:
            return ""
        from gui.core.params.placeholders import sole_placeholder

        name = sole_placeholder(text)
        return name if name in self._columns else ""

    def _gone_column(self) -> str:
        """The first column that the value refers to and no list has; empty if there is none."""
        text = self.edit.text()
        if not self._gone or PLACEHOLDER not in text:
            return ""
        from gui.core.params.document import Params
        from gui.core.params.placeholders import find_placeholders

        names = find_placeholders(Params(((self.variable.name, text),))).names
        return next((name for name in names if name in self._gone), "")

    def _offer_clearing(self, *, offered: bool) -> None:
        """Let one click remove a reference to a column that no list has."""
        if self._clear is None:
            if not offered:
                return
            name = self.variable.name
            self._clear = named_button(f"clear_{name}", self.tr("Clear"))
            self._clear.setProperty("small", "true")
            self._clear.setAccessibleName(self.tr("Clear {name}").format(name=name))
            self._clear.clicked.connect(lambda: self._bind(""))
            right = Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(self._clear, self._top + 1, 1, 1, 2, right)
            self.controls_changed.emit()
        self._clear.setVisible(offered)

    def _edit(self, text: str) -> None:
        if not self._showing:
            self._judge()
            self.edited.emit(self.variable.name, text)

    def _randomise(self) -> None:
        import secrets  # as hashlib, it loads OpenSSL: 4 MB

        self.edit.setText("".join(secrets.choice("0123456789") for _ in range(DIGITS)))

    def _judge(self) -> None:
        """Say what the value may be, or what is wrong with the one that is there."""
        from gui.words.message import variables as words

        text = self.edit.text()
        empty = not text.strip()
        judged = not empty and PLACEHOLDER not in text
        fault = self.variable.find_fault(text) if judged else None
        self._wanted = self._wanted and empty
        column = self._bound_column()
        self.edit.show_column(column, self._columns.get(column, ""))
        gone = self._gone_column()
        rows = self._unfit if PLACEHOLDER in text and not gone else None
        self._offer_clearing(offered=bool(gone))
        if rows is not None:
            said = words.misfits(rows)
        elif column or gone:
            from gui.words.message import columns

            said = columns.gone(gone) if gone else columns.bound(column, self._columns[column])
        elif self._wanted:
            said = words.not_filled()
        elif fault is not None:
            said = words.misfit(self.variable, text, fault)
        else:
            said = words.rule(self.variable)
        unfit = fault is not None or rows is not None
        tone = "danger" if self._wanted else "warning" if unfit or gone else "secondary"
        restyle(self.edit, state="error" if self._wanted else "")
        restyle(self._hint, tone=tone)
        self._hint.setText(said)
        # Of values that have nothing wrong, only the code's rule is worth its line.
        rule = self._wanted or unfit or self.variable.random
        warned = bool(gone) or rows is not None
        self._hint.setVisible(warned or (bool(said) and not column and rule))
        self.edit.setAccessibleDescription(said)
        self.edit.setToolTip(said)
