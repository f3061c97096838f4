"""A box that narrows the history, and gives way where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gui.panels.theme.theme import restyle
from gui.panels.widgets.fields.steady_box import SteadyBox

LEAST, MOST = 6, 220
"""Letters that always have room; maximum width in device-independent pixels."""
ROUNDING = 4
"""Pixels that Qt may be short of the width of a text, and of what `_shown` keeps free."""
ITEMS = 16
"""Lines of its list that are seen at once."""


class FilterBox(SteadyBox):
    """Its first entry filters nothing; the data of the others is what to filter by."""

    def __init__(
        self, name: str, spoken: str, everything: str, parent: QWidget | None = None
    ) -> None:
        """Offer `everything` alone; assistive technology calls the box `spoken`."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        # On Linux a combo box is called by its value.
        self.setAccessibleDescription(spoken)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MOST)
        self.setMaxVisibleItems(ITEMS)
        self.addItem(everything, None)
        self.currentIndexChanged.connect(self._hint)

    def choose(self, data: object) -> None:
        """Choose the entry with this data; the first one if there is none."""
        at = next((at for at in range(self.count()) if self.itemData(at) == data), 0)
        self.setCurrentIndex(at)

    def clear_choice(self) -> None:
        """Choose the first entry, which filters nothing, without a signal."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(0)
        self.blockSignals(blocked)
        self.show_used()

    def show_used(self) -> None:
        """Highlight the box while it filters."""
        restyle(self, state="active" if self.currentData() is not None else "")
        self._hint()

    def sizeHint(self) -> QSize:
        """Take the width of the text; Qt rounds it down, and an ellipsis would begin there."""
        hint = super().sizeHint()
        return QSize(hint.width() + ROUNDING, hint.height())

    def showPopup(self) -> None:
        """Open the list as wide as its entries."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + bar + 2 * view.frameWidth() + 8)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, with an ellipsis where its text does not fit."""
        painter = QStylePainter(self)
        option = self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._shown(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text in the tool tip while it does not fit."""
        super().resizeEvent(event)
        self._hint()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _shown(self, option: QStyleOptionComboBox) -> str:
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        room = field.width() - 2
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + 4
        return self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def _hint(self) -> None:
        option = self._option()
        cut = self._shown(option) != option.currentText
        self.setToolTip(option.currentText if cut else "")
