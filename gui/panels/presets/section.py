"""A section of the rail: a heading with its buttons, a list, and what stands there without rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.panels.presets.delegates import RailDelegate
from gui.panels.presets.rail_list import RailList
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import icon_button


def tool(name: str, label: str) -> QToolButton:
    """Make an icon button that fits into a heading of the rail."""
    button = icon_button(name, label)
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(24, 24)
    return button


class RailSection(QWidget):
    """Heading, list and hint; the section of a topic fills it."""

    def __init__(
        self, theme: Theme, heading: str, list_name: str, parent: QWidget | None = None
    ) -> None:
        """Start without rows and without a hint."""
        super().__init__(parent)
        self._theme = theme
        self.heading = QLabel(heading)
        self.heading.setProperty("role", "heading")
        self.count = QLabel()
        self.count.setProperty("role", "caption")
        self.list = RailList(list_name, theme)
        self.list.setItemDelegate(RailDelegate(theme, self.list))
        self.list.setAccessibleName(heading)
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "caption")
        self.hint.setContentsMargins(8, 2, 8, 6)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.hint.setSizePolicy(policy)
        self._top = QHBoxLayout()
        self._top.setContentsMargins(8, 0, 4, 0)
        self._top.setSpacing(4)
        self._top.addWidget(self.heading)
        self._top.addWidget(self.count)
        self._top.addStretch(1)
        head = QWidget()
        head.setLayout(self._top)
        head.setFixedHeight(28)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (head, self.list, self.hint):
            self._column.addWidget(widget)
        self.list.setVisible(False)

    def add_tool(self, button: QToolButton) -> None:
        """Put a button at the right of the heading."""
        self._top.addWidget(button)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget below the hint."""
        self._column.addWidget(widget)

    def show_rows(
        self, items: Sequence[QListWidgetItem], first: QWidget, offers: QWidget | None = None
    ) -> None:
        """Show rows; or without rows the hint, and `offers` below it.

        The keyboard stays in the section: it goes from `offers` to the rows that they bring, and
        from the last row that is deleted to `first`, which makes a new one.
        """
        focused, empty = self.window().focusWidget(), not items
        self.hint.setVisible(empty)
        if offers is not None and empty:
            offers.setVisible(True)
        if focused is self.list and empty:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.fill(items)
        if offers is not None and items:
            if focused is not None and offers.isAncestorOf(focused):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            offers.setVisible(False)

    def show_row_menu(self, id: int, place: QPoint, edit: str) -> None:
        """Offer at `place` to edit, move and delete a row; `edit` is what editing is called."""
        order = self.list.ids()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{edit}\tF2", lambda: self.list.edit_requested.emit(id))
        up = menu.addAction(self.tr("Move up\tAlt+Up"), lambda: self.list.move_row(-1))
        down = menu.addAction(self.tr("Move down\tAlt+Down"), lambda: self.list.move_row(1))
        up.setEnabled(order[0] != id)
        down.setEnabled(order[-1] != id)
        menu.addSeparator()
        menu.addAction(self.tr("Delete\tDel"), lambda: self.list.delete_requested.emit(id))
        menu.popup(place)

    def set_icon(self, button: QToolButton, name: str) -> None:
        """Give a button its icon in the current colours."""
        button.setIcon(self._theme.icon(name, "text-secondary"))
