"""A note within a card or a dialog: an icon and a sentence on a tinted background."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.panels.theme.theme import SEVERITY_ICONS, Theme, restyle
from gui.words.notices import Severity

_TONES = {
    Severity.INFORMATION: ("information", "accent-text"),
    Severity.SUCCESS: ("success", "success"),
    Severity.WARNING: ("warning", "warning"),
    Severity.ERROR: ("error", "danger"),
}


class Note(QFrame):
    """Says something about what is around it; hidden while it is empty."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity = Severity.INFORMATION
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel(wordWrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(theme.step)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.setVisible(False)
        theme.changed.connect(self._dress)
        restyle(self, role="note")
        self._dress()

    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return self._text.text()

    def show_text(self, text: str, severity: Severity | None = None) -> None:
        """Say `text`, or nothing if it is empty."""
        if severity is not None and severity is not self._severity:
            self._severity = severity
            self._dress()
        if text != self._text.text():
            self._text.setText(text)
        self.setVisible(bool(text))

    def _dress(self) -> None:
        tone, role = _TONES[self._severity]
        restyle(self, tone=tone)
        self._icon.setPixmap(self._theme.pixmap(SEVERITY_ICONS[self._severity], self, role))
