"""Rows of lists that are filled anew."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QListWidget


def remove_rows(rows: QListWidget) -> None:
    """Remove all rows, without a signal.

    `QListWidget.clear` of PySide 6.11 ends the process with a segmentation fault now and then: it
    lets go of the items' Python objects first, and the items look them up as they are deleted.
    """
    with QSignalBlocker(rows):
        while last := rows.count():
            rows.takeItem(last - 1)
