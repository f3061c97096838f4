"""The head of the import dialog: the list, its sheet, its size, and how it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from gui.core.lists.layout import Sheet
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import WordedTool, set_icon
from gui.panels.widgets.elided_label import ElidedLabel
from gui.panels.widgets.fields.steady_box import SteadyBox


class ImportHead(QWidget):
    """Names the list; a button shows how it is read."""

    sheet_chosen = Signal()
    """The operator chose another sheet."""
    options_toggled = Signal(bool)
    """Whether it is to be shown how the list is read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._title = ElidedLabel()
        self._title.setObjectName("importTitle")
        self._title.setProperty("role", "strong")
        self._sheet = SteadyBox()
        self._sheet.setObjectName("importSheet")
        self._sheet.setAccessibleDescription(self.tr("Sheet"))
        self._sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._sheet_label = QLabel(self.tr("&Sheet"))
        self._sheet_label.setProperty("role", "secondary")
        self._sheet_label.setBuddy(self._sheet)
        self._facts = ElidedLabel()
        self._facts.setObjectName("importFacts")
        self._facts.setProperty("role", "caption")
        self._options = WordedTool("importOptions", self.tr("How it is &read"))
        self._options.setCheckable(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.step)
        line.addWidget(self._icon)
        line.addWidget(self._title)
        line.addWidget(self._sheet_label)
        line.addWidget(self._sheet)
        line.addWidget(self._facts)
        line.addStretch(1)
        line.addWidget(self._options)
        self._sheet.activated.connect(lambda: self.sheet_chosen.emit())
        self._options.toggled.connect(self.options_toggled)
        self._options.toggled.connect(self._dress)
        theme.changed.connect(self._dress)
        self._dress()

    def show_name(self, name: str) -> None:
        """Name the list."""
        self._title.show_text(name)

    def show_facts(self, text: str) -> None:
        """Say how large the list is."""
        self._facts.show_text(text)

    def show_sheets(self, sheets: Sequence[Sheet], chosen: str) -> None:
        """Offer the sheets of a workbook, if there are several."""
        for widget in (self._sheet, self._sheet_label):
            widget.setVisible(len(sheets) > 1)
        self._sheet.clear()
        for sheet in sheets:
            hidden = self.tr("{sheet} (hidden)").format(sheet=sheet.name)
            self._sheet.addItem(hidden if sheet.hidden else sheet.name, sheet.name)
        self._sheet.setCurrentIndex(self._sheet.findData(chosen))

    def sheet(self) -> str | None:
        """The sheet that is chosen, if there is any."""
        name = self._sheet.currentData()
        return None if name is None else str(name)

    def open_options(self) -> None:
        """Show how the list is read: that is not certain."""
        self._options.setChecked(True)

    def _dress(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("file", self))
        name = "chevron-down" if self._options.isChecked() else "chevron-right"
        set_icon(self._theme, self._options, name, "text-secondary")
