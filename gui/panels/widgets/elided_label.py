"""A label that elides a text that does not fit, and shows all of it in its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """One line of plain text; `text()` is always the whole of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text, if it has changed."""
        if text != self.text():
            self.setText(text)
            self._hint()

    def sizeHint(self) -> QSize:
        """Room for all of it on one line, as it is painted; QLabel would break it into lines."""
        hint = super().sizeHint()
        beside = self.width() - self.contentsRect().width()
        return hint.expandedTo(QSize(self._advance() + beside, 0))

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis is enough."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(
            self._line(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()) | Qt.TextFlag.TextSingleLine, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text in the tool tip while it does not fit."""
        super().resizeEvent(event)
        self._hint()

    def _hint(self) -> None:
        wide = self._advance() > self.contentsRect().width()
        self.setToolTip(self.text() if wide else "")

    def _advance(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._line())

    def _line(self) -> str:
        return " ".join(self.text().split("\n"))
