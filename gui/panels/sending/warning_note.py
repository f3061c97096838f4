"""A warning in a dialog: a sentence in bold, and what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.theme.theme import SEVERITY_ICONS, TONES, Theme, restyle
from gui.words.notices import Severity

GROUNDS = {
    Severity.INFORMATION: "",
    Severity.SUCCESS: "",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}
"""The property `tone` of the frame; an unimportant note has no background."""


class WarningNote(QFrame):
    """Hidden while it has nothing to say."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Name the sentence `name`, and what it means `nameWhy`."""
        super().__init__(parent)
        self._theme = theme
        self._severity = Severity.INFORMATION
        self._icon = QLabel(self)
        self._head = _text(self, name)
        self._why = _text(self, f"{name}Why")
        self._why.setProperty("role", "caption")
        self.setProperty("role", "note")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._head)
        texts.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setSpacing(theme.step)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self._row = row
        self.setVisible(False)
        theme.changed.connect(self._dress)

    def show_text(self, head: str, why: str = "", severity: Severity = Severity.WARNING) -> None:
        """Say `head` and what it means, or nothing if it is empty."""
        self._severity = severity
        self._head.setText(head)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.setVisible(bool(head))
        self._dress()

    def _dress(self) -> None:
        ground = GROUNDS[self._severity]
        restyle(self, tone=ground)
        restyle(self._head, role="strong" if ground else "secondary")
        across, along = (12, 10) if ground else (0, 0)
        self._row.setContentsMargins(across, along, across, along)
        self._icon.setVisible(bool(ground))
        if ground:
            icon, tone = SEVERITY_ICONS[self._severity], TONES[self._severity]
            self._icon.setPixmap(self._theme.pixmap(icon, self, tone))


def _text(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent, wordWrap=True)
    label.setObjectName(name)
    # A name may look like HTML.
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
