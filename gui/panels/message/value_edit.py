"""The line edit of one variable: its value, and how long that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from gui.panels.theme.theme import Theme, restyle
from gui.words.sending.progress import number

if TYPE_CHECKING:
    from gui.panels.message.column_mark import ColumnMark

GAP = 10
PLACEHOLDER = "{{"
"""Begins the name of a column: how long its values are is not known here."""


class ValueEdit(QLineEdit):
    """A value with a counter at its end, such as `4 / 6`."""

    def __init__(self, theme: Theme, longest: int, parent: QWidget | None = None) -> None:
        """Begin empty; `longest` is the most characters a value may have, 0 for no counter."""
        super().__init__(parent)
        self._theme = theme
        self._longest = longest
        self._mark: ColumnMark | None = None
        self._bound = False
        self._counter = QLabel(self)
        self._counter.setProperty("role", "caption")
        self._counter.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda _: self._count())
        self._count()

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
            from gui.panels.message.column_mark import ColumnMark  # not before there is a list

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
        """Keep the counter at the end."""
        super().resizeEvent(event)
        self._place()
        if self._mark is not None:
            self._mark.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the counter anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place()

    def _count(self) -> None:
        text = self.text()
        shown = bool(self._longest) and PLACEHOLDER not in text
        self._counter.setVisible(shown)
        if shown:
            self._counter.setText(f"{number(len(text))} / {number(self._longest)}")
            restyle(self._counter, tone="danger" if len(text) > self._longest else "secondary")
        self._place()

    def _place(self) -> None:
        shown = not self._counter.isHidden()
        wide = self._counter.sizeHint().width() if shown else 0
        if shown:
            self._counter.setGeometry(self.width() - wide - GAP, 0, wide, self.height())
        margin = wide + GAP if shown else 0
        if self.textMargins().right() != margin:
            self.setTextMargins(0, 0, margin, 0)
