"""A list of the rail: as high as its rows, with the keys that order, rename and delete them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from gui.panels.theme.theme import Theme

ID = Qt.ItemDataRole.UserRole
"""The id of what a row is about; none for the heading of a group."""
ENTRY = Qt.ItemDataRole.UserRole + 1
"""What the delegate draws."""
MIME = "application/x-sms-desk-row"
"""Of the id of a row that is dragged."""
_ROLES = (
    ENTRY,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.CheckStateRole,
)


class RailList(QListWidget):
    """Rows that are chosen by a click, Enter or the space bar; arrow keys only move the focus.

    What is selected is in use; programs and screen readers choose a row by selecting it.
    """

    chosen = Signal(int)
    """The id of a row."""
    edit_requested = Signal(int)
    """F2 on a row."""
    delete_requested = Signal(int)
    """Delete on a row."""
    moved = Signal(object)
    """The ids in the order in which the operator has put them."""
    menu_requested = Signal(int, QPoint)
    """A row, and where on the screen its menu belongs."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without rows; `name` is the objectName."""
        super().__init__(parent)
        self._theme = theme
        self._filling = False
        self._drop_line: int | None = None
        self.setObjectName(name)
        self.setProperty("flat", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        # Rows are dragged into another order by our own means: Qt drags what is selected, and a row
        # that is pressed is not.
        self._pressed: QPoint | None = None
        self._dragged = False
        self.viewport().setAcceptDrops(True)
        self.clicked.connect(self._click)
        self.itemSelectionChanged.connect(self._choose_selected)
        theme.changed.connect(self._resize)

    def fill(self, items: Sequence[QListWidgetItem]) -> None:
        """Show other rows; the row with the focus keeps it, by its id."""
        current = self.current_id()
        self._filling = True
        if [item.data(ID) for item in items] == [
            self.item(row).data(ID) for row in range(self.count())
        ]:
            # A screen reader stays with the row that it reads.
            for row, item in enumerate(items):
                for role in _ROLES:
                    self.item(row).setData(role, item.data(role))
        else:
            self.clear()
            for item in items:
                self.addItem(item)
                if current and item.data(ID) == current:
                    self.setCurrentItem(item, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._filling = False
        self.setVisible(bool(items))
        self._resize()

    @property
    def filling(self) -> bool:
        """Whether rows change because they are shown, not because somebody changes them."""
        return self._filling

    def current_id(self) -> int:
        """The id of the row with the focus, or 0."""
        item = self.currentItem()
        return int(item.data(ID) or 0) if item else 0

    def ids(self) -> list[int]:
        """The ids of all rows, in their order."""
        found = (self.item(row).data(ID) for row in range(self.count()))
        return [int(id) for id in found if id]

    def show_selected(self, id: int) -> None:
        """Show the row with an id as the one in use; 0 for none."""
        self._filling = True
        self.clearSelection()
        for row in range(self.count()):
            if id and self.item(row).data(ID) == id:
                self.setCurrentItem(
                    self.item(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
        self._filling = False

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Select nothing: `chosen` decides, keys and the mouse only move the focus."""
        if event is not None:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, rename, delete or move the row with the focus."""
        key, id = event.key(), self.current_id()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif id and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # it sends
                return
            self._click(self.currentIndex())
        elif id and key == Qt.Key.Key_F2:
            self.edit_requested.emit(id)
        elif id and key == Qt.Key.Key_Delete:
            self.delete_requested.emit(id)
        else:
            super().keyPressEvent(event)

    def move_row(self, by: int) -> None:
        """Move the row with the focus up (-1) or down (1)."""
        order, id = self.ids(), self.current_id()
        if id not in order:
            return
        at = order.index(id)
        if 0 <= at + by < len(order):
            order.insert(at + by, order.pop(at))
            self.moved.emit(order)

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row below the mouse, or of that with the focus."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        else:
            index = self.currentIndex()
        id = index.data(ID) if index.isValid() else 0
        if id:
            self.lead_to(index)
            rect = self.visualRect(index)
            inside = rect.contains(event.pos())
            place = event.pos() if inside else rect.bottomLeft()
            self.menu_requested.emit(int(id), self.viewport().mapToGlobal(place))

    def lead_to(self, index: QModelIndex) -> None:
        """Move the focus to a row without choosing it."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def sizeHint(self) -> QSize:
        """As high as all rows."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(self._theme.size("width.rail-min"), rows + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """As high as all rows; the rail scrolls."""
        return QSize(0, self.sizeHint().height())

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

    def _click(self, index: QModelIndex) -> None:
        id = index.data(ID)
        if id:
            self.chosen.emit(int(id))

    def _choose_selected(self) -> None:
        found = self.selectedItems()
        if not self._filling and found and found[0].data(ID):
            self.chosen.emit(int(found[0].data(ID)))

    def _resize(self) -> None:
        self.updateGeometry()
        self.viewport().update()
