"""The place that shows what became of every message."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.panels.history.details_panel import DetailsPanel
from gui.panels.history.history_panel import HistoryPanel
from gui.panels.theme.theme import Theme


class HistoryPage(QWidget):
    """The table over the whole width, with the details of the selected row below.

    Attributes:
        table: search, filters and the table.
        details: everything known of the selected row.
        parts: the splitter between the two.
    """

    def __init__(self, theme: Theme) -> None:
        """Make the panels and lay them out."""
        super().__init__()
        self.table = HistoryPanel(theme)
        self.details = DetailsPanel()
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.table)
        self.parts.addWidget(self.details)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 1)
        self.parts.setChildrenCollapsible(False)
        self.parts.setSizes([700, 300])
        margin = theme.step * 2
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, margin, margin, margin)
        outer.addWidget(self.parts)
