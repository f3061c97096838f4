"""Buttons with a name, and icons that follow the theme."""

from __future__ import annotations

import sys

from PySide6.QtCore import Property, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from gui.panels.theme.theme import Theme

CORNER = 6
"""Radius of a button."""
GAP = 6
"""Pixels between icon and text."""
RING, INSET = 2, 2
"""Pixels of the ring that shows the keyboard on a filled button, and of what is around it."""
BLANKS = 2
"""By so many blanks is Qt's own size hint of a tool button with a text too wide."""


class Button(QPushButton):
    """A button that Enter presses while it has the keyboard; no other key of a dialog does.

    Qt leaves Enter to the default button of the dialog on all platforms but one: whoever goes to a
    button and presses Enter means that button.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ring = QColor(Qt.GlobalColor.transparent)
        self.setAutoDefault(False)

    def _get_ring(self) -> QColor:
        return self._ring

    def _set_ring(self, colour: QColor) -> None:
        self._ring = colour

    ring = Property(QColor, _get_ring, _set_ring)
    """The colour of the ring within a filled button that has the keyboard; the sheet sets it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for a press."""
        if not _press_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring on top."""
        super().paintEvent(event)
        if self.hasFocus():
            self.paint_ring(QPainter(self))

    def paint_ring(self, painter: QPainter) -> None:
        """Show that the keyboard is here, on a ground on which a border would not be seen."""
        if not self._ring.alpha():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ring, RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge, radius = INSET + RING / 2, CORNER - INSET
        inner = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(inner, radius, radius)


class SendingButton(Button):
    """A button that sends, and does so once for a double click.

    The second click may come when the first run is over already, or meet the button of a dialog
    that the first one has opened in the same place.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click and do nothing."""
        event.accept()


class Tool(QToolButton):
    """A tool button that Enter presses, as the space bar does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for a press."""
        if not _press_by_enter(self, event):
            super().keyPressEvent(event)


class WordedTool(Tool):
    """A small quiet button of icon and text, as wide as both: it may end where a field does.

    It takes the keyboard.
    """

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        """Show `text`; assistive technology reads it unless it is given another name."""
        super().__init__(parent)
        _make_quiet(self, name)
        self.setText(text)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def sizeHint(self) -> QSize:
        """Give the size of icon and text."""
        hint = super().sizeHint()
        if self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            hint.setWidth(hint.width() - BLANKS * self.fontMetrics().horizontalAdvance(" "))
        return hint

    def minimumSizeHint(self) -> QSize:
        """Cut nothing off."""
        return self.sizeHint()


class SafeButton(QPushButton):
    """The default button of a question: Ctrl+Enter, which sends in the window, leaves it alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter and do nothing: pressed a second time, it is no answer."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)


def add_sending_shortcut(parent: QWidget, *keys: str) -> QShortcut:
    """Make a shortcut of `keys` that sends: held down, it is pressed once."""
    shortcut = QShortcut(parent)
    shortcut.setKeys([QKeySequence(one) for one in keys])
    shortcut.setAutoRepeat(False)
    return shortcut


def shown_keys(keys: str) -> str:
    """Write `keys`, such as `Ctrl+Enter`, as the keyboard has them, in every language.

    Qt would translate the names of keys, which the manual and the keyboard do not.
    """
    form = QKeySequence.SequenceFormat
    native = sys.platform == "darwin"  # ⌘ and the like
    return QKeySequence(keys).toString(form.NativeText if native else form.PortableText)


def named_button(name: str, text: str) -> Button:
    """Make a button that Enter presses only while it has the focus."""
    button = Button(text)
    button.setObjectName(name)
    return button


def icon_button(name: str, label: str) -> QToolButton:
    """Make a small button that shows an icon alone; `label` is its name and its tool tip."""
    button = Tool()
    _make_quiet(button, name)
    button.setAccessibleName(label)
    button.setToolTip(label)
    return button


def _press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press `button` if this is Enter alone; tell whether the event is dealt with."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not enter or others:
        return False
    if not event.isAutoRepeat():  # a key that is held down is one press
        button.click()
    return True


def _make_quiet(button: QToolButton, name: str) -> None:
    """Make a tool button small and without a border, and let it take the keyboard."""
    button.setObjectName(name)
    button.setProperty("small", "true")
    button.setProperty("role", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def set_icon(theme: Theme, button: QAbstractButton, name: str, role: str = "text") -> None:
    """Give a button its icon in the colour of a role; call it again when the theme changes."""
    after = max(0, GAP - _gap_of_qt(button)) if button.text() else 0
    icon = theme.icon(name, role, after=after)
    if button.icon().cacheKey() == icon.cacheKey():
        return  # to set it again would lay the button out again
    button.setIcon(icon)
    button.setIconSize(theme.icon_size + QSize(after, 0))


def set_icons(theme: Theme, *icons: tuple[QAbstractButton, str]) -> None:
    """Give each button its icon in the current colours; call it again when the theme changes."""
    for button, name in icons:
        set_icon(theme, button, name)


def _gap_of_qt(button: QAbstractButton) -> int:
    """Pixels that Qt itself leaves between icon and text; many where it shows no text."""
    if not isinstance(button, QToolButton):
        return 4
    beside = button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    return 2 if beside else GAP
