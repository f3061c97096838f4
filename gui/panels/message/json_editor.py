"""The editor of the JSON parameters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QFontInfo,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from gui.panels.message.json_highlighter import JsonHighlighter
from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.text_box import TextBox
from gui.panels.widgets.fields.utf16 import characters, units
from gui.words.notices import Severity

if TYPE_CHECKING:
    # What reads JSON is loaded once there is some: the window is to open without it.
    from gui.core.params.problems import ParamError

INDENT = "  "
MARKED = 100
"""Faults that are underlined."""
CHINESE = ("Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei")
"""Fonts for the Chinese that a monospaced font lacks, with the mainland's forms."""

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"?|[\w.+-]+|.')
"""What is underlined, from the place of a fault on: a string, a word, or one character."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_CHANGED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\xa0\u2028\u2029\ufdd0\ufdd1"}
"""What Qt gives back as a blank or a line break [QTextDocument::toPlainText], and its escape."""


class JsonEditor(TextBox):
    """Plain text with coloured JSON, matching brackets, and underlined faults.

    What would make the text longer than parameters may be is not inserted: laying out, colouring
    and reading a megabyte takes seconds.
    """

    refused = Signal(int)
    """A text was not inserted: how many characters there would be with it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(lines=4, parent=parent)
        self._theme = theme
        self._errors: Sequence[ParamError] = ()
        self.setFont(_monospaced(self.font()))
        # Breaking at words, Qt takes a second for each key in a line of 100,000 characters.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self._highlighter = JsonHighlighter(self.document(), theme)
        self.cursorPositionChanged.connect(self._mark)
        theme.changed.connect(self._mark)

    def show_errors(self, errors: Sequence[ParamError]) -> None:
        """Underline where `errors` lie in the text as it is now."""
        self._errors = errors
        self._mark()

    def go_to(self, error: ParamError) -> None:
        """Put the cursor where `error` lies, and the keyboard too."""
        self.setTextCursor(self._cursor_at(error))
        self.ensureCursorVisible()
        self.setFocus()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted or dropped, unless the text would be too long."""
        from gui.core.params.problems import PARAMS_MAX

        chosen = len(self.textCursor().selectedText())
        count = self.document().characterCount() - 1 - chosen + len(source.text())
        if count > PARAMS_MAX:
            self.refused.emit(count)
        else:
            super().insertFromMimeData(source)

    def set_text(self, text: str) -> None:
        """Replace the content by `text`, which is JSON, unless they are equal."""
        super().set_text(_lasting(text))

    def replace(self, text: str) -> None:
        """Replace the content by `text`, which is JSON; undo restores it."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(_lasting(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Indent a new line like the one before it, and deeper after an opening bracket."""
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and not event.modifiers() & ~plain:
            self._begin_line()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the bracket beside the cursor."""
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remove the bracket highlighting."""
        super().focusOutEvent(event)
        self._mark()

    def _begin_line(self) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        before = cursor.block().text()[: cursor.positionInBlock()]
        blanks = before[: len(before) - len(before.lstrip(" \t"))]
        opened = self._at(cursor.position() - 1) in ("{", "[")
        closed = self._at(cursor.position()) in ("}", "]")
        cursor.insertText(f"\n{blanks}{INDENT if opened else ''}")
        inside = cursor.position()
        if opened and closed:
            cursor.insertText(f"\n{blanks}")
            cursor.setPosition(inside)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _at(self, position: int) -> str:
        return str(self.document().characterAt(position)) if position >= 0 else ""

    def _cursor_at(self, error: ParamError) -> QTextCursor:
        block = self.document().findBlockByNumber(error.line - 1)
        if not block.isValid():
            block = self.document().lastBlock()
        cursor = QTextCursor(block)
        place = min(units(block.text(), error.column - 1), block.length() - 1)
        cursor.setPosition(block.position() + place)
        return cursor

    def _mark(self) -> None:
        self.setExtraSelections([*self._underlines(), *self._brackets()])

    def _underlines(self) -> list[QTextEdit.ExtraSelection]:
        paint = QTextCharFormat()
        paint.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        paint.setUnderlineColor(QColor(self._theme.colours.inks[Severity.ERROR]))
        marks = []
        for error in self._errors[:MARKED]:
            cursor = self._cursor_at(error)
            keep = QTextCursor.MoveMode.KeepAnchor
            if cursor.atBlockEnd():
                # What is missing at the end of a line is shown on the character before it.
                cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, keep)
            else:
                piece = _PIECE.match(cursor.block().text(), error.column - 1)
                length = units(piece[0], len(piece[0])) if piece else 1
                cursor.setPosition(cursor.position() + length, keep)
            marks.append(_selection(cursor, paint))
        return marks

    def _brackets(self) -> list[QTextEdit.ExtraSelection]:
        """Mark the bracket beside the cursor, and its partner."""
        if not self.hasFocus():
            return []
        mark = self._theme.colours.notices[Severity.INFORMATION]
        paint = QTextCharFormat()
        paint.setBackground(QColor(mark.ground))
        paint.setForeground(QColor(mark.ink))
        position = self.textCursor().position()
        for place in (position - 1, position):
            # Without a bracket here, the whole text need not be read.
            if self._at(place) not in ("{", "}", "[", "]"):
                continue
            from gui.core.params.problems import PARAMS_MAX
            from gui.core.params.tokens import matching_bracket

            if self.document().characterCount() > PARAMS_MAX:
                break
            text = self.toPlainText()
            partner = matching_bracket(text, characters(text, place))
            if partner is not None:
                return [self._marked(at, paint) for at in (place, units(text, partner))]
        return []

    def _marked(self, place: int, paint: QTextCharFormat) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        return _selection(cursor, paint)


def _lasting(text: str) -> str:
    """Escape what the editor would change within the strings of `text`."""
    if not any(chr(mark) in text for mark in _CHANGED):
        return text
    return _STRING.sub(lambda found: found[0].translate(_CHANGED), text)


def _selection(cursor: QTextCursor, paint: QTextCharFormat) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = paint
    return selection


def _monospaced(font: QFont) -> QFont:
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    # Naming a font that is missing makes macOS look through all it has.
    chinese = [family for family in CHINESE if QFontDatabase.hasFamily(family)]
    made = QFont(font)
    made.setFamilies([QFontInfo(fixed).family(), *chinese])
    made.setStyleHint(QFont.StyleHint.Monospace)
    return made
