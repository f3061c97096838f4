"""The choice of where numbers without a country code are from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gui.core.phones.number import MAINLAND_REGION
from gui.panels.widgets.fields.steady_box import SteadyBox
from gui.words.recipients import regions

LETTERS = 12
"""Of a region's name that are in sight at least."""


class RegionBox(SteadyBox):
    """Offers every region, the nearest ones first; the list is filled once it is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._full = False
        for code in regions.NEAR:
            self.addItem(regions.region(code), code)

    def region(self) -> str:
        """The code of the region that is chosen, as ISO 3166 has it."""
        code = self.currentData()
        return str(code) if code else MAINLAND_REGION

    def set_region(self, code: str) -> None:
        """Choose a region by its code."""
        if self.findData(code) < 0:
            self._fill()
        self.setCurrentIndex(max(0, self.findData(code)))

    def showPopup(self) -> None:
        """Offer all of them."""
        self._fill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the keyboard find all of them."""
        self._fill()
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Offer all of them."""
        self._fill()
        super().mousePressEvent(event)

    def _fill(self) -> None:
        if self._full:
            return
        self._full = True
        for name, code in regions.regions()[len(regions.NEAR) :]:
            self.addItem(name, code)
