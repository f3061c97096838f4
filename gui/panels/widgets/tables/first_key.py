"""The first key in a list goes to its first row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView


class FirstKey(QObject):
    """Lets the arrow keys begin at the first row of a view that marks none.

    A view that gets the focus takes its first row for the current one, without showing that: the
    first press of an arrow key would go to the second row, or nowhere.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        """Watch `view`, and end with it."""
        super().__init__(view)
        self._view = view
        self._unmarked = False
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mark that nobody sees away before a key goes on from it."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self._unmarked = not self._view.currentIndex().isValid()
        elif kind == QEvent.Type.KeyPress and self._unmarked:
            self._unmarked = False
            marks = self._view.selectionModel()
            if marks is not None and not marks.hasSelection():
                marks.clearCurrentIndex()
        return False
