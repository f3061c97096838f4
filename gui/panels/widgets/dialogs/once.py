"""A dialog that is open already is not opened a second time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

_KEY = "openKey"


def gives_way(dialog: QDialog, about: str = "") -> bool:
    """Whether a dialog of the same kind and title is open over the same widget already.

    Then that one comes to the front, and `dialog` deletes itself. A button may be pressed twice
    before the first dialog takes the keyboard from it, and a program presses it at any time.
    `about` tells those apart that ask about different things.
    """
    key = "\n".join((type(dialog).__name__, dialog.windowTitle(), about))
    dialog.setProperty(_KEY, key)
    if (over := dialog.parentWidget()) is None or (other := _open(dialog, over, key)) is None:
        return False
    other.raise_()
    other.activateWindow()
    dialog.deleteLater()
    return True


def _open(dialog: QDialog, over: QWidget, key: str) -> QDialog | None:
    others = over.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly)
    found = (one for one in others if one.property(_KEY) == key and one.isVisible())
    return next((one for one in found if one is not dialog), None)
