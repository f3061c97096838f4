"""A message as a phone shows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from gui.core.message.template import PieceKind, Preview
from gui.panels.theme.theme import Theme, restyle
from gui.words.message import preview as words

WIDEST = 356
"""Pixels, as wide as the bubbles of a phone."""
LINES_MAX = 12
"""Lines that are shown at once, some 280 Chinese characters; what is longer scrolls inside."""
LINE = 22
"""Pixels from one line to the next, at a text scale of 100 %."""
PADDING = 26, 18
"""What the style sheet puts around the text: padding and borders."""
HINT_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class PreviewBubble(QTextEdit):
    """Read-only text that takes the size of its content, up to a height; empty, it shows a hint.

    Values are underlined in the accent colour, variables without a value in that of danger.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, widest: int = WIDEST) -> None:
        """Begin empty; the bubble is at most `widest` pixels wide."""
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self._shown = Preview()
        self._hint = ""
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        # A read-only text is reached by keyboard only if it says so.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setProperty("role", "bubble")
        theme.changed.connect(self._write)
        self._write()

    def set_hint(self, hint: str) -> None:
        """Set the hint that is shown while there is no message."""
        self._hint = hint
        self._fit()
        self.viewport().update()
        self.updateGeometry()

    def show_message(self, message: Preview) -> None:
        """Show `message`, or the hint if it is empty."""
        if message != self._shown:
            self._shown = message
            self._write()

    def sizeHint(self) -> QSize:
        """As large as the text, at most as wide as it may be."""
        return self._size(self._widest)

    def minimumSizeHint(self) -> QSize:
        """High enough for the text at the width there is."""
        return QSize(120, self._size(self.width()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text at this width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hint too: of a placeholder Qt draws no more than the first line."""
        super().paintEvent(event)
        if not self._shown:
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.colour("text-secondary"))
            painter.drawText(self.viewport().rect(), HINT_FLAGS, self._hint)
            painter.end()

    def event(self, event: QEvent) -> bool:
        """Draw the outline of the empty bubble: a style sheet makes dots of its dashes."""
        done = super().event(event)
        if event.type() is QEvent.Type.Paint and not self._shown and not self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(self._theme.colour("border-strong"), 1.0)
            pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            radius = self._theme.size("radius.bubble")
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
            painter.end()
        return done

    def _write(self) -> None:
        document = self.document()
        document.clear()
        restyle(self, state="" if self._shown else "empty")
        cursor = QTextCursor(document)
        line = QTextBlockFormat()
        line.setLineHeight(
            LINE * self._theme.scale, QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        cursor.setBlockFormat(line)
        for kind, text in self._shown.pieces:
            if kind is PieceKind.LACKING:
                text = words.missing_value(text)
            cursor.insertText(text, self._format(kind))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()
        self.updateGeometry()

    def _format(self, kind: PieceKind) -> QTextCharFormat:
        form = QTextCharFormat()
        inks = {
            PieceKind.VALUE: "accent-text",
            PieceKind.MISSING: "danger",
            PieceKind.LACKING: "danger",
        }
        form.setForeground(self._theme.colour(inks.get(kind, "text")))
        form.setFontUnderline(kind in inks)
        return form

    def _fit(self) -> None:
        high = self._size(self.width()).height()
        scrolls = high >= self._highest
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(high)

    @property
    def _highest(self) -> int:
        return round(LINES_MAX * LINE * self._theme.scale) + PADDING[1]

    def _size(self, width: int) -> QSize:
        """The size of the whole at most `width` pixels wide."""
        across, along = PADDING
        room = max(40, min(width, self._widest) - across)
        self.ensurePolished()
        if not self._shown:
            metrics = QFontMetrics(self.font())
            needed = metrics.boundingRect(0, 0, room, 10_000, HINT_FLAGS, self._hint)
            return QSize(needed.width() + across + 2, needed.height() + along)
        document = self.document().clone()
        document.setTextWidth(room)
        wide = min(room, int(document.idealWidth()) + 2)
        high = int(document.size().height()) + along
        document.deleteLater()
        return QSize(wide + across, min(high, self._highest))
