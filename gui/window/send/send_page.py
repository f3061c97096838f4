"""The page where messages are composed and sent, with their results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.panels.presets.rail import Rail
from gui.panels.results.results_panel import ResultsPanel
from gui.panels.theme.theme import Theme
from gui.window.send.compose_column import ComposeColumn
from gui.window.send.rail_fold import LARGE, RailFold

if TYPE_CHECKING:
    from gui.panels.recipients.recipients_panel import RecipientsPanel


class SendPage(QWidget):
    """Three columns: the rail, compose, and the results beside it.

    The first two are empty until `fill`.

    Attributes:
        columns: the splitter of the columns.
        compose: what is sent, and to whom.
        results: the column of what became of messages.
    """

    def __init__(self, theme: Theme) -> None:
        """Lay the columns out."""
        super().__init__()
        self.compose = ComposeColumn(theme)
        self.results = ResultsPanel(theme)
        self.rail = Rail(theme)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setChildrenCollapsible(False)
        for place, column in enumerate((self.rail, self.compose, self.results)):
            self.columns.addWidget(column)
            self.columns.setStretchFactor(place, int(column is self.results))
        self.columns.setSizes([*LARGE, 2 * sum(LARGE)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._fold = RailFold(theme, self.columns, self.rail, self.results)
        outer.addWidget(self._fold)

    @property
    def recipients(self) -> RecipientsPanel:
        """The panel of the recipients."""
        return self.compose.recipients

    def fill(self) -> None:
        """Make the panels of the columns."""
        self.compose.fill()
        self._fold.fill()
