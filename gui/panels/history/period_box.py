"""The days that the history is narrowed to."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.core.history_period import DaysBetween, Period, RecentDays
from gui.panels.history.filter_box import FilterBox
from gui.panels.theme.theme import Theme
from gui.words.history import periods as words

_ASK = "ask"
"""The data of the entry that asks for two days."""


class PeriodBox(FilterBox):
    """Offers the last days, and any two days; the dialog for these is made when it is wanted."""

    changed = Signal()
    """Another `Period` is wanted, or none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            "historyPeriod", self.tr("Show only these days"), self.tr("Any time"), parent
        )
        self._theme = theme
        self._before = 0
        for recent in RecentDays:
            self.addItem(words.period(recent), recent)
        self.addItem(self.tr("Between…"), _ASK)
        self.currentIndexChanged.connect(self._choose)

    def period(self) -> Period | None:
        """The chosen days, or none."""
        data = self.itemData(self._before)
        return data if isinstance(data, RecentDays | DaysBetween) else None

    def clear_choice(self) -> None:
        """Choose all days, without a signal."""
        self._before = 0
        super().clear_choice()

    def show_days(self, days: DaysBetween) -> None:
        """Choose these days."""
        blocked = self.blockSignals(True)
        at = self.count() - 1
        if isinstance(self.itemData(at - 1), DaysBetween):
            at -= 1
            self.removeItem(at)
        self.insertItem(at, words.period(days), days)
        self._before = at
        self.setCurrentIndex(at)
        self.blockSignals(blocked)
        self.updateGeometry()
        self.changed.emit()

    def _choose(self, at: int) -> None:
        if self.itemData(at) != _ASK:
            self._before = at
            self.changed.emit()
            return
        # What is wanted stays until two days are.
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._before)
        self.blockSignals(blocked)
        self._ask()

    def _ask(self) -> None:
        from gui.panels.history.period_dialog import PeriodDialog  # imported when needed

        period = self.period()
        today = date.today()
        days = DaysBetween(today - timedelta(days=RecentDays.MONTH.value - 1), today)
        if isinstance(period, DaysBetween):
            days = period
        dialog = PeriodDialog(self._theme, days, self.window())
        dialog.confirmed.connect(self.show_days)
        dialog.open()
