"""Spans of days, as an operator says them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.history_period import Period, RecentDays

translate = QCoreApplication.translate


def period(period: Period) -> str:
    """Name a period."""
    match period:
        case RecentDays.TODAY:
            return translate("words", "Today")
        case RecentDays.WEEK:
            return translate("words", "Last 7 days")
        case RecentDays.MONTH:
            return translate("words", "Last 30 days")
    if period.first == period.last:
        return period.first.isoformat()
    return translate("words", "{first} to {last}").format(
        first=period.first.isoformat(), last=period.last.isoformat()
    )
