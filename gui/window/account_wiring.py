"""Joins the account on the top bar, and the form that edits it, to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.panels.accounts.account_form import AccountForm
from gui.panels.top.top_bar import TopBar
from gui.panels.widgets.notice_bar import NoticeBar
from gui.window.compose_wiring import ComposeWiring
from gui.words import accounts
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence

if TYPE_CHECKING:
    from gui.core.accounts.account import Account
    from gui.session.session import Session


class AccountWiring(QObject):
    """Switches, saves, tests and removes accounts as the operator asks."""

    def __init__(
        self,
        session: Session,
        top: TopBar,
        form: AccountForm,
        compose: ComposeWiring,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._top = top
        self._form = form
        self._compose = compose
        self._notices = notices
        self._magic_shown = False
        known = session.accounts
        top.chosen.connect(self._choose)
        top.form_toggled.connect(self.open_form)
        form.saved.connect(known.save)
        form.tested.connect(known.test)
        form.removed.connect(known.remove)
        known.changed.connect(self.show_accounts)
        known.status_changed.connect(self._show_status)
        known.problem_found.connect(form.show_error)
        known.memory_offered.connect(form.offer_memory)
        known.busy_changed.connect(form.set_busy)
        known.saved.connect(self._confirm_saved)

    def open_form(self, is_open: bool) -> None:
        """Open the account settings, or fold them away."""
        if is_open and not self._magic_shown:
            self._magic_shown = True
            self._form.show_magic(self._session.magic_numbers())
        self._form.setVisible(is_open)

    def show_accounts(self) -> None:
        """Offer the accounts, with the current one chosen."""
        known = self._session.accounts
        self._top.show_accounts(known.all, known.current)
        self._form.show_account(known.current, known.status.secret_kept)

    def _choose(self, account: Account) -> None:
        if account != self._session.accounts.current:
            self._compose.save_draft()
        self._session.accounts.choose(account)
        self._compose.load_draft()

    def _confirm_saved(self, account: Account) -> None:
        self._form.clear_secret()
        saved = sentence(accounts.saved, account.label)
        self._notices.show_notice(Notice(Severity.SUCCESS, saved))

    def _show_status(self) -> None:
        status = self._session.accounts.status
        self._top.show_status(status.text, status.severity)
        self._form.show_secret_kept(status.secret_kept)
