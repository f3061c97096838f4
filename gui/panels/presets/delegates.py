"""How the rows of the rail are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.panels.presets.rail_list import ENTRY
from gui.panels.theme.theme import Theme

PADDING = 8
SIDE = 16
BOX = 16
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A preset in the rail.

    Attributes:
        about, short: sign and recipients, and the same where there is little room.
        icon, role: of its last result; empty without one.
        when: the time of that.
        filled: whether its star is filled: the form holds just this.
    """

    name: str
    about: str
    short: str
    icon: str = ""
    role: str = "text"
    when: str = ""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A test phone in the rail; `ending` are its last digits."""

    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group of test phones."""

    name: str


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One of the last runs in the rail."""

    when: str
    name: str
    count: str


class RailDelegate(QStyledItemDelegate):
    """Draws a row of any kind: background, focus ring, icon, texts."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines for a preset, one for anything else."""
        match index.data(ENTRY):
            case PresetRow():
                lines = self._theme.size("line.body") + self._theme.size("line.caption")
                height = max(self._theme.size("height.row-two-lines"), lines + 8)
            case GroupRow():
                height = max(24, self._theme.size("line.caption") + 6)
            case _:
                height = max(self._theme.size("height.row"), self._theme.size("line.body") + 8)
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the background, the content, and the focus ring."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        match index.data(ENTRY):
            case PresetRow() as preset:
                self._paint_preset(painter, option, preset)
            case PhoneRow() as phone:
                self._paint_phone(painter, option, phone, index)
            case GroupRow() as group:
                self._text(painter, self._inner(option), group.name, caption=True, bold=True)
            case RecentRow() as recent:
                self._paint_recent(painter, option, recent)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Leave ticking to the list: the whole row does it, not the box alone."""
        del event, model, option, index
        return False

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        radius = self._theme.size("radius.control")
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        ground = ""
        if state & QStyle.StateFlag.State_Selected:
            ground = "accent-tint"
        elif enabled and state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(option.rect, radius, radius)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(self._theme.colour("focus"))
            pen.setWidth(self._theme.size("border.focus"))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_preset(
        self, painter: QPainter, option: QStyleOptionViewItem, row: PresetRow
    ) -> None:
        inner = self._inner(option)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        star = "star-filled" if row.filled else "star"
        self._icon(painter, inner, star, "accent-text" if chosen else "text-secondary")
        inner.setLeft(inner.left() + SIDE + PADDING)
        name_line, about_line = self._theme.size("line.body"), self._theme.size("line.caption")
        top = inner.top() + (inner.height() - name_line - about_line) // 2
        name = QRect(inner.left(), top, inner.width(), name_line)
        about = QRect(inner.left(), top + name_line, inner.width(), about_line)
        if row.icon:
            right = QRect(name)
            right.setLeft(right.right() + 1 - SIDE)
            self._icon(painter, right, row.icon, row.role)
            name.setRight(right.left() - 6)
            wide = self._width(row.when, caption=True)
            needed = self._width(row.name, caption=False) + 2 * PADDING
            if row.when and needed + wide <= name.width():
                place = QRect(name)
                place.setLeft(place.right() + 1 - wide)
                self._text(painter, place, row.when, caption=True)
                name.setRight(place.left() - PADDING)
        self._text(painter, name, row.name, bold=chosen)
        fits = self._width(row.about, caption=True) <= about.width()
        self._text(painter, about, row.about if fits else row.short, caption=True)

    def _paint_phone(
        self, painter: QPainter, option: QStyleOptionViewItem, row: PhoneRow, index: Index
    ) -> None:
        inner = self._inner(option)
        self._paint_box(painter, inner, index.data(Qt.ItemDataRole.CheckStateRole))
        inner.setLeft(inner.left() + BOX + PADDING)
        ending = self._right(painter, inner, row.ending)
        self._text(painter, ending, row.name)

    def _paint_recent(
        self, painter: QPainter, option: QStyleOptionViewItem, row: RecentRow
    ) -> None:
        inner = self._inner(option)
        wide = max(self._width(text, caption=True) for text in ("00:00", row.when))
        self._text(painter, QRect(inner.left(), inner.top(), wide, inner.height()), row.when, True)
        inner.setLeft(inner.left() + wide + PADDING)
        self._text(painter, self._right(painter, inner, row.count), row.name)

    def _paint_box(self, painter: QPainter, inner: QRect, state: object) -> None:
        box = QRect(inner.left(), inner.top() + (inner.height() - BOX) // 2, BOX, BOX)
        checked = state in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        radius = self._theme.size("radius.small")
        painter.setPen(self._theme.colour("accent" if checked else "border-strong"))
        painter.setBrush(self._theme.colour("accent" if checked else "surface"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if checked:
            tick = self._theme.pixmap("check", self._view, "on-accent", 12)
            painter.drawPixmap(box.left() + 2, box.top() + 2, tick)

    def _right(self, painter: QPainter, inner: QRect, text: str) -> QRect:
        """Write a small text at the right; return what is left beside it."""
        wide = self._width(text, caption=True)
        place = QRect(inner)
        place.setLeft(place.right() + 1 - wide)
        self._text(painter, place, text, caption=True)
        rest = QRect(inner)
        rest.setRight(place.left() - PADDING)
        return rest

    def _icon(self, painter: QPainter, place: QRect, name: str, role: str) -> None:
        pixmap = self._theme.pixmap(name, self._view, role, SIDE)
        painter.drawPixmap(place.left(), place.top() + (place.height() - SIDE) // 2, pixmap)

    def _text(
        self, painter: QPainter, place: QRect, text: str, caption: bool = False, bold: bool = False
    ) -> None:
        """Write what fits: small and grey, or in the size of all text."""
        font = self._font(caption=caption)
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text-secondary" if caption else "text"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(flags) | Qt.TextFlag.TextSingleLine, shown)

    def _width(self, text: str, *, caption: bool) -> int:
        """Pixels in which a text is not elided: its width is a fraction, and rounded up here."""
        return ceil(QFontMetricsF(self._font(caption=caption)).horizontalAdvance(text))

    def _font(self, *, caption: bool) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.size("type.caption" if caption else "type.body"))
        return font

    @staticmethod
    def _inner(option: QStyleOptionViewItem) -> QRect:
        return QRect(option.rect).adjusted(PADDING, 0, -PADDING, 0)
