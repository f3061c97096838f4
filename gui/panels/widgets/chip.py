"""A chip: a small button with a name, a detail and a cross that removes it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QToolButton, QWidget

from gui.panels.theme.theme import Theme, restyle

TEXT_MAX = 200
"""Pixels of the text, and of the detail, before they are elided."""

_LEFT, _RIGHT, _GAP, _ICON, _HEIGHT = 10, 6, 6, 12, 24
_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_INK = {"bad": ("danger", "danger"), "warning": ("warning", "warning")}


@dataclass(frozen=True, slots=True)
class ChipContent:
    """What a chip shows.

    Attributes:
        text, detail: side by side; the detail is paler, and may be empty.
        name: for screen readers.
        hint: its tooltip.
        tone: `bad`, `warning` or empty.
        acts: whether a click on it does something; otherwise only the cross does.
        removable: whether it has a cross.
    """

    text: str
    detail: str
    name: str
    hint: str
    tone: str = ""
    acts: bool = False
    removable: bool = True


class Chip(QToolButton):
    """A button that shows a `ChipContent`; a press by keyboard or assistive technology clicks it.

    A click with the mouse beside the cross is only a press where the content acts.
    """

    removed = Signal()
    """The cross, Delete or Backspace."""
    moved = Signal(int)
    """An arrow key: -1 or 1; Home and End: the largest steps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content = ChipContent("", "", "", "")
        self._compact = False
        self.setProperty("role", "chip")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        theme.changed.connect(self.updateGeometry)

    @property
    def content(self) -> ChipContent:
        """What it shows."""
        return self._content

    def show_content(self, content: ChipContent, *, compact: bool) -> None:
        """Show `content`; a compact chip of a name leaves out its number."""
        self._content, self._compact = content, compact and not content.acts
        self.setText(content.name)
        self.setAccessibleName(content.name)
        self.setToolTip(content.hint)
        restyle(self, tone=content.tone)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Leave room for icon, text, detail and cross."""
        self.ensurePolished()
        width = _LEFT + (_RIGHT + _ICON if self._content.removable else _LEFT - _GAP)
        if self._content.tone:
            width += _ICON + _GAP
        for text in self._texts():
            # The font of the style sheet may be a fraction of a pixel wider.
            width += min(TEXT_MAX, self.fontMetrics().horizontalAdvance(text) + 1) + _GAP
        return QSize(width, max(_HEIGHT, self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        """Give the whole size: it is elided where there is no room."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the background as the style sheet has it, then the content."""
        painter = QPainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        roles = _INK.get(self._content.tone, ("text", "text-secondary"))
        removable = self._content.removable
        left, right = _LEFT, self._cross().left() - _GAP if removable else self.width() - _LEFT
        if self._content.tone:
            icon = self._theme.pixmap("warning", self, roles[0], _ICON)
            painter.drawPixmap(QPoint(left, (self.height() - _ICON) // 2), icon)
            left += _ICON + _GAP
        for text, role in zip(self._texts(), roles, strict=False):
            painter.setPen(self._theme.colour(role))
            width = min(TEXT_MAX, right - left)
            shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            place = QRect(left, 0, max(0, right - left), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            left += self.fontMetrics().horizontalAdvance(shown) + 1 + _GAP
        if removable:
            cross = self._theme.pixmap("close", self, roles[1], _ICON)
            painter.drawPixmap(self._cross().topLeft(), cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove it, move to another one, or press it."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in _KEYS:
            self.moved.emit(_KEYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.moved.emit(-1_000_000 if key == Qt.Key.Key_Home else 1_000_000)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove it, or press it where that does something."""
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.isDown():
            self.setDown(False)
            cross = self._cross().adjusted(-_GAP, -_ICON, _GAP, _ICON)
            if self._content.removable and cross.contains(place):
                self.removed.emit()
            elif self._content.acts and self.rect().contains(place):
                self.click()
        else:
            super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for another size with another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _texts(self) -> tuple[str, ...]:
        detail = "" if self._compact else self._content.detail
        return tuple(filter(None, (self._content.text, detail)))

    def _cross(self) -> QRect:
        return QRect(self.width() - _RIGHT - _ICON, (self.height() - _ICON) // 2, _ICON, _ICON)
