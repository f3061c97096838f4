"""The preview: the bubble, what it is billed as, and the steps through the recipients."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.core.message.draft import PreviewNote
from gui.core.message.template import Preview
from gui.panels.message.preview_bubble import PreviewBubble
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import icon_button
from gui.panels.widgets.fields.field_note import FieldNote
from gui.words.message import preview
from gui.words.notices import Severity
from gui.words.recipients import lists


class PreviewBox(QFrame):
    """Shows the message as a phone will, to one recipient after the other."""

    row_requested = Signal(object)
    """The recipient whose message is to be previewed, from 0."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row, self._rows = 0, 0
        self._compact = False
        self._note_below: bool | None = None
        self.setProperty("role", "bubbleBox")
        self._build()
        self._lay_out()
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        theme.changed.connect(self._dress)
        self._dress()
        self.show_rows(0)

    def show_preview(self, message: Preview, note: PreviewNote | None) -> None:
        """Show the message as the phone will, and how it is billed or what it lacks."""
        self._show_hint(note)
        self._bubble.show_message(message)
        self._segments.show_text(preview.note(note))

    def show_rows(self, count: int, row: int = 0) -> None:
        """Say how many recipients have messages of their own, and whose is shown, from 0.

        Of 0, all get the same.
        """
        self._rows, self._row = count, row
        had_focus = self._previous.hasFocus() or self._next.hasFocus()
        several = count > 1
        for widget in (self._previous, self._row_label, self._next):
            widget.setVisible(several)
        self._row_label.setText(lists.row_of(self._row, count) if count else "")
        self._previous.setEnabled(self._row > 0)
        self._next.setEnabled(self._row + 1 < count)
        if had_focus:
            (self._next if self._next.isEnabled() else self._previous).setFocus()
        self._place_note()

    def set_compact(self, compact: bool) -> None:
        """Do without the heading, where there is little height."""
        self._icon.setVisible(not compact)
        self._label.setVisible(not compact)
        self._compact = compact
        self._place_note()
        margin = 8 if compact else 10
        self._column.setContentsMargins(12, margin, 12, margin)

    def _build(self) -> None:
        self._icon = QLabel(self)
        self._label = QLabel(self.tr("As the phone shows it"), self)
        self._label.setProperty("role", "caption")
        self._bubble = PreviewBubble(self._theme, self)
        self._bubble.setObjectName("preview")
        self._label.setBuddy(self._bubble)
        self._bubble.setAccessibleName(self.tr("Preview"))
        self._show_hint(None)
        self._segments = FieldNote(self._theme, Severity.INFORMATION, "segments", self)
        self._segments.setProperty("role", "caption")
        self._segments.keep_room()
        self._previous = icon_button("previewPrevious", self.tr("Preview the recipient before"))
        self._next = icon_button("previewNext", self.tr("Preview the next recipient"))
        for button in (self._previous, self._next):
            button.setAutoRepeat(True)
        self._row_label = QLabel(self)
        self._row_label.setProperty("role", "caption")
        self._row_label.setObjectName("previewRow")

    def _show_hint(self, note: PreviewNote | None) -> None:
        hint = preview.hint(note)
        if hint != self._bubble.accessibleDescription():
            self._bubble.set_hint(hint)
            self._bubble.setAccessibleDescription(hint)

    def _lay_out(self) -> None:
        heading = self._heading = QHBoxLayout()
        heading.setSpacing(self._theme.step // 2)
        heading.addWidget(self._icon)
        heading.addWidget(self._label)
        heading.addWidget(self._previous)
        heading.addWidget(self._row_label)
        heading.addWidget(self._next)
        heading.addStretch(0)
        line = QHBoxLayout()
        line.addWidget(self._bubble)
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addLayout(heading)
        self._column.addLayout(line)
        self.set_compact(False)

    def _place_note(self) -> None:
        """Put what there is to say beside the heading, or below where that has no room for it."""
        below = self._compact or self._rows > 1
        if below == self._note_below:
            return
        self._note_below = below
        if below:
            self._column.addWidget(self._segments)
        else:
            self._heading.addWidget(self._segments, 1)
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
        self._segments.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _step(self, by: int) -> None:
        row = self._row + by
        if 0 <= row < self._rows:
            self.show_rows(self._rows, row)
            self.row_requested.emit(row)

    def _dress(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("phone", self, "text-secondary"))
        for button, name in ((self._previous, "chevron-left"), (self._next, "chevron-right")):
            button.setIcon(self._theme.icon(name))
            button.setIconSize(self._theme.icon_size)
