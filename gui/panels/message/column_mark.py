"""What a field shows in place of `{{column}}`: the column, and a value of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.buttons import WordedTool
from gui.words.message import columns as words

_BORDER = 2
"""Pixels of the field's border, which stays in sight."""
_LEFT = 6


class ColumnMark(QWidget):
    """Lies over a field that nobody types in; a click goes to the field."""

    def __init__(self, theme: Theme, edit: QLineEdit) -> None:
        """Begin hidden."""
        super().__init__(edit)
        self._theme = theme
        self._edit = edit
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chip = WordedTool("", "")
        restyle(self._chip, small="", role="chip", tone="column")
        self._chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._example = QLabel()
        self._example.setProperty("role", "caption")
        self._example.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT - _BORDER, 0, _LEFT, 0)
        row.setSpacing(theme.step)
        row.addWidget(self._chip)
        row.addWidget(self._example, 1)
        self.setVisible(False)
        theme.changed.connect(self._dress)
        self._dress()

    def show_column(self, name: str, example: str) -> None:
        """Show a column by its name, and the first value of it."""
        self._chip.setText(name.replace("&", "&&"))
        self._example.setText(words.example(example))
        self.fit()

    def fit(self) -> None:
        """Lie within the border of the field."""
        self.setGeometry(self._edit.rect().adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER))

    def _dress(self) -> None:
        self._chip.setIcon(self._theme.icon("columns", "accent-text"))
        self._chip.setIconSize(self._theme.icon_size)
