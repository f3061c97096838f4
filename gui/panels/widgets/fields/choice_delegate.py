"""Paints the rows of a `ChoiceModel`: one or two lines, and the headings of groups."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.panels.theme.theme import Theme
from gui.panels.widgets.fields.choice_model import ROW_ROLE, ComboChoice

Index = QModelIndex | QPersistentModelIndex

PADDING = 12
TICK = 24
"""Width of the mark before a row."""
_VARIABLE = re.compile(r"(\$\{[^${}]+\})")


class ChoiceDelegate(QStyledItemDelegate):
    """The name, then the value, which is never cut off; below it a line that may be."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        """Paint the rows of `view` in its font."""
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.current = ""
        """The value in the field: its row has a tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is lower than a choice, and one with a second line higher."""
        theme, row = self._theme, index.data(ROW_ROLE)
        line, caption = theme.size("line.body"), theme.size("line.caption")
        if not isinstance(row, ComboChoice):
            return QSize(0, caption + 10)
        return QSize(0, line + caption + 10 if row.detail else line + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        painter.save()
        area = QRect(option.rect)
        if isinstance(row, ComboChoice):
            chosen = QStyle.StateFlag.State_Selected
            hovered = QStyle.StateFlag.State_MouseOver
            # Combo boxes hand out no rows that are both disabled and selected.
            if row.usable and option.state & (chosen | hovered):
                painter.fillRect(area, self._theme.colour("accent-tint"))
            self._choice(painter, area, row)
        else:
            font = self._font(caption=True)
            font.setBold(True)
            self._write(painter, area.adjusted(PADDING, 0, -PADDING, 0), str(row or ""), font)
        painter.restore()

    def _choice(self, painter: QPainter, area: QRect, row: ComboChoice) -> None:
        mark = "check" if row.usable else "circle-slash"
        if not row.usable or (row.value and row.value == self.current):
            icon = self._theme.icon(mark, "text-secondary")
            place = QRect(area.left() + PADDING - 2, area.top(), 16, area.height())
            icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter)
        inner = area.adjusted(PADDING + TICK, 5, -PADDING, -5)
        small = self._font(caption=True)
        if row.note:
            width = QFontMetrics(small).horizontalAdvance(row.note)
            place = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
            self._write(painter, place, row.note, small)
            inner.setRight(inner.right() - width - 8)
        top = QRect(inner)
        if row.detail:
            top.setHeight(self._theme.size("line.body"))
        self._first_line(painter, top, row)
        if row.detail:
            below = QRect(inner)
            below.setTop(top.bottom() + 1)
            self._second_line(painter, below, row.detail, small)

    def _first_line(self, painter: QPainter, area: QRect, row: ComboChoice) -> None:
        font = self._font()
        metrics = QFontMetrics(font)
        ink = "text" if row.usable else "text-secondary"
        if not row.name:
            self._write(painter, area, row.value, font, ink)
            return
        wide = metrics.horizontalAdvance(row.value) + 8
        name = metrics.elidedText(
            row.name, Qt.TextElideMode.ElideRight, max(0, area.width() - wide)
        )
        self._write(painter, area, name, font, ink)
        rest = area.adjusted(metrics.horizontalAdvance(name) + 8, 0, 0, 0)
        self._write(painter, rest, row.value, font)

    def _second_line(self, painter: QPainter, area: QRect, text: str, font: QFont) -> None:
        metrics = QFontMetrics(font)
        line = " ".join(text.split())
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        for piece in _VARIABLE.split(shown):
            if piece:
                ink = "accent-text" if _VARIABLE.fullmatch(piece) else "text-secondary"
                self._write(painter, area, piece, font, ink)
                area = area.adjusted(metrics.horizontalAdvance(piece), 0, 0, 0)

    def _write(
        self, painter: QPainter, area: QRect, text: str, font: QFont, ink: str = "text-secondary"
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, text)

    def _font(self, *, caption: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.size("type.caption" if caption else "type.body"))
        return font
