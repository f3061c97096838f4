"""Rows of lists that are filled anew."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QListWidget


def remove_rows(rows: QListWidget) -> None:
    """Remove all rows without a signal, as `QListWidget.clear` does.

    That of PySide ends the process with a segmentation fault now and then, here where rows with
    values of Python were filled anew while messages were sent.
    """
    with QSignalBlocker(rows):
        while last := rows.count():
            rows.takeItem(last - 1)
