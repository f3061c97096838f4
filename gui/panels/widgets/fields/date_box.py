"""A field for a day."""

from __future__ import annotations

from PySide6.QtWidgets import QDateEdit

from gui.panels.widgets.fields.steady import Steady


class DateBox(Steady, QDateEdit):
    """A date field that the wheel does not change."""
