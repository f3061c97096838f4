"""Where the panels of the window lie."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme


class Frame(QWidget):
    """Left the form, right the results, both as wide and high as the operator wants them.

    Attributes:
        columns: between form and results.
        results: between the table and its details.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        top: Sequence[QWidget],
        form: Sequence[QWidget],
        send: QWidget,
        results: Sequence[QWidget],
        bottom: QWidget,
    ) -> None:
        """Lay the panels out, each in the order given."""
        super().__init__()
        step = theme.step
        self.results = QSplitter(Qt.Orientation.Vertical)
        for panel in results:
            self.results.addWidget(panel)
        self.results.setStretchFactor(0, 3)
        self.results.setStretchFactor(1, 1)
        self.results.setChildrenCollapsible(False)
        self.results.setSizes([700, 300])
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(0, step, step, step)
        right_column.addWidget(self.results)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.addWidget(_left(step, form, send))
        self.columns.addWidget(right)
        self.columns.setStretchFactor(0, 9)
        self.columns.setStretchFactor(1, 11)
        self.columns.setChildrenCollapsible(False)
        self.columns.setSizes([900, 1100])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for panel in top:
            outer.addWidget(panel)
        outer.addWidget(self.columns, 1)
        outer.addWidget(bottom)


class _Page(QScrollArea):
    """Scrolls what is too high; it is never narrower than what it shows."""

    def minimumSizeHint(self) -> QSize:
        """Leave room for the page and the scroll bar beside it."""
        hint = super().minimumSizeHint()
        page = self.widget()
        wide = page.minimumSizeHint().width() if page else 0
        return QSize(max(hint.width(), wide + self.verticalScrollBar().sizeHint().width()), 0)


def _left(step: int, form: Sequence[QWidget], send: QWidget) -> QWidget:
    """Put the form into a page that scrolls, and what sends it below."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(step, step, step, step)
    column.setSpacing(step * 2)
    for panel in form:
        column.addWidget(panel)
    scroll = _Page()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    left = QWidget()
    left_column = QVBoxLayout(left)
    left_column.setContentsMargins(0, 0, 0, step)
    left_column.addWidget(scroll, 1)
    send_row = QVBoxLayout()
    send_row.setContentsMargins(step, 0, step, 0)
    send_row.addWidget(send)
    left_column.addLayout(send_row)
    return left
