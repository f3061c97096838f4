"""Walk the widgets of a page or dialog as an operator meets them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QRect, Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from gui.panels.widgets.elided_label import ElidedLabel
from tests.scenes import POPUPS, SCENES

each = pytest.mark.parametrize(
    "scene",
    [scene for scene in SCENES if scene not in POPUPS],
    ids=lambda scene: scene.__name__,
)
"""Those whose controls can be walked through."""

LONGER = 0.4
"""By how much of their length texts grow when a padding translator is installed."""
MOST_STOPS = 400
MOST_LINKS = 60


class PaddingTranslator(QTranslator):
    """Says every sentence 40 % longer, as another language would.

    `inner` gives the sentence itself; without it, the source stands.
    """

    def __init__(self, inner: QTranslator | None = None) -> None:
        super().__init__()
        self._inner = inner

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        said = ""
        if self._inner is not None:
            said = self._inner.translate(context, source, disambiguation, n) or ""
        said = said or source
        if not any(letter.isalpha() for letter in said):
            return said
        more = max(1, round(len(said) * LONGER))
        return f"{said}{('x' * 5 + ' ') * more}"[: len(said) + more].rstrip(" &")


def widgets(root: QWidget) -> Iterator[QWidget]:
    """List what is on show below `root`, itself not counted; what scrolled away is counted."""
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.window() is root.window():
            yield widget


def tab_stops(root: QWidget) -> list[QWidget]:
    """List the controls that should take the keyboard from the Tab key."""
    return [
        widget
        for widget in widgets(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not _inside(widget)
        and not _reached_by_arrows(widget)
    ]


def _reached_by_arrows(widget: QWidget) -> bool:
    """Whether another button of an exclusive group has the keyboard in its place."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    group = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())


def _inside(widget: QWidget) -> bool:
    """Whether it is a part of a control, which has the name."""
    parent = widget.parentWidget()
    if isinstance(parent, QComboBox | QAbstractSpinBox):
        return True
    return widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar | QMenu)


def walk_by_tab(first: QWidget) -> list[QWidget]:
    """Press Tab from `first` on until the keyboard is back; return where it was, in order."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    stops: list[QWidget] = []
    while len(stops) < MOST_STOPS:
        focused = QApplication.focusWidget()
        assert focused is not None, f"the keyboard is nowhere after {stops[-1:]}"
        if focused in stops[:-1]:
            return stops
        if focused not in stops:
            stops.append(focused)
            inside = 0
        else:
            inside += 1  # from link to link of a page
            assert inside < MOST_LINKS, f"the keyboard does not leave {focused}"
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError("the keyboard does not come back")


def control(widget: QWidget) -> QWidget:
    """Return the control that a focused part belongs to."""
    parent = widget.parentWidget()
    return parent if isinstance(parent, QComboBox | QAbstractSpinBox) else widget


def stop_of(widget: QWidget) -> QWidget:
    """Return the stop of the Tab key that a focused widget stands for."""
    widget = control(widget)
    if isinstance(widget, QAbstractButton) and _reached_by_arrows(widget):
        group = widget.group()
        checked = group.checkedButton() if group is not None else None
        return checked or widget  # the group is one stop
    return widget


def spoken_name(widget: QWidget, root: QWidget) -> str:
    """What assistive technology calls a control, whatever stands in it."""
    if isinstance(widget, QComboBox):
        # On Linux its name is its value, always; its label or description says what it is.
        labels = [label for label in root.findChildren(QLabel) if label.buddy() is widget]
        return labels[0].text() if labels else widget.accessibleDescription()
    interface = QAccessible.queryAccessibleInterface(widget)
    name: str = interface.text(QAccessible.Text.Name) if interface else ""
    return name


@contextmanager
def filled(widget: QWidget) -> Iterator[None]:
    """Put a text into a control that takes one, and in the end what was there before."""
    if isinstance(widget, QComboBox) and widget.isEditable():
        before, put, text = widget.currentText(), widget.setEditText, "filled"
    elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
        before, put, text = widget.text(), widget.setText, "filled"
    elif isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        before, put, text = widget.toPlainText(), widget.setPlainText, "13900000001"
    else:
        yield
        return
    put(text)
    yield
    put(before)


def cut_off(root: QWidget) -> list[str]:
    """List the texts on show that have less room than they need."""
    return [
        f"{type(widget).__name__} {widget.objectName()} {_text(widget)!r}: {trouble}"
        for widget in widgets(root)
        if _text(widget) and (trouble := _trouble(widget, root))
    ]


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return ""


def _trouble(widget: QWidget, root: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return ""
    room, needed = widget.size(), widget.sizeHint()
    high = widget.fontMetrics().height()
    if isinstance(widget, QLabel) and widget.wordWrap():
        high = widget.heightForWidth(room.width())
        return f"{high} high, has {room.height()}" if high > room.height() + 1 else ""
    if needed.width() > room.width() + 1:
        return f"{needed.width()} wide, has {room.width()}"
    if high > room.height():
        return f"{high} high, has {room.height()}"
    return "" if _reaches(widget, root) else "outside of what holds it"


def _reaches(widget: QWidget, root: QWidget) -> bool:
    """Whether all of its width lies in what holds it, up to `root`."""
    parent = widget.parentWidget()
    place = QRect(widget.rect())
    while parent is not None:
        place = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        inside = place.left() >= -1 and place.right() <= parent.width()
        if not inside and not isinstance(parent, QAbstractScrollArea):
            return False
        if parent is root:
            return True
        parent = parent.parentWidget()
    return True
