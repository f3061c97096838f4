"""What is wrong with the current account, below the top bar while it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.panels.theme.theme import SEVERITY_ICONS, Theme, restyle
from gui.panels.widgets.buttons import named_button
from gui.words.notices import Severity

TONES = {Severity.WARNING: "warning", Severity.ERROR: "error"}


class AccountNote(QFrame):
    """A sentence and the way to mend it; hidden while nothing is wrong."""

    settings_requested = Signal()
    """The operator wants to mend the account."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("accountNote")
        self.setProperty("role", "note")
        self._theme = theme
        self._severity = Severity.INFORMATION
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("accountNoteText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._mend = named_button("mendAccount", self.tr("Account settings"))
        self._mend.setProperty("role", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(theme.step)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._mend)
        self._mend.clicked.connect(self.settings_requested)
        theme.changed.connect(self._dress)
        self.setVisible(False)

    def show_status(self, text: str, severity: Severity) -> None:
        """Show `text` if it says that something is wrong."""
        wrong = bool(text) and severity in TONES
        self.setVisible(wrong)
        self._text.setText(text if wrong else "")
        self._severity = severity
        if wrong:
            self._dress()

    def _dress(self) -> None:
        tone = TONES.get(self._severity)
        if tone is not None:
            restyle(self, tone=tone)
            role = "danger" if self._severity is Severity.ERROR else "warning"
            icon = SEVERITY_ICONS[self._severity]
            self._icon.setPixmap(self._theme.pixmap(icon, self, role))
