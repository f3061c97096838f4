"""What is seldom changed about recipients: the region of typed numbers, the do-not-send list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.panels.recipients.region_box import RegionBox
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button


class RecipientOptions(QWidget):
    """A row of two controls, folded away until it is asked for."""

    region_chosen = Signal(str)
    """Where typed numbers without a country code are from, as ISO 3166 has it."""
    blocked_requested = Signal()
    """The operator wants to see the do-not-send list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region = RegionBox()
        self._region.setObjectName("typedRegion")
        self._region.setAccessibleName(self.tr("Typed numbers without a country code are from"))
        self._region.setToolTip(self._region.accessibleName())
        label = QLabel(self.tr("Without country code:"))
        label.setProperty("role", "caption")
        label.setBuddy(self._region)
        block = named_button("blockedNumbers", self.tr("Do-not-send list…"))
        block.setToolTip(self.tr("Numbers that this account never sends to"))
        block.setProperty("role", "link")
        block.setProperty("small", "true")
        line = QHBoxLayout()
        line.setSpacing(theme.step)
        line.addWidget(label)
        line.addWidget(self._region, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step // 2)
        column.addLayout(line)
        column.addWidget(block, 0, Qt.AlignmentFlag.AlignLeft)
        self._region.activated.connect(lambda: self.region_chosen.emit(self._region.region()))
        block.clicked.connect(self.blocked_requested)

    def set_region(self, region: str) -> None:
        """Show where typed numbers without a country code are from."""
        self._region.set_region(region)
