"""The buttons that show the places of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QWidget

from gui.panels.top.place import Place
from gui.panels.widgets.buttons import Tool

OBJECT_NAMES = {Place.SEND: "pageSend", Place.HISTORY: "pageHistory"}


class PlaceButtons(QFrame):
    """One button for each place; the one on show is checked."""

    chosen = Signal(Place)
    """A place that the operator wants to see; also one that `show_place` showed again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Check the first place."""
        super().__init__(parent)
        self.setObjectName("places")
        self._group = QButtonGroup(self)
        self._buttons: dict[Place, Tool] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        names = {Place.SEND: self.tr("Send"), Place.HISTORY: self.tr("History")}
        for number, (place, name) in enumerate(names.items(), 1):
            button = Tool()
            button.setObjectName(OBJECT_NAMES[place])
            button.setText(name)
            tip = self.tr("Show {place} (Ctrl+{number})")
            button.setToolTip(tip.format(place=name, number=number))
            button.setProperty("role", "place")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            # Assistive technology toggles a button that can be checked, and does not click it.
            button.toggled.connect(lambda checked, place=place: self._choose(place, checked))
            self._group.addButton(button)
            self._buttons[place] = button
            row.addWidget(button)
        self.show_place(Place.SEND)

    def show_place(self, place: Place) -> None:
        """Check the button of `place`."""
        self._buttons[place].setChecked(True)

    def _choose(self, place: Place, checked: bool) -> None:
        if checked:
            self.chosen.emit(place)
