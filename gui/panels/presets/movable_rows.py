"""A list whose rows are dragged into another order.

Qt drags what is selected, and a row that is pressed is not: the dragging is our own.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from gui.panels.theme.theme import Theme

ID = Qt.ItemDataRole.UserRole
"""The id of what a row is about; none for the heading of a group."""
MIME = "application/x-sms-desk-row"
"""Of the id of a row that is dragged."""


class MovableRows(QListWidget):
    """Rows with an id move among each other; those without stay."""

    moved = Signal(object)
    """The ids in the order in which the operator has put them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pressed: QPoint | None = None
        self._dragged = False
        self._drop_line: int | None = None
        self.viewport().setAcceptDrops(True)

    def ids(self) -> list[int]:
        """The ids of all rows, in their order."""
        found = (self.item(row).data(ID) for row in range(self.count()))
        return [int(id) for id in found if id]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a row was pressed: from there it may be dragged."""
        self._dragged = False
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the row that was pressed, once the mouse is far enough from there."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        index = self.indexAt(self._pressed)
        movable = index.data(ID) and index.flags() & Qt.ItemFlag.ItemIsDragEnabled
        if movable and far >= QApplication.startDragDistance():
            self._pressed = None
            self._dragged = True
            self._drag(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row that was pressed, unless it was dragged: Escape may end that before."""
        self._pressed = None
        if not self._dragged:
            super().mouseReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome the rows of this list alone."""
        self._answer_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the row would go."""
        self._answer_drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        self._show_drop(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the row where it is dropped."""
        self._show_drop(None)
        if event.source() is self and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            id = int(bytes(event.mimeData().data(MIME).data()))
            self.place_row(id, round(event.position().y()))

    def place_row(self, id: int, y: int) -> None:
        """Put a row between those above and below a height of the list, in pixels."""
        order = self.ids()
        if id not in order:
            return
        above = self._ids_above(y)
        rest = [one for one in order if one != id]
        rest.insert(sum(one != id for one in above), id)
        if rest != order:
            self.moved.emit(rest)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line at which a dragged row would be dropped."""
        super().paintEvent(event)
        if self._drop_line is not None:
            painter = QPainter(self.viewport())
            line = QRect(4, self._drop_line - 1, self.viewport().width() - 8, 2)
            painter.fillRect(line, self._theme.colour("accent"))
            painter.end()

    def _drag(self, index: QModelIndex) -> None:
        mime = QMimeData()
        mime.setData(MIME, str(index.data(ID)).encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self.viewport().grab(self.visualRect(index)))
        drag.exec(Qt.DropAction.MoveAction)
        self._show_drop(None)

    def _answer_drag(self, event: QDragMoveEvent) -> None:
        if event.source() is self and event.mimeData().hasFormat(MIME):
            self._show_drop(len(self._ids_above(round(event.position().y()))))
            event.acceptProposedAction()
        else:
            event.ignore()

    def _ids_above(self, y: int) -> list[int]:
        """The ids of the rows whose middle is above a height."""
        rows = (self.item(row) for row in range(self.count()))
        return [
            int(item.data(ID))
            for item in rows
            if item.data(ID) and self.visualItemRect(item).center().y() < y
        ]

    def _show_drop(self, place: int | None) -> None:
        """Draw a line before the row at a place among those with ids; none for no line."""
        line = None
        if place is not None:
            rows = [self.item(row) for row in range(self.count()) if self.item(row).data(ID)]
            below = place < len(rows)
            rect = self.visualItemRect(rows[place if below else -1])
            line = max(1, rect.top()) if below else rect.bottom()
        if line != self._drop_line:
            self._drop_line = line
            self.viewport().update()
