"""A note beside a field: what is wrong with it, or what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.panels.theme.theme import TONES, Theme, restyle
from gui.words.notices import Severity


class FieldNote(QLabel):
    """A sentence beside a field, in the colour of how much it matters; hidden while empty."""

    def __init__(
        self, theme: Theme, severity: Severity, name: str, parent: QWidget | None = None
    ) -> None:
        """Begin empty, with the object name `name`.

        Give a parent if text is shown before it is in a layout: else it would be a window.
        """
        super().__init__(parent)
        self._theme = theme
        self._severity = severity
        self._room_kept = False
        self.setObjectName(name)
        self.setWordWrap(True)
        # What an operator pasted must not be read as HTML.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setVisible(False)
        theme.changed.connect(self._dress)
        self._dress()

    def keep_room(self) -> None:
        """Take the height of one line even while empty, so that nothing jumps while one types."""
        self._room_kept = True
        self.setVisible(True)
        self._fit()

    def show_text(self, text: str, severity: Severity | None = None) -> None:
        """Show `text`, or nothing if it is empty."""
        if severity is not None and severity is not self._severity:
            self._severity = severity
            self._dress()
        if text != self.text():
            self.setText(text)
            self._fit()
        self.setVisible(self._room_kept or bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the text takes at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        # Where space is short, layouts cut a label that wraps, so it asks for its height. The
        # size hint includes the minimum height, which is reset first.
        self.ensurePolished()  # the style sheet decides on the font
        self.setMinimumHeight(0)
        height = self.heightForWidth(self.width()) if self.text() else 0
        # A label takes up to a pixel more than its font says.
        line = self.fontMetrics().height() + 1 if self._room_kept else 0
        self.setMinimumHeight(max(height, line))

    def _dress(self) -> None:
        restyle(self, tone=TONES[self._severity])
