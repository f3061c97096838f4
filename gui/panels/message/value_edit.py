"""The line edit of one variable: its value, and how long that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.panels.theme.theme import Theme, restyle
from gui.panels.widgets.fields.annotated_edit import AnnotatedEdit
from gui.words.sending.progress import number

if TYPE_CHECKING:
    from gui.panels.message.column_mark import ColumnMark

GAP = 10
PLACEHOLDER = "{{"
"""Begins the name of a column, whose values have lengths of their own."""


class ValueEdit(AnnotatedEdit):
    """A value with a counter at its end, such as `4 / 6`."""

    def __init__(self, theme: Theme, longest: int, parent: QWidget | None = None) -> None:
        """Begin empty; `longest` is the most characters a value may have, 0 for no counter."""
        super().__init__(parent)
        self._theme = theme
        self._longest = longest
        self._mark: ColumnMark | None = None
        self._bound = False
        self.label.setProperty("role", "caption")
        self.place_label()

    def show_value(self, value: str) -> None:
        """Show `value`, unless it is there already; the cursor stays where it can."""
        if value != self.text():
            place = self.cursorPosition()
            self.setText(value)
            self.setCursorPosition(min(place, len(value)))

    def show_column(self, name: str, example: str) -> None:
        """Show, while nobody types, the column that the value is taken from; empty for none."""
        self._bound = bool(name)
        if name and self._mark is None:
            from gui.panels.message.column_mark import ColumnMark  # imported when there is a list

            self._mark = ColumnMark(self._theme, self)
        if self._mark is not None:
            self._mark.show_column(name, example)
            self._mark.setVisible(self._bound and not self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the value as it is typed."""
        super().focusInEvent(event)
        if self._mark is not None:
            self._mark.setVisible(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the column again, if it is one."""
        super().focusOutEvent(event)
        if self._mark is not None:
            self._mark.setVisible(self._bound)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark of the column as wide as the edit."""
        super().resizeEvent(event)
        if self._mark is not None:
            self._mark.fit()

    def place_label(self) -> None:
        """Show the count at the end of the line."""
        text = self.text()
        shown = bool(self._longest) and PLACEHOLDER not in text
        self.label.setVisible(shown)
        margin = 0
        if shown:
            self.label.setText(f"{number(len(text))} / {number(self._longest)}")
            restyle(self.label, tone="danger" if len(text) > self._longest else "secondary")
            wide = self.label.sizeHint().width()
            self.label.setGeometry(self.width() - wide - GAP, 0, wide, self.height())
            margin = wide + GAP
        self.set_margins(0, margin)
