"""How the rows of the palette are drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from gui.panels.widgets.tables.two_line_delegate import CAPTION_ROLE, PADDING, TwoLineDelegate

HINT_ROLE = CAPTION_ROLE + 10
"""What stands at the end of a row, a string."""
HEADING_ROLE = CAPTION_ROLE + 11
"""Whether the row is the heading of a group."""

Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(TwoLineDelegate):
    """Rows with a hint at their end, below headings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a heading one line."""
        if index.data(HEADING_ROLE):
            return QSize(1, self._theme.size("line.caption") + PADDING)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        if not index.data(HEADING_ROLE):
            super().paint(painter, option, index)
            return
        _, caption = self._fonts()
        caption.setBold(True)
        painter.save()
        painter.setFont(caption)
        painter.setPen(self._theme.colour("text-secondary"))
        room = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, bottom.value, str(index.data()))
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, index: Index, chosen: bool, role: str) -> None:
        hint = str(index.data(HINT_ROLE) or "")
        if hint:
            _, caption = self._fonts()
            painter.setFont(caption)
            painter.setPen(self._theme.colour("text-secondary"))
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, end.value, hint)
            room = room.adjusted(0, 0, -QFontMetrics(caption).horizontalAdvance(hint) - PADDING, 0)
        super()._write(painter, room, index, chosen, role)
