"""Which rows of a table are selected."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView


def selected_rows(view: QAbstractItemView) -> list[int]:
    """List the selected rows of `view`, from 0, in order; none before it has a model."""
    if view.model() is None:
        return []
    # By ranges: an index for each of a million rows would take seconds.
    selection = view.selectionModel().selection()
    ranges = map(selection.at, range(selection.size()))
    return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
