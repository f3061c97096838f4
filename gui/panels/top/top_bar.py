"""The bar on top: the account that sends, the places, and what holds everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.core.accounts.account import Account
from gui.panels.theme.colours import AccountKind
from gui.panels.theme.theme import SEVERITY_ICONS, Theme
from gui.panels.top.place import Place
from gui.panels.top.place_buttons import PlaceButtons
from gui.panels.widgets.step_heading import embolden
from gui.words.notices import Severity


class AccountBox(QComboBox):
    """A combo box that ignores the wheel, against accidental changes of the account."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()


class TopBar(QWidget):
    """Chooses account and place; its colour says what sending with the account means."""

    chosen = Signal(object)
    """An `Account`, picked by the operator; also the one that is current already."""
    form_toggled = Signal(bool)
    """The operator opened (true) or folded the account settings."""
    place_chosen = Signal(Place)
    """A place that the operator wants to see."""
    masked = Signal(bool)
    """Whether the middle of every number is to be hidden."""
    help_requested = Signal()
    """The operator wants to read the manual."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without accounts."""
        super().__init__(parent)
        self.setObjectName("topBar")
        self._theme = theme
        self._kind = AccountKind.ORDINARY
        self._severity = Severity.INFORMATION
        self._box = AccountBox()
        self._box.setObjectName("account")
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(14)
        self._box.setAccessibleName(self.tr("Account"))
        # On Linux a combo box is called by its value.
        self._box.setAccessibleDescription(self._box.accessibleName())
        self._places = PlaceButtons()
        self._masking = QToolButton()
        self._masking.setObjectName("maskNumbers")
        self._masking.setCheckable(True)
        self._masking.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._masking.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._masking.setText(self.tr("Mask numbers"))
        self._masking.setToolTip(
            self.tr("Mask numbers on screen (138****8000). Copying copies what is shown.")
        )
        self._meaning = QLabel()
        self._meaning.setObjectName("accountKind")
        embolden(self._meaning)
        self._dot = QLabel()
        self._status = QLabel(wordWrap=True)
        self._status.setObjectName("accountStatus")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._settings = QPushButton(self.tr("A&ccount settings"))
        self._settings.setObjectName("accountSettings")
        self._settings.setCheckable(True)
        self._help = QPushButton(self.tr("Help"))
        self._help.setObjectName("help")
        self._help.setToolTip(self.tr("Open the manual (F1)"))

        row = QHBoxLayout(self)
        row.setContentsMargins(theme.step, theme.step, theme.step, theme.step)
        row.setSpacing(theme.step)
        row.addWidget(self._box, 1)
        row.addWidget(self._meaning)
        row.addWidget(self._dot)
        row.addWidget(self._status, 3)
        row.addWidget(self._settings)
        row.addWidget(self._places)
        row.addWidget(self._masking)
        row.addWidget(self._help)

        # `activated` comes from the operator alone, and for the current one too.
        self._box.activated.connect(self._choose)
        self._settings.toggled.connect(self._toggle)
        self._help.clicked.connect(self.help_requested)
        self._places.chosen.connect(self.place_chosen)
        self._masking.toggled.connect(self._mask)
        theme.changed.connect(self._dress)
        self._dress()

    def show_accounts(self, accounts: Sequence[Account], current: Account) -> None:
        """Offer `accounts`, the sandbox below a line, with `current` chosen."""
        real = [account for account in accounts if not account.sandbox]
        sandboxes = [account for account in accounts if account.sandbox]
        self._box.clear()
        for account in real:
            self._box.addItem(account.label, account)
        if real and sandboxes:
            self._box.insertSeparator(len(real))
        for account in sandboxes:
            self._box.addItem(account.label, account)
        self._box.setCurrentIndex(-1)
        for index in range(self._box.count()):
            offered = self._box.itemData(index)
            if isinstance(offered, Account):
                self._box.setItemData(index, self._tip(offered), Qt.ItemDataRole.ToolTipRole)
            if offered == current:
                self._box.setCurrentIndex(index)
        self._box.setToolTip(self._tip(current))
        self._kind = AccountKind.of(production=current.production, sandbox=current.sandbox)
        self._dress()

    def show_status(self, text: str, severity: Severity) -> None:
        """Show the account's status; an empty text hides it."""
        self._severity = severity
        if self._status.text() != text:
            self._status.setText(text)
        self._dress()

    def show_place(self, place: Place) -> None:
        """Show which place is on show."""
        self._places.show_place(place)

    def set_masked(self, masked: bool) -> None:
        """Show whether numbers are masked; `masked` tells if that is new."""
        self._masking.setChecked(masked)

    def show_form_open(self, is_open: bool) -> None:
        """Show whether the account settings are open; `form_toggled` tells if that is new."""
        self._settings.setChecked(is_open)

    def _tip(self, account: Account) -> str:
        return self.tr("{label} · AccessKey ID {key}").format(
            label=account.label, key=account.access_key_id
        )

    def _choose(self, index: int) -> None:
        account = self._box.itemData(index)
        if isinstance(account, Account):
            self.chosen.emit(account)

    def _mask(self, masked: bool) -> None:
        self._dress()
        self.masked.emit(masked)

    def _toggle(self, is_open: bool) -> None:
        self._dress()
        self.form_toggled.emit(is_open)

    def _dress(self) -> None:
        surface = self._theme.colours.bars[self._kind]
        self._theme.paint(self, surface)
        match self._kind:
            case AccountKind.PRODUCTION:
                self._meaning.setText(self.tr("Production: messages cost money"))
            case AccountKind.SANDBOX:
                self._meaning.setText(self.tr("Nothing leaves this computer"))
            case AccountKind.ORDINARY:
                self._meaning.clear()
            case _:
                assert_never(self._kind)
        self._meaning.setVisible(bool(self._meaning.text()))
        icon = SEVERITY_ICONS[self._severity]
        self._dot.setPixmap(self._theme.pixmap(icon, self, surface.ink))
        self._dot.setVisible(bool(self._status.text()))
        chevron = "chevron-down" if self._settings.isChecked() else "chevron-right"
        self._settings.setIcon(self._theme.icon(chevron))
        self._settings.setIconSize(self._theme.icon_size)
        self._masking.setIcon(self._theme.icon("masked" if self._masking.isChecked() else "shown"))
        self._masking.setIconSize(self._theme.icon_size)
