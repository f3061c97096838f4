"""Rows of one or two lines: a name, and below it in small what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.panels.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex

CAPTION_ROLE = Qt.ItemDataRole.UserRole + 1
"""The second line, a string; empty for a row of one line in the middle."""
ICON_ROLE = Qt.ItemDataRole.UserRole + 2
"""The name of the icon, or none."""
TONE_ROLE = Qt.ItemDataRole.UserRole + 3
"""The role of a colour that icon and name take in place of their own."""

PADDING = 8
LINES_PADDING = 5


class TwoLineDelegate(QStyledItemDelegate):
    """Draws an icon, a name and a caption; the chosen row is bold on a tint."""

    def __init__(self, theme: Theme, parent: QWidget, *, icons: bool = True) -> None:
        """Leave room for icons if there are any."""
        super().__init__(parent)
        self._theme = theme
        self._indent = 16 + PADDING if icons else 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of its lines, and the width of the longer one."""
        name, caption = self._fonts()
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        wide = max(
            QFontMetrics(name).horizontalAdvance(text),
            QFontMetrics(caption).horizontalAdvance(str(index.data(CAPTION_ROLE) or "")),
        )
        high = self._theme.size("line.body") + 2 * LINES_PADDING
        if index.data(CAPTION_ROLE):
            high += self._theme.size("line.caption")
        return QSize(wide + 2 * PADDING + self._indent, max(high, self._theme.size("height.row")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        theme = self._theme
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.size("radius.control")
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-tint" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect), radius, radius)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
        tone = index.data(TONE_ROLE)
        icon = index.data(ICON_ROLE)
        left = rect.left() + PADDING
        if icon:
            role = tone or ("accent-text" if chosen else "text-secondary")
            ratio = painter.device().devicePixelRatioF()
            place = QPointF(left, rect.top() + (rect.height() - 16) / 2)
            painter.drawPixmap(place, theme.drawing(str(icon), str(role), ratio))
        left += self._indent
        room = QRect(left, rect.top(), rect.right() - left - PADDING, rect.height())
        self._write(painter, room, index, chosen, str(tone or "text"))
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, index: Index, chosen: bool, role: str) -> None:
        theme = self._theme
        name, caption = self._fonts()
        name.setBold(chosen)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        below = str(index.data(CAPTION_ROLE) or "")
        high = theme.size("line.body")
        top = room.top() + LINES_PADDING if below else room.top() + (room.height() - high) // 2
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for font, colour, words, line in (
            (name, role, text, QRect(room.left(), top, room.width(), high)),
            (
                caption,
                "text-secondary",
                below,
                QRect(room.left(), top + high, room.width(), theme.size("line.caption")),
            ),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, middle.value, shown)

    def _fonts(self) -> tuple[QFont, QFont]:
        parent = self.parent()
        name = QFont(parent.font()) if isinstance(parent, QWidget) else QFont()
        name.setPixelSize(self._theme.size("type.body"))
        caption = QFont(name)
        caption.setPixelSize(self._theme.size("type.caption"))
        return name, caption
