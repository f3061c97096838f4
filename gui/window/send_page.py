"""The place where messages are composed, sent, and seen to arrive."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gui.panels.message.message_panel import MessagePanel
from gui.panels.message.options_panel import OptionsPanel
from gui.panels.message.parameter_panel import ParameterPanel
from gui.panels.presets.rail import Rail
from gui.panels.recipients.recipients_panel import RecipientsPanel
from gui.panels.results.results_panel import ResultsPanel
from gui.panels.sending.send_panel import SendPanel
from gui.panels.theme.theme import Theme
from gui.window.rail_fold import RailFold


class SendPage(QWidget):
    """Three columns: the rail, compose, and the results beside it.

    Attributes:
        columns: the splitter of the columns.
        results: the column of what became of messages.
    """

    def __init__(self, theme: Theme) -> None:
        """Make the panels and lay them out."""
        super().__init__()
        self.parameters = ParameterPanel(theme)
        self.message = MessagePanel(self.parameters, theme)
        self.recipients = RecipientsPanel(theme)
        self.options = OptionsPanel(theme)
        self.send = SendPanel(theme)
        self.results = ResultsPanel(theme)
        self.rail = Rail(theme)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setChildrenCollapsible(False)
        self.columns.addWidget(self.rail)
        self.columns.addWidget(self._compose(theme.step * 2))
        self.columns.addWidget(self.results)
        for column, stretch in enumerate((0, 9, 11)):
            self.columns.setStretchFactor(column, stretch)
        self.columns.setSizes([theme.size("width.rail"), 900, 1100])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(RailFold(theme, self.columns, self.rail, self.results))

    def _compose(self, margin: int) -> QWidget:
        """Put the form into a page that scrolls, and what sends it below."""
        page = QWidget()
        page.setProperty("surface", "surface")
        form = QVBoxLayout(page)
        form.setContentsMargins(margin, margin, margin, margin)
        form.setSpacing(margin)
        for panel in (self.message, self.recipients, self.options):
            form.addWidget(panel)
        scroll = _FormScroll()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        compose = QWidget()
        compose.setProperty("surface", "surface")
        column = QVBoxLayout(compose)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        send_row = QVBoxLayout()
        send_row.setContentsMargins(margin, margin // 2, margin, margin // 2)
        send_row.addWidget(self.send)
        column.addLayout(send_row)
        return compose


class _FormScroll(QScrollArea):
    """Scrolls what is too high; it is never narrower than what it shows."""

    def minimumSizeHint(self) -> QSize:
        """Leave room for the page and the scroll bar beside it."""
        hint = super().minimumSizeHint()
        page = self.widget()
        wide = page.minimumSizeHint().width() if page else 0
        return QSize(max(hint.width(), wide + self.verticalScrollBar().sizeHint().width()), 0)
