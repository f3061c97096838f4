"""The values of the template's variables: a field for each, or the JSON of all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.message.json_editor import JsonEditor
from gui.panels.message.variable_fields import VariableFields
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import Button, WordedTool, set_icons
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.message import params
from gui.words.notices import Severity

if TYPE_CHECKING:
    # What reads JSON is loaded once there is some: the window is to open without it.
    from gui.core.message.unfit_values import UnfitValues
    from gui.core.message.variables import Variable
    from gui.core.params.problems import ParamError

CHECK_AFTER = 150
"""Milliseconds without a key press before the text is checked."""


class ParameterPanel(QWidget):
    """Two views of one value, the text of the JSON: fields, and the editor of that text.

    The fields are shown while the template's variables are known and the JSON is right; whatever
    else is in the JSON stays as it is. The editor is shown where the fields are not, and where the
    operator wants it.
    """

    edited = Signal()
    """The text has changed; it has not been checked yet."""
    changed = Signal(object)
    """The text, once nobody typed for a moment; what is wrong with it is shown already."""
    switch: WordedTool
    """What shows and hides the JSON."""

    filled = Signal()
    """Enter was pressed in the last field that lacked a value."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty, which means no parameters."""
        super().__init__(parent)
        self._theme = theme
        self._variables: tuple[Variable, ...] | None = None
        self._wanted = self._shown = True
        self._right = True
        self._build()
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=CHECK_AFTER)
        self._timer.timeout.connect(self._check)
        self._editor.textChanged.connect(self._edit)
        self._editor.refused.connect(
            lambda count: self._problem.show_text(params.param_refused(count))
        )
        self._fields.edited.connect(self._take_value)
        self._fields.filled.connect(self.filled)
        self._format.clicked.connect(self._tidy)
        self.switch.toggled.connect(self._toggle)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        shortcut.activated.connect(self._format.click)
        theme.changed.connect(self._dress)
        self._dress()
        self._arrange()

    def text(self) -> str:
        """Give the JSON as typed, right or wrong."""
        return self._editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Fill the JSON in; the fields follow."""
        self._editor.set_text(text)
        self._show_values()

    def show_variables(self, variables: Sequence[Variable] | None, *, wanted: bool = True) -> None:
        """Have a field for each variable; none if the template's text is not known.

        Where the text is not known, the JSON stands alone; with `wanted` false it is hidden while
        it is empty, for there is no template yet.
        """
        known = None if variables is None else tuple(variables)
        self._wanted = wanted
        if known != self._variables:
            self._variables = known
            self._fields.show_variables(known or ())
            self._show_values()
        self._arrange()

    def show_columns(self, columns: Mapping[str, str]) -> None:
        """Let variables take their values from these columns of lists, each with a value."""
        self._fields.show_columns(columns)

    def show_unfit(self, unfit: Mapping[str, UnfitValues]) -> None:
        """Warn at the fields, by their variables, whose values from rows are likely refused."""
        self._fields.show_unfit(unfit)

    def show_missing(self, names: Sequence[str]) -> None:
        """Mark the fields of these variables as those that the message waits for."""
        self._fields.show_missing(names)

    def show_gone(self, columns: Collection[str]) -> None:
        """Mark the fields that take values from these columns, which no list has."""
        self._fields.show_gone(columns)

    def focus_gap(self) -> None:
        """Focus the first field with something missing or wrong."""
        if self._fields.isHidden() or not self._fields.focus_gap():
            self.switch.setChecked(True)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def fields(self) -> VariableFields:
        """The fields, for who lays out the form."""
        return self._fields

    def set_compact(self, compact: bool) -> None:
        """Do without the heading; the switch stands elsewhere then, as an icon."""
        self._heading.setVisible(not compact)
        style = Qt.ToolButtonStyle
        self.switch.setToolButtonStyle(
            style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon
        )
        if not compact:
            self._head.addWidget(self.switch)
        self._dress()

    def flush(self) -> None:
        """Check at once what was typed last, and hand it on."""
        if self._timer.isActive():
            self._timer.stop()
            self._check()

    def _build(self) -> None:
        self._editor = JsonEditor(self._theme)
        self._editor.setObjectName("templateParam")
        self._editor.setPlaceholderText(
            self.tr("{example}\nEmpty if the template has no variables.").format(
                example='{"code": "1234"}'
            )
        )
        self.switch = WordedTool("showParamJson", self.tr("Edit as JSON"))
        self.switch.setCheckable(True)
        self.switch.setToolTip(self.tr("Show the JSON of all parameters"))
        self._fields = VariableFields(self._theme, self.switch)
        self._format = Button(self.tr("&Format"))
        self._format.setObjectName("formatParam")
        self._format.setProperty("small", "true")
        self._format.setToolTip(self.tr("Put each parameter on a line of its own (Ctrl+Shift+F)"))
        self._format.setAccessibleDescription(self._format.toolTip())
        self._problem = FieldNote(self._theme, Severity.ERROR, "templateParamProblem", self)
        self._none = FieldNote(self._theme, Severity.INFORMATION, "noVariables", self)

    def _lay_out(self) -> None:
        self._heading = QLabel(self.tr("Variables"))
        self._heading.setProperty("role", "heading")
        self._label = QLabel(self.tr("Parameters (&JSON)"))
        self._label.setProperty("role", "secondary")
        self._label.setBuddy(self._editor)
        step = self._theme.step
        heading = self._head = QHBoxLayout()
        heading.setSpacing(step)
        heading.addWidget(self._heading, 1)
        heading.addWidget(self.switch)
        json_heading = QHBoxLayout()
        json_heading.setSpacing(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step // 2)
        column.addLayout(heading)
        column.addWidget(self._fields)
        column.addWidget(self._none)
        # Tab goes through what is in a layout in the order of adding: first the editor. An order
        # that is set is lost when the panel is put into another one.
        column.addWidget(self._editor, 1)
        column.addWidget(self._problem)
        column.insertLayout(3, json_heading)
        json_heading.addWidget(self._label, 1)
        json_heading.addWidget(self._format)

    def _toggle(self, editing: bool) -> None:
        """Show or hide the JSON; what is wrong in it has no fields, and is gone to instead."""
        if not editing and not self._right:
            self._tidy()
        self._arrange()

    def _arrange(self) -> None:
        """Show the fields, the editor, or both."""
        known = self._variables is not None
        editing = not known or not self._right or self.switch.isChecked()
        shown = self._wanted or bool(self.text().strip())
        if shown != self._shown:  # without a parent, one that is shown would be a window
            self._shown = shown
            self.setVisible(shown)
        self._fields.setVisible(known and self._right and bool(self._variables))
        self.switch.setVisible(known)
        if known and not self._right and not self.switch.isChecked():
            self.switch.setChecked(True)  # and it stays open once it is right again
        none = known and not self._variables and not editing
        self._none.show_text(self.tr("This template has no variables.") if none else "")
        for widget in (self._editor, self._label, self._format):
            widget.setVisible(editing)

    def _edit(self) -> None:
        self._timer.start()
        self.edited.emit()

    def _take_value(self, name: str, value: str) -> None:
        """Write the value of a field into the JSON; the field is shown only while that is right."""
        from gui.core.params.document import Params, parse_params
        from gui.core.params.values import set_value, write_params

        params = parse_params(self.text())
        if isinstance(params, Params):
            self._editor.replace(write_params(set_value(params, name, value)))

    def _check(self) -> None:
        from gui.core.params.document import Params, parse_params

        text = self.text()
        found = parse_params(text)
        self._show(() if isinstance(found, Params) else found)
        self._show_values()
        self.changed.emit(text)

    def _show_values(self) -> None:
        """Let the fields follow the JSON."""
        if self._variables is None:
            return
        from gui.core.params.document import Params, parse_params

        found = parse_params(self.text())
        self._right = isinstance(found, Params)
        if isinstance(found, Params):
            self._fields.show_values(dict(found.values))
        self._arrange()

    def _tidy(self) -> None:
        from gui.core.params.document import format_params

        text = self.text()
        tidied = format_params(text)
        if isinstance(tidied, str):
            if tidied != text:
                self._editor.replace(tidied)
        else:
            self._show(tidied)
            self._editor.go_to(tidied[0])

    def _show(self, errors: tuple[ParamError, ...]) -> None:
        self._editor.show_errors(errors)
        said = params.param_errors(errors)
        wayless = bool(said) and self._variables is not None
        if wayless:
            said = f"{said}\n{params.no_fields()}"
        self.switch.setToolTip(
            params.no_fields() if wayless else self.tr("Show the JSON of all parameters")
        )
        self._problem.show_text(said)
        # A screen reader says it in the field, too.
        self._editor.setAccessibleDescription(said)

    def _dress(self) -> None:
        set_icons(self._theme, (self._format, "format"), (self.switch, "braces"))
