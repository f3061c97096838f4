"""The editor in which numbers are typed, pasted and dropped; what is finished leaves it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from gui.core.lists.draft_rows import ENTRIES_MAX
from gui.panels.widgets.fields.text_box import TextBox, with_lines

LONGEST_LINE = 1000
"""Characters; Qt takes minutes to lay out a line of a million, seconds for each key in it."""

LONGEST_TYPED = 4000
"""Characters of a text that may still be typed on; a longer one is taken as it is."""

LINES_LOOKED_AT = 100
"""Used to distinguish a table from a list of numbers."""

LINES_SHOWN = 3
"""Lines that the editor grows to."""

QUIET = 150
"""Milliseconds without a change after which a text that was not typed is taken."""

SEPARATORS = ",，;；、\t"

_NOT_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons for losing the focus after which one goes on typing."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN_KEYS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class NumberEditor(TextBox):
    """Plain text that is handed on, and leaves the editor, once it is finished.

    Typed text is finished by Enter, a comma or semicolon, a blank after a whole number, or leaving
    the editor. Text that is pasted or dropped is finished unless it is the beginning of a number.
    `setPlainText`, and what assistive technology inserts while the keyboard is elsewhere, is
    finished too. A file or a table that is pasted or dropped is handed on as such.
    """

    files_given = Signal(object)
    """Paths of files of this machine, as a list of strings."""
    table_pasted = Signal(object)
    """The text of a block of a spreadsheet, its cells apart by tabs."""
    edited = Signal()
    """What is being typed has changed."""
    taken = Signal(str)
    """A finished text, which is not in the editor any more."""
    left = Signal()
    """Backspace or Left at the beginning: the operator wants what stands before the editor."""
    undone = Signal()
    """Undo, where there is nothing to undo in the editor itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lines=1, parent=parent)
        self._silent = False
        self._cutting = QTimer(self, singleShot=True, interval=0)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._cutting.timeout.connect(self._cut)
        self._quiet.timeout.connect(self._finish_unattended)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._change)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def setPlainText(self, text: str) -> None:
        """Take `text`, with what is there already."""
        self.finish()
        if text.strip():
            self.taken.emit(with_lines(text))

    def edit(self, text: str) -> None:
        """Show `text`, which goes on being typed, in place of what is there."""
        self._replace(broken(text))

    def finish(self) -> None:
        """Take whatever is there."""
        self._cutting.stop()
        self._quiet.stop()
        if text := self.toPlainText():
            self._replace("")
            if text.strip():
                self.taken.emit(text)
            else:
                self.edited.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text and files."""
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take text; hand files and tables on."""
        if files := local_files(source):
            self.files_given.emit(files)
            return
        text = with_lines(source.text()) if source.hasText() else ""
        if is_table(text):
            self.table_pasted.emit(source.text())
        elif len(text) > LONGEST_TYPED:
            self.finish()
            self.taken.emit(text)
        elif text:
            from gui.core.phones.typed_text import is_begun, is_word

            self.textCursor().insertText(text)
            self.ensureCursorVisible()
            whole = self.toPlainText()
            if not is_begun(whole) and not (is_word(whole) and "\n" not in whole.strip()):
                self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish at Enter; leave the editor at its beginning."""
        cursor = self.textCursor()
        at_start = cursor.atStart() and not cursor.hasSelection()
        if event.key() in _ENTER and event.modifiers() in _PLAIN_KEYS:
            self.finish()
        elif at_start and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            before = self.toPlainText()
            super().keyPressEvent(event)
            # The document may have steps that change nothing, so that one is always available.
            if self.toPlainText() == before:
                self.undone.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish, unless one will go on typing."""
        super().focusOutEvent(event)
        if event.reason() not in _NOT_LEFT:
            self.finish()

    def sizeHint(self) -> QSize:
        """Give the height of the text, of some lines at most."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give room for the hint, and the height of the text."""
        self.ensurePolished()
        lines = round(self.document().documentLayout().documentSize().height())
        height = max(24, self._height(max(1, min(LINES_SHOWN, lines))))
        hint = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(min(hint, 220) + 12, height)

    def _change(self) -> None:
        if not self._silent:
            self._cutting.start()
            self._quiet.start()
            self.edited.emit()

    def _cut(self) -> None:
        """Take what is finished, and leave what is still being typed."""
        from gui.core.phones.typed_text import split_finished  # imported when something is typed

        text = self.toPlainText()
        finished, rest = (text, "") if len(text) > LONGEST_TYPED else split_finished(text)
        if finished:
            self._replace(rest.lstrip())
            self.taken.emit(finished)
            if rest.strip():
                self._quiet.start()
                self.edited.emit()

    def _finish_unattended(self) -> None:
        if not self.hasFocus():
            self.finish()

    def _replace(self, text: str) -> None:
        self._silent = True
        super().setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._silent = False


def local_files(source: QMimeData) -> list[str]:
    """Paths of the files of this machine among what is pasted or dropped."""
    return [url.toLocalFile() for url in source.urls() if url.isLocalFile()]


def is_table(text: str) -> bool:
    """Whether `text` has columns of a spreadsheet.

    A block of nothing but numbers is a list, and so are some numbers beside names.
    """
    from gui.core.phones.normalise import normalise
    from gui.core.phones.number import Phone
    from gui.core.phones.typed_text import is_word

    table, named = False, True
    for at, line in enumerate(islice(io.StringIO(text), LINES_LOOKED_AT)):
        cells = [cell for cell in line.rstrip("\r\n").split("\t") if cell.strip()]
        numbers = [isinstance(normalise(cell), Phone) for cell in cells]
        table = table or (len(cells) > 1 and not all(numbers))
        words = [cell for cell in cells if is_word(cell)]
        named = named and at < ENTRIES_MAX and (not cells or (sum(numbers), len(words)) == (1, 1))
        named = named and len(cells) in (0, 2)
    return table and not named


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
