"""The parameters of the template, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.panels.message.json_editor import JsonEditor
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import set_icons
from gui.panels.widgets.field_note import FieldNote
from gui.words.message import draft
from gui.words.notices import Severity

if TYPE_CHECKING:
    # What reads JSON is loaded once there is some: the window is to open without it.
    from gui.core.params.problems import ParamError

CHECK_AFTER = 150
"""Milliseconds without a key press before the text is checked."""


class ParameterPanel(QWidget):
    """The editor of the template parameters; shows where they are wrong."""

    edited = Signal()
    """The text is another one; it has not been checked yet."""
    changed = Signal(object)
    """The text, once nobody typed for a moment; what is wrong with it is shown already."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Begin empty, which means no parameters."""
        super().__init__(parent)
        self._theme = theme
        self._build()
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=CHECK_AFTER)
        self._timer.timeout.connect(self._check)
        self._editor.textChanged.connect(self._edit)
        self._editor.refused.connect(
            lambda count: self._problem.show_text(draft.param_refused(count))
        )
        self._format.clicked.connect(self._tidy)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), self)
        shortcut.activated.connect(self._format.click)
        theme.changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """Give the JSON as typed, right or wrong."""
        return self._editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Fill the JSON in."""
        self._editor.set_text(text)

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
        self._format = QPushButton(self.tr("&Format"))
        self._format.setObjectName("formatParam")
        self._format.setAutoDefault(False)
        self._format.setToolTip(self.tr("Put each parameter on a line of its own (Ctrl+Shift+F)"))
        self._format.setAccessibleDescription(self._format.toolTip())
        self._problem = FieldNote(self._theme, Severity.ERROR, "templateParamProblem", self)
        self._problem.keep_room()

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Parameters (&JSON)"))
        label.setBuddy(self._editor)
        step = self._theme.step
        heading = QHBoxLayout()
        heading.setSpacing(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step // 2)
        # Tab goes through what is in a layout in the order of adding: first the editor. An order
        # that is set is lost when the panel is put into another one.
        column.addWidget(self._editor, 1)
        column.addWidget(self._problem)
        column.insertLayout(0, heading)
        heading.addWidget(label, 1)
        heading.addWidget(self._format)
        self.setFocusProxy(self._editor)

    def _edit(self) -> None:
        self._timer.start()
        self.edited.emit()

    def _check(self) -> None:
        from gui.core.params.document import Params, parse_params

        text = self.text()
        found = parse_params(text)
        self._show(() if isinstance(found, Params) else found)
        self.changed.emit(text)

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
        said = draft.param_errors(errors)
        self._problem.show_text(said)
        # A screen reader says it in the field, too.
        self._editor.setAccessibleDescription(said)

    def _dress(self) -> None:
        set_icons(self._theme, (self._format, "format"))
