"""The editor in which numbers are typed, pasted and dropped."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from gui.core.phones.normalise import normalise
from gui.core.phones.number import Phone
from gui.panels.widgets.text_box import TextBox, with_lines

LONGEST_LINE = 1000
"""Characters; Qt takes minutes to lay out a line of a million, seconds for each key in it."""

LINES_LOOKED_AT = 100
"""Used to distinguish a table from a list of numbers."""

SEPARATORS = ",，;；、\t"


class NumberEditor(TextBox):
    """Plain text; a file or a table that is pasted or dropped is handed on instead of inserted.

    A line of more than `LONGEST_LINE` characters is broken after a comma or semicolon, which
    separates numbers no less and no more than both together.
    """

    files_given = Signal(object)
    """Paths of files of this machine, as a list of strings."""
    table_pasted = Signal(object)
    """The text of a block of a spreadsheet, its cells apart by tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lines=5, parent=parent)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text and files."""
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text; hand files on."""
        if files := local_files(source):
            self.files_given.emit(files)
        elif source.hasText() and is_table(source.text()):
            self.table_pasted.emit(source.text())
        elif source.hasText():
            self.textCursor().insertText(broken(source.text()))
            self.ensureCursorVisible()

    def set_text(self, text: str) -> None:
        """Show `text` in place of what is there, unless it is that already."""
        super().set_text(broken(text))

    def append(self, text: str) -> None:
        """Add `text` on lines of its own below, where undo takes it off again."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(broken(text) if cursor.atBlockStart() else f"\n{broken(text)}")

    def select(self, line: int, text: str) -> bool:
        """Select `text` in a line counted from 1; say whether it is there.

        An empty text means the whole line.
        """
        block = self.document().findBlockByNumber(line - 1)
        if not block.isValid():
            return False
        cursor = QTextCursor(block)
        if text:
            cursor = self.document().find(text, block.position())
            if cursor.isNull() or cursor.blockNumber() != block.blockNumber():
                return False
        else:
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()
        return True


def local_files(source: QMimeData) -> list[str]:
    """Paths of the files of this machine among what is pasted or dropped."""
    return [url.toLocalFile() for url in source.urls() if url.isLocalFile()]


def is_table(text: str) -> bool:
    """Whether `text` has columns of a spreadsheet; a block of nothing but numbers is a list."""
    for line in islice(io.StringIO(text), LINES_LOOKED_AT):
        cells = [cell for cell in line.rstrip("\r\n").split("\t") if cell.strip()]
        if len(cells) > 1 and not all(isinstance(normalise(cell), Phone) for cell in cells):
            return True
    return False


def broken(text: str) -> str:
    """Break lines that are too long for Qt, after a separator where there is one."""
    text = with_lines(text)
    if len(text) <= LONGEST_LINE:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > LONGEST_LINE:
        limit = start + LONGEST_LINE
        # A blank may stand inside a number, so it comes second.
        end = max(line.rfind(mark, start, limit) for mark in SEPARATORS)
        if end < 0:
            end = line.rfind(" ", start, limit)
        end = limit if end < 0 else end + 1
        yield line[start:end]
        start = end
    yield line[start:]
