"""How the cells of the history are drawn."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.core.sending.state import RecipientState
from gui.models.paged import ROW_ROLE
from gui.panels.theme.theme import Theme

CODES = ("template", "code", "out_id", "biz_id", "request_id")
"""Columns that are elided in the middle: their beginning and end tell more."""


class CodeDelegate(QStyledItemDelegate):
    """Cuts a text that does not fit in its middle."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class StateDelegate(QStyledItemDelegate):
    """Draws a state with its icon, in its colour; the text alone says it too."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: Mapping[RecipientState, QIcon] = {}
        theme.changed.connect(self._forget)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        entry = index.data(ROW_ROLE)
        if entry is None:
            return
        if not self._icons:
            self._icons = {
                RecipientState(name): _keep_colour(self._theme.icon(icon, role), self._theme)
                for name, (icon, role) in self._theme.tokens.states.items()
            }
        option.icon = self._icons[entry.state]
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = self._theme.icon_size
        colour = self._theme.colours.states[entry.state]
        for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
            option.palette.setColor(role, colour)

    def _forget(self) -> None:
        self._icons = {}


def _keep_colour(icon: QIcon, theme: Theme) -> QIcon:
    """Keep the colour of an icon where its row is selected."""
    icon.addPixmap(icon.pixmap(theme.icon_size), QIcon.Mode.Selected)
    return icon
