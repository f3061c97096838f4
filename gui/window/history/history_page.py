"""The page that shows what became of every message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme, restyle

if TYPE_CHECKING:
    from gui.panels.history.details_panel import DetailsPanel
    from gui.panels.history.history_panel import HistoryPanel

DETAILS_WIDTH = 340
"""In device-independent pixels, until the operator moves the splitter."""


class HistoryPage(QWidget):
    """The table over the whole width, with the details of the selected row right of it.

    It is empty until `fill`: nothing of it is needed before the window is up.

    Attributes:
        table: filters, the table, and what can be done about its rows.
        details: everything known of the selected row.
    """

    table: HistoryPanel
    details: DetailsPanel
    shown = Signal(bool)
    """Whether it is on show has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        restyle(self, surface="surface")

    def fill(self, theme: Theme) -> None:
        """Make the panels and lay them out."""
        from gui.panels.history.details_panel import DetailsPanel  # imported late
        from gui.panels.history.history_panel import HistoryPanel

        self.table = HistoryPanel(theme)
        self.details = DetailsPanel(theme)
        self.table.place_beside(self.details, DETAILS_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.table)
        self.table.show()  # the page may be on show already

    def showEvent(self, event: QShowEvent) -> None:
        """Say so: rows are read while they are on show."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say so."""
        super().hideEvent(event)
        self.shown.emit(False)

    @property
    def parts(self) -> QSplitter:
        """The splitter between table and details."""
        return self.table.parts
