"""The dialog of the accounts: the list at left, the form of one at right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.core.accounts.account import Account
from gui.core.errors import AccountError
from gui.panels.accounts.account_form import AccountForm
from gui.panels.accounts.account_list import AccountList
from gui.panels.accounts.unsaved_dialog import UnsavedDialog
from gui.panels.theme.theme import Theme
from gui.panels.widgets.buttons import named_button, set_icons
from gui.panels.widgets.dialogs.room import resize_within
from gui.words.notices import Severity

LIST_WIDTH = 216
HEIGHT = 640
"""Device-independent pixels, as far as the screen has them."""


class AccountsDialog(QDialog):
    """Edits the accounts beside the window; it is not modal.

    Edits that are not saved are asked about before they would be lost.

    Attributes:
        form: what is known of the account on show.
    """

    shown_changed = Signal(object)
    """The `Account` that is shown, or none for a new one: its status is wanted."""
    closed = Signal()
    """The dialog was closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with a new account."""
        super().__init__(parent)
        self.setObjectName("accountsDialog")
        self.setWindowTitle(self.tr("Accounts"))
        self._theme = theme
        self._then: Callable[[], object] | None = None
        self.form = AccountForm(theme)
        self._list = AccountList(theme)
        self._add = named_button("newAccount", self.tr("&Add an account"))
        self._add.setProperty("role", "quiet")
        self._lay_out()
        self._list.wanted.connect(self._want)
        self.form.footer.close_requested.connect(self.reject)
        self._add.clicked.connect(lambda: self.leave(self._begin))
        theme.changed.connect(self._dress)
        self._dress()

    def show_accounts(self, accounts: Sequence[Account], chosen: Account) -> None:
        """List `accounts`; show `chosen`, unless what is typed would be lost by it."""
        if self.form.dirty:
            self._list.show_accounts(accounts, self.form.account)
        else:
            self._list.show_accounts(accounts, chosen)
            self._show(chosen)

    def show_saved(self, account: Account) -> None:
        """Show `account` as it was saved a moment ago, then do what waited for that."""
        self._list.show_chosen(account)
        self._show(account)
        then, self._then = self._then, None
        if then is not None:
            then()

    def show_error(self, error: AccountError) -> None:
        """Show the error at its field, and drop what was to follow saving."""
        self._then = None
        self.form.show_error(error)

    def show_status(
        self,
        text: str,
        severity: Severity,
        *,
        secret_kept: bool,
        tested: bool,
        in_memory: bool = False,
    ) -> None:
        """Show the status of the account that is shown."""
        if severity is Severity.ERROR:
            self._then = None
        self.form.show_status(text, severity, tested=tested)
        self.form.show_secret_kept(secret_kept, in_memory=in_memory)

    def leave(self, then: Callable[[], object]) -> None:
        """Do `then`, once the operator has decided on edits that are not saved."""
        if not self.form.dirty:
            then()
            return
        account = self.form.account
        question = UnsavedDialog(account.label if account else "", self._theme, self)
        question.save_chosen.connect(lambda: self._save_first(then))
        question.discard_chosen.connect(lambda: self._discard_first(then))
        question.rejected.connect(lambda: self._list.show_chosen(self.form.account))
        question.open()

    def set_busy(self, busy: bool) -> None:
        """Disable the buttons while a job of theirs is under way."""
        self._add.setEnabled(not busy)
        self._list.setEnabled(not busy)
        self.form.set_busy(busy)

    def open_at(self, account: Account) -> None:
        """Show the dialog with `account`, or as it is if it is open already."""
        fresh = not self.isVisible() and not self.form.dirty
        self.show()
        if fresh:
            self._choose(account)
        self.raise_()
        self.activateWindow()
        self._list.setFocus()

    def open_for_new(self) -> None:
        """Show the dialog with an empty form for another account."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.leave(self._begin)

    def reject(self) -> None:
        """Close, once unsaved edits have been asked about; Escape comes here."""
        if not self.form.keep_removal_open():
            self.leave(self._close)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved edits first."""
        if self.form.dirty and self.isVisible():
            event.ignore()
            self.leave(self._close)
        else:
            super().closeEvent(event)
            self.closed.emit()

    def _lay_out(self) -> None:
        step = self._theme.step
        side = QFrame()
        side.setProperty("surface", "window")
        side.setFixedWidth(LIST_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(step, step, step, step)
        left.addWidget(self._list, 1)
        left.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(side)
        columns.addWidget(_line(vertical=True))
        columns.addWidget(self.form, 1)
        foot = QHBoxLayout()
        wide = self._theme.size("space.l")
        foot.setContentsMargins(wide, 14, wide, 14)
        foot.addWidget(self.form.footer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(columns, 1)
        column.addWidget(_line(vertical=False))
        column.addLayout(foot)
        resize_within(self, self._theme.size("width.dialog-accounts"), HEIGHT)

    def _want(self, account: Account) -> None:
        if account != self.form.account:
            self.leave(lambda: self._choose(account))

    def _choose(self, account: Account) -> None:
        self._list.show_chosen(account)
        self._show(account)

    def _begin(self) -> None:
        self._list.show_chosen(None)
        self._show(None)
        self.form.begin()

    def _show(self, account: Account | None) -> None:
        self.form.show_account(account, secret_kept=False)
        self.form.show_status("", Severity.INFORMATION)
        if self.isVisible():
            self.shown_changed.emit(account)

    def _save_first(self, then: Callable[[], object]) -> None:
        self._list.show_chosen(self.form.account)
        self._then = then
        self.form.save()

    def _discard_first(self, then: Callable[[], object]) -> None:
        self._show(self.form.account)
        then()

    def _close(self) -> None:
        super().reject()
        self.closed.emit()

    def _dress(self) -> None:
        set_icons(self._theme, (self._add, "add"))


def _line(*, vertical: bool) -> QFrame:
    line = QFrame()
    line.setProperty("role", "column-line" if vertical else "line")
    return line
