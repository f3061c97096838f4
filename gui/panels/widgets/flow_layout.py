"""A layout that puts widgets side by side, and begins a new row where one is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of widgets of their own width; one that expands takes the rest of its row."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        """Leave `gap` pixels between widgets, across and down."""
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)
        self.invalidate()

    def insert(self, index: int, widget: QWidget) -> None:
        """Add a widget before the item at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; none if there is none at that place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item, and return it; none if there is none at that place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more height than the rows."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets where they belong."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Ask for the least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return room for the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        across, down = margins.left() + margins.right(), margins.top() + margins.bottom()
        return size + QSize(across, down)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Go through the rows, and return the height that they take with their margins."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        at, row = QPoint(inner.left(), inner.top()), 0
        for item in self._items:
            if item.isEmpty():
                continue
            grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            width = item.minimumSize().width() if grows else item.sizeHint().width()
            if at.x() > inner.left() and at.x() + width > inner.right() + 1:
                at, row = QPoint(inner.left(), at.y() + row + self._gap), 0
            left = inner.right() + 1 - at.x()
            width = max(width, left) if grows else min(width, max(left, 1))
            height = item.heightForWidth(width) if item.hasHeightForWidth() else -1
            size = QSize(width, height if height >= 0 else item.sizeHint().height())
            if move:
                item.setGeometry(QRect(at, size))
            at.setX(at.x() + width + self._gap)
            row = max(row, size.height())
        return at.y() + row - rect.top() + margins.bottom()
