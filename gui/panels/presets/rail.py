"""The left column of the page that sends: presets, test phones, and the last runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.panels.theme.theme import Theme

if TYPE_CHECKING:
    from gui.panels.presets.phone_section import PhoneSection
    from gui.panels.presets.preset_section import PresetSection
    from gui.panels.presets.recent_section import RecentSection

MARGIN = 8
WIDTH_MAX = 240
"""Pixels at a text scale of 100 %."""


class Rail(QScrollArea):
    """Scrolls its sections together.

    It is empty until `fill`: its rows are read after the window is up.

    Attributes:
        presets, phones, recent: its sections.
    """

    presets: PresetSection
    phones: PhoneSection
    recent: RecentSection

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the room of the sections."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._limit_width()
        theme.changed.connect(self._limit_width)
        self._page = QWidget()
        self._page.setProperty("surface", "window")
        self.setWidget(self._page)

    def fill(self) -> None:
        """Make the sections, without rows."""
        from gui.panels.presets.phone_section import PhoneSection  # imported late
        from gui.panels.presets.preset_section import PresetSection
        from gui.panels.presets.recent_section import RecentSection

        theme, page = self._theme, self._page
        self.presets = PresetSection(theme)
        self.phones = PhoneSection(theme)
        self.recent = RecentSection(theme)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(12)
        # The bar takes the place of the margin, and not of names.
        self.verticalScrollBar().rangeChanged.connect(
            lambda _, most: column.setContentsMargins(MARGIN, 12, 0 if most else MARGIN, 12)
        )
        for section in (self.presets, self.phones, self.recent):
            column.addWidget(section)
            section.list.installEventFilter(self)
            section.list.currentItemChanged.connect(lambda *_: self._follow_keyboard())
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        """As wide as the pictures have it."""
        return QSize(self._theme.size("width.rail"), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a name and four digits, which may be large, and for its buttons."""
        names = round(self._theme.size("width.rail-min") * max(1.0, self._theme.scale))
        return QSize(max(names, self._page.minimumSizeHint().width()), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the row that the focus comes to."""
        if event.type() is QEvent.Type.FocusIn:
            self._follow_keyboard()
        return super().eventFilter(watched, event)

    def _limit_width(self) -> None:
        """What a wide screen has to spare is for the results."""
        self.setMaximumWidth(round(WIDTH_MAX * self._theme.scale))

    def _follow_keyboard(self) -> None:
        for section in (self.presets, self.phones, self.recent):
            if section.list.hasFocus() and (item := section.list.currentItem()):
                rect = section.list.visualItemRect(item)
                middle = section.list.viewport().mapTo(self._page, rect.center())
                self.ensureVisible(middle.x(), middle.y(), 0, rect.height())
