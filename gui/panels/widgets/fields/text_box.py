"""A plain-text editor as high as the lines it is meant for."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class TextBox(QPlainTextEdit):
    """Plain text in a form: the Tab key leaves it, and it asks for a height in lines.

    Every line break makes a line: Qt's own Shift+Enter and U+2028 would break one line in two
    that are counted as one, so that no problem could be found by its line.
    """

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        """Ask for `lines` lines, and for two at least when space is short."""
        super().__init__(parent)
        self._lines = lines
        self._hint = ""
        self.setTabChangesFocus(True)

    def set_text(self, text: str) -> None:
        """Show `text` in place of what is there, unless it is that already."""
        text = with_lines(text)
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        """Give the height of the lines asked for."""
        return QSize(super().sizeHint().width(), self._height(self._lines))

    def minimumSizeHint(self) -> QSize:
        """Give the height of two lines."""
        return QSize(super().minimumSizeHint().width(), self._height(2))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted or dropped."""
        if source.hasText() and not self.isReadOnly():
            self.textCursor().insertText(with_lines(source.text()))
            self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Shift+Enter begin a line like Enter."""
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take the placeholder away while a word is spelled: Qt would show it under the word."""
        super().inputMethodEvent(event)
        if not event.preeditString():
            if self._hint:
                self.setPlaceholderText(self._hint)
            self._hint = ""
        elif not self._hint:
            self._hint = self.placeholderText()
            self.setPlaceholderText("")

    def _height(self, lines: int) -> int:
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        return lines * self.fontMetrics().lineSpacing() + margins + 1


def with_lines(text: str) -> str:
    """Write every line break as a line feed."""
    for mark in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(mark, "\n")
    return text
