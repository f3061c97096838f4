"""A combo box that is changed on purpose only."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from gui.panels.widgets.fields.steady import Steady


class SteadyBox(Steady, QComboBox):
    """A combo box that the wheel does not change."""
