"""The list of accounts in their dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui.core.accounts.account import Account
from gui.panels.theme.theme import Theme
from gui.panels.widgets.list_rows import remove_rows
from gui.panels.widgets.tables.two_line_delegate import (
    CAPTION_ROLE,
    ICON_ROLE,
    TONE_ROLE,
    TwoLineDelegate,
)
from gui.words.accounts import accounts as words


class AccountList(QListWidget):
    """The sandbox, then the accounts; a choice counts once `show_chosen` has confirmed it."""

    wanted = Signal(object)
    """An `Account` that the operator wants to see."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without accounts."""
        super().__init__(parent)
        self.setObjectName("accountList")
        self.setAccessibleName(self.tr("Accounts"))
        self.setProperty("flat", "true")
        self.setMouseTracking(True)
        self.setItemDelegate(TwoLineDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._showing = self._chosen = False
        self.currentItemChanged.connect(self._want)
        self.itemActivated.connect(self._want_other)
        self.itemClicked.connect(self._want_other)
        theme.changed.connect(self.viewport().update)

    def show_accounts(self, accounts: Sequence[Account], chosen: Account | None) -> None:
        """List `accounts`, the sandbox first; without a `chosen` one a new account is begun."""
        self._showing = True
        remove_rows(self)
        for account in sorted(accounts, key=lambda account: not account.sandbox):
            item = QListWidgetItem(account.label, self)
            caption = words.caption(account)
            item.setData(Qt.ItemDataRole.UserRole, account)
            item.setData(CAPTION_ROLE, caption)
            item.setData(ICON_ROLE, account_icon(account))
            item.setData(TONE_ROLE, account_tone(account))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{account.label} · {caption}")
            item.setToolTip(f"{account.label} · {caption}")
        self._showing = False
        self.show_chosen(chosen)

    def show_chosen(self, account: Account | None) -> None:
        """Mark `account`, or none."""
        self._showing, self._chosen = True, account is not None
        row = next(
            (
                row
                for row in range(self.count())
                if self.item(row).data(Qt.ItemDataRole.UserRole) == account
            ),
            -1,
        )
        if row >= 0:
            self.setCurrentRow(row)
        else:
            self.setCurrentRow(-1, QItemSelectionModel.SelectionFlag.Clear)
            self.clearSelection()
        self._showing = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose nothing because the focus comes here: a new account is still being typed."""
        self._showing = True
        super().focusInEvent(event)
        self._showing = False

    def _want_other(self, item: QListWidgetItem) -> None:
        """Want the row that only has the focus: it is current, but not on show."""
        if not self._chosen:
            self._want(item)

    def _want(self, item: QListWidgetItem | None) -> None:
        if not self._showing and item is not None:
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))


def account_icon(account: Account) -> str:
    """Name the icon of what sending with `account` means."""
    if account.sandbox:
        return "sandbox"
    return "warning" if account.production else "key"


def account_tone(account: Account) -> str | None:
    """Name the colour role of `account`; none for that of ordinary text."""
    return "production" if account.production and not account.sandbox else None
