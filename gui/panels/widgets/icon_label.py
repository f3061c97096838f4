"""A label with an icon before its text, both in one colour."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.core.sending.state import RecipientState
from gui.panels.theme.theme import Theme, restyle

SIDE = 16
GAP = 4

_TONES = {
    "accent-text": "accent",
    "text-secondary": "secondary",
    "text": "",
}
"""The property `tone` of the style sheet for the role of a colour; others have the same name."""


def tone_of(role: str) -> str:
    """The property `tone` that gives a label the colour of a role."""
    return _TONES.get(role, role)


class IconLabel(QLabel):
    """A label with an icon before its text; one thing for a screen reader, which reads the text."""

    def __init__(
        self, theme: Theme, icon: str = "", role: str = "text", parent: QWidget | None = None
    ) -> None:
        """Show the icon `icon` in the colour `role`, which is that of the text, too."""
        super().__init__(parent)
        self._theme = theme
        self._icon, self._role = icon, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_icon(icon, role)
        theme.changed.connect(self.update)

    def show_icon(self, icon: str, role: str) -> None:
        """Show another icon; the colour of the text follows it."""
        self._icon, self._role = icon, role
        restyle(self, tone=tone_of(role))
        self._indent()
        self.update()

    def show_state(self, state: RecipientState, text: str = "") -> None:
        """Show the icon and colour of a state, and `text`."""
        icon, role = self._theme.tokens.states[state.value]
        if (icon, role) != (self._icon, self._role):
            self.show_icon(icon, role)
        if text != self.text():
            self.setText(text)
            self._indent()

    def setText(self, text: str) -> None:
        """Show `text`; without one the icon stands alone."""
        super().setText(text)
        self._indent()

    def sizeHint(self) -> QSize:
        """At least as large as the icon."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), SIDE), max(hint.height(), SIDE))

    def minimumSizeHint(self) -> QSize:
        """As large as it wants to be."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the middle of the height, and the text."""
        if self.text():
            super().paintEvent(event)
        if self._icon:
            painter = QPainter(self)
            pixmap = self._theme.pixmap(self._icon, self, self._role, SIDE)
            painter.drawPixmap(0, (self.height() - SIDE) // 2, pixmap)

    def _indent(self) -> None:
        left = SIDE + GAP if self._icon and self.text() else 0
        self.setContentsMargins(left, 0, 0, 0)
