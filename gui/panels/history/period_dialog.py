"""Asks for two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLabel, QWidget

from gui.core.history_period import DaysBetween, days_between
from gui.panels.theme.theme import Theme
from gui.panels.widgets.dialogs.form_dialog import FormDialog
from gui.panels.widgets.fields.date_box import DateBox

WIDTH = 320


class PeriodDialog(FormDialog):
    """The days between two, both included; which of them is typed first does not matter."""

    confirmed = Signal(object)
    """`DaysBetween`."""

    def __init__(self, theme: Theme, days: DaysBetween, parent: QWidget | None = None) -> None:
        """Propose `days`."""
        super().__init__(theme, "period", WIDTH, parent)
        self.setObjectName("periodDialog")
        self.setWindowTitle(self.tr("Show only these days"))
        self._first = self._add("periodFirst", self.tr("&From"), self.tr("First day"), days.first)
        self._last = self._add("periodLast", self.tr("&To"), self.tr("Last day"), days.last)
        self._add_buttons()
        self._save.setText(self.tr("Show"))
        self._first.setFocus()

    def accept(self) -> None:
        """Hand the days on."""
        self.confirmed.emit(days_between(to_date(self._first.date()), to_date(self._last.date())))
        super().accept()

    def _add(self, name: str, text: str, spoken: str, day: date) -> DateBox:
        edit = DateBox(QDate(day.year, day.month, day.day), self)
        edit.setObjectName(name)
        edit.setAccessibleName(spoken)
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setCalendarPopup(True)
        label = QLabel(text)
        label.setBuddy(edit)
        self._form.addRow(label, edit)
        return edit


def to_date(day: QDate) -> date:
    """Return the same day as the standard library has it."""
    return date(day.year(), day.month(), day.day())
