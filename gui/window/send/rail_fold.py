"""The columns of the page that sends; in a narrow window the rail gives way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gui.panels.presets.rail import Rail
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import icon_button

WIDE_FROM = 900
"""Pixels of width from which the rail stands beside the other columns, if they fit."""
LARGE, SMALL = (200, 472), (168, 420)
"""Pixels of rail and compose in a large and in a small window."""
TIGHT_BELOW = 1200
"""Pixels of width below which a window is small."""
SLACK = 2
"""Pixels by which a column that nobody has dragged may differ."""


class RailFold(QWidget):
    """Shows all columns where there is room; else a button at the left swaps rail and results."""

    def __init__(self, theme: Theme, columns: QSplitter, rail: Rail, results: QWidget) -> None:
        """Put a strip with the button beside the columns, which have the rail first."""
        super().__init__()
        self._theme = theme
        self._columns, self._rail, self._results = columns, rail, results
        self._narrow = self._tight = False
        self._toggle = icon_button("showRail", self.tr("Show presets and test phones"))
        self._toggle.setIconSize(theme.icon_size)
        self._toggle.setFixedSize(24, 24)
        self._toggle.setCheckable(True)
        self._strip = QWidget()
        self._strip.setProperty("surface", "window")
        self._strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(4, 12, 4, 12)
        strip.addWidget(self._toggle)
        strip.addStretch(1)
        self._strip.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._strip)
        row.addWidget(columns, 1)
        self._toggle.toggled.connect(lambda _: self._arrange())
        theme.changed.connect(self._dress)
        self._dress()

    def fill(self) -> None:
        """Fill the rail; the results come back when something is chosen in it."""
        self._rail.fill()
        self._rail.presets.chosen.connect(lambda _: self._toggle.setChecked(False))
        self._rail.recent.chosen.connect(lambda _: self._toggle.setChecked(False))

    def minimumSizeHint(self) -> QSize:
        """Without the rail: it gives way."""
        columns = map(self._columns.widget, range(self._columns.count()))
        others = [column for column in columns if column is not None and column is not self._rail]
        least = sum(column.minimumSizeHint().width() for column in others)
        strip = self._strip.sizeHint().width()
        return QSize(least + strip + 2 * self._columns.handleWidth(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail away where it does not fit."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the columns their widths: now they have some."""
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look again when what the columns show needs another width."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        least = self.minimumSizeHint().width() + self._rail.minimumSizeHint().width()
        narrow = self.width() < max(round(WIDE_FROM * self._theme.scale), least)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()
        self._share(tight=self.width() < TIGHT_BELOW)

    def _share(self, *, tight: bool) -> None:
        """Give rail and compose the widths of a small or a large window, until one is dragged."""
        if tight == self._tight or not self._columns.isVisible():
            return
        self._tight = tight
        before, after = (LARGE, SMALL) if tight else (SMALL, LARGE)
        sizes = self._columns.sizes()
        now = sizes[: len(before)]
        if all(abs(one - other) <= SLACK for one, other in zip(now, before, strict=True)):
            self._columns.setSizes([*after, max(1, sum(sizes) - sum(after))])

    def _arrange(self) -> None:
        unfolded = self._toggle.isChecked()
        self._strip.setVisible(self._narrow)
        self._rail.setVisible(not self._narrow or unfolded)
        self._results.setVisible(not self._narrow or not unfolded)

    def _dress(self) -> None:
        self._toggle.setIcon(self._theme.icon("list"))
