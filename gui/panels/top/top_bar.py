"""The bar on top: the account that sends, the places, and what holds everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from gui.core.accounts.account import Account
from gui.panels.theme.theme import AccountKind, Theme, repolish, restyle
from gui.panels.top.account_box import AccountBox
from gui.panels.top.place import Place
from gui.panels.top.place_buttons import PlaceButtons
from gui.panels.widgets.buttons import WordedTool, set_icon, shown_keys

FIND = "Ctrl+K"
WIDE = 1240
"""Pixels of width, at a text scale of 100 %, from which searching is a field and no icon."""


class TopBar(QWidget):
    """Chooses account and place; its colour says what sending with the account means."""

    chosen = Signal(object)
    """An `Account`, picked by the operator; also the one that is current already."""
    form_toggled = Signal(bool)
    """The operator opened (true) or closed the dialog of the accounts."""
    place_chosen = Signal(Place)
    """A place that the operator wants to see."""
    masked = Signal(bool)
    """Whether the middle of every number is to be hidden."""
    settings_requested = Signal()
    """The operator wants to change the settings."""
    palette_requested = Signal()
    """The operator wants to find or run something."""
    help_requested = Signal()
    """The operator wants to read the manual."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without accounts."""
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._kind = AccountKind.ORDINARY
        self._wide = False
        self._box = AccountBox(theme)
        self._accounts = _tool("accountSettings", self.tr("Account settings"), checkable=True)
        self._places = PlaceButtons()
        self._masking = _tool("maskNumbers", self.tr("Hide numbers"), checkable=True, worded=True)
        self._masking.setToolTip(
            self.tr("Mask numbers on screen (138****8000). Copying copies what is shown.")
        )
        self._find = _tool("findOrRun", self.tr("Find or run"))
        self._find.setText(f"{self._find.text()}   {shown_keys(FIND)}")
        self._find.setToolTip(self.tr("Find or run something (Ctrl+K)"))
        self._help = _tool("help", self.tr("Help"))
        self._help.setToolTip(self.tr("Open the manual (F1)"))
        self._settings = _tool("settings", self.tr("Settings"))
        self._lay_out()
        self._box.chosen.connect(self.chosen)
        self._accounts.toggled.connect(self.form_toggled)
        self._find.clicked.connect(self.palette_requested)
        self._help.clicked.connect(self.help_requested)
        self._settings.clicked.connect(self.settings_requested)
        self._places.chosen.connect(self.place_chosen)
        self._masking.toggled.connect(self._mask)
        theme.changed.connect(self._dress)
        theme.changed.connect(self._fit)
        self._dress()

    def show_accounts(self, accounts: Sequence[Account], current: Account) -> None:
        """Offer `accounts`, the sandbox first, with `current` chosen."""
        self._box.show_accounts(accounts, current)
        self._kind = AccountKind.of(production=current.production, sandbox=current.sandbox)
        self._dress()

    def show_place(self, place: Place) -> None:
        """Show which place is on show."""
        self._places.show_place(place)

    def set_masked(self, masked: bool) -> None:
        """Show whether numbers are masked; `masked` tells if that is new."""
        self._masking.setChecked(masked)

    def show_form_open(self, is_open: bool) -> None:
        """Show whether the dialog of the accounts is open."""
        blocked = self._accounts.blockSignals(True)
        self._accounts.setChecked(is_open)
        self._accounts.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what can be searched for where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= WIDE * self._theme.scale
        if wide != self._wide:
            self._wide = wide
            styles = Qt.ToolButtonStyle
            self._find.setToolButtonStyle(
                styles.ToolButtonTextBesideIcon if wide else styles.ToolButtonIconOnly
            )
            restyle(self._find, role="find" if wide else "")
            self._dress()

    def _lay_out(self) -> None:
        theme = self._theme
        left, right = QHBoxLayout(), QHBoxLayout()
        for row in (left, right):
            row.setSpacing(theme.size("space.xs"))
        left.addWidget(self._box)
        left.addWidget(self._accounts)
        left.addStretch(1)
        right.addStretch(1)
        for button in (self._find, self._masking, self._help, self._settings):
            right.addWidget(button)
        # The outer columns are alike, so that the places stay in the middle.
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self._places, 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.setFixedHeight(theme.size("height.top-bar"))

    def _mask(self, masked: bool) -> None:
        self._dress()
        self.masked.emit(masked)

    def _dress(self) -> None:
        theme = self._theme
        production = self._kind is AccountKind.PRODUCTION
        restyle(self, account=self._kind.name.lower())
        for child in (self._places, *self.findChildren(QToolButton)):
            # What the sheet says of them depends on the bar.
            repolish(child)
        role = "on-production" if production else "text"
        masked = self._masking.isChecked()
        pressed = role if production or not masked else "accent-text"
        set_icon(theme, self._masking, "masked" if masked else "shown", pressed)
        for button, icon in (
            (self._accounts, "key"),
            (self._find, "search"),
            (self._help, "circle-question"),
            (self._settings, "settings"),
        ):
            faint = self._wide and button is self._find and not production
            set_icon(theme, button, icon, "text-secondary" if faint else role)


def _tool(name: str, text: str, *, checkable: bool = False, worded: bool = False) -> QToolButton:
    button = WordedTool(name, text)
    restyle(button, small="", role="")
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setCheckable(checkable)
    if not worded:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button
