"""A list of the rail: as high as its rows, with the keys that order, rename and delete them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from gui.panels.presets.movable_rows import ID, MovableRows
from gui.panels.theme.theme import Theme
from gui.panels.widgets.list_rows import remove_rows

ENTRY = Qt.ItemDataRole.UserRole + 1
"""What the delegate draws."""
_ROLES = (
    ENTRY,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.CheckStateRole,
)


class RailList(MovableRows):
    """Rows that are chosen by a click, Enter or the space bar; arrow keys only move the focus.

    What is selected is in use; programs and screen readers choose a row by selecting it.
    """

    chosen = Signal(int)
    """The id of a row."""
    edit_requested = Signal(int)
    """F2 on a row."""
    delete_requested = Signal(int)
    """Delete on a row."""
    menu_requested = Signal(int, QPoint)
    """A row, and where on the screen its menu belongs."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without rows; `name` is the objectName."""
        super().__init__(theme, parent)
        self._filling = False
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
            remove_rows(self)
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
