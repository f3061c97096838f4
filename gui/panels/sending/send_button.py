"""The button that sends."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QWidget

from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import SendingButton, shown_keys

GAP = 8
PADDING = 16
WIDTH_MIN = 176
TEXT_MAX = 220
"""Pixels of a text that leaves room for the shortcut."""


class SendButton(SendingButton):
    """Icon, text in bold, and the shortcut in small letters."""

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        """Show `shortcut`, such as `Ctrl+Enter`, as this platform writes it."""
        super().__init__(parent=parent)
        self._theme = theme
        self._ink = "text-secondary"
        self._hinted = True
        self._hint = shown_keys(shortcut)
        self.setProperty("big", "true")

    def dress(self, kind: AccountKind, *, ready: bool) -> None:
        """Look like the account that sends, or like a button that waits for something."""
        on = "on-production" if kind is AccountKind.PRODUCTION else "on-accent"
        self._ink = on if ready else "text-secondary"
        self._theme.style_send(self, kind, ready=ready)
        self.update()

    def show_hint(self, shown: bool) -> None:
        """Show the shortcut, or leave it out."""
        self._hinted = shown
        self.updateGeometry()
        self.update()

    def full_width(self) -> int:
        """How wide the button would be with the shortcut."""
        return self._width(self._parts(hinted=True))

    def sizeHint(self) -> QSize:
        """As wide as what it says."""
        wide = self._width(self._parts(hinted=self._hinted))
        return QSize(wide, self._theme.size("height.primary"))

    def minimumSizeHint(self) -> QSize:
        """The whole size: no text is cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then what it says."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text = option.text
        option.text, option.icon = "", QIcon()
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        ink = self._ink if self.isEnabled() else "text-disabled"
        painter.setPen(self._theme.colour(ink))
        (_, side), (bold, wide), (small, hint) = self._parts(hinted=self._hinted)
        left = (self.width() - side - wide - hint - (2 if hint else 1) * GAP) // 2
        box = QRect(left, 0, side, self.height())
        self._theme.icon("send", ink).paint(painter, box, Qt.AlignmentFlag.AlignCenter)
        underlined = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        mnemonic = Qt.TextFlag.TextShowMnemonic if underlined else Qt.TextFlag.TextHideMnemonic
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | mnemonic
        painter.setFont(bold)
        left += side + GAP
        painter.drawText(QRect(left, 0, wide + 1, self.height()), flags, text)
        painter.setFont(small)
        left += wide + GAP
        if hint:
            painter.drawText(QRect(left, 0, hint + 1, self.height()), flags, self._hint)
        if self.hasFocus():
            self.paint_ring(painter)

    def _width(self, parts: tuple[tuple[QFont, int], ...]) -> int:
        return max(WIDTH_MIN, 2 * PADDING + sum(width for _, width in parts) + 2 * GAP)

    def _parts(self, *, hinted: bool) -> tuple[tuple[QFont, int], ...]:
        """Icon, text and shortcut: their fonts and widths."""
        bold, small = QFont(self.font()), QFont(self.font())
        bold.setBold(True)
        bold.setPixelSize(self._theme.size("type.body"))
        small.setBold(False)
        small.setPixelSize(self._theme.size("type.caption"))
        text = QFontMetrics(bold).size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        shown = hinted and text <= TEXT_MAX
        hint = QFontMetrics(small).horizontalAdvance(self._hint) if shown else 0
        return (bold, 16), (bold, text), (small, hint)
