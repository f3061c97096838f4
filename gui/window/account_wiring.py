"""Joins the account on the top bar, and the dialog that edits accounts, to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.panels.theme.theme import Theme
from gui.panels.top.account_note import AccountNote
from gui.panels.top.top_bar import TopBar
from gui.window.send.compose_wiring import ComposeWiring
from gui.words.accounts import accounts as words
from gui.words.notices import Notice, Severity
from gui.words.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.core.accounts.account import Account
    from gui.panels.accounts.accounts_dialog import AccountsDialog
    from gui.session.session import Session


class AccountWiring(QObject):
    """Switches, saves, tests and removes accounts as the operator asks."""

    number_requested = Signal(str)
    """A number of the sandbox, to be put among the recipients."""

    def __init__(
        self,
        session: Session,
        top: TopBar,
        note: AccountNote,
        compose: ComposeWiring,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._top = top
        self._note = note
        self._compose = compose
        self._theme = theme
        self._window = window
        self._dialog: AccountsDialog | None = None
        self._key = session.accounts.key
        self._lent: tuple[str, tuple[tuple[int, int], ...]] | None = None
        known = session.accounts
        top.chosen.connect(self._choose)
        top.form_toggled.connect(self._toggle_dialog)
        note.settings_requested.connect(lambda: self._top.show_form_open(True))
        note.settings_requested.connect(self._open_dialog)
        known.changed.connect(self.show_accounts)
        known.status_changed.connect(self._show_status)
        known.saved.connect(self._confirm_saved)
        known.added.connect(self._choose)

    def show_accounts(self) -> None:
        """Offer the accounts, with the current one chosen."""
        known = self._session.accounts
        self._top.show_accounts(known.all, known.current)
        if self._dialog is not None:
            self._dialog.show_accounts(known.all, known.current)
        if known.key != self._key:  # it was removed, or chosen
            self._key = known.key
            self._compose.load_draft()

    @property
    def dirty(self) -> bool:
        """Whether an account has edits that are not saved."""
        return self._dialog is not None and self._dialog.form.dirty

    def leave(self, then: Callable[[], object]) -> None:
        """Do `then`, once the operator has decided on edits that are not saved."""
        if self._dialog is None:
            then()
        else:
            self._dialog.leave(then)

    def add_account(self) -> None:
        """Open the accounts with an empty form for another one."""
        self._ensure_dialog().open_for_new()
        self._top.show_form_open(True)

    def choose_sandbox(self) -> None:
        """Make the sandbox the current account."""
        self._choose(self._session.accounts.all[-1])

    def _toggle_dialog(self, is_open: bool) -> None:
        if is_open:
            self._open_dialog()
        elif self._dialog is not None:
            self._dialog.reject()
            self._top.show_form_open(self._dialog.isVisible())

    def _open_dialog(self) -> None:
        self._ensure_dialog().open_at(self._session.accounts.current)

    def _ensure_dialog(self) -> AccountsDialog:
        known = self._session.accounts
        if self._dialog is None:
            self._dialog = self._make_dialog()
            self._dialog.show_accounts(known.all, known.current)
        return self._dialog

    def _make_dialog(self) -> AccountsDialog:
        from gui.panels.accounts.accounts_dialog import AccountsDialog  # imported when needed

        known = self._session.accounts
        dialog = AccountsDialog(self._theme, self._window)
        form = dialog.form
        form.saved.connect(known.save)
        form.tested.connect(known.test)
        form.removed.connect(self._remove)
        form.number_requested.connect(self.number_requested)
        form.show_magic(self._session.magic_numbers())
        dialog.shown_changed.connect(known.show)
        dialog.closed.connect(lambda: self._top.show_form_open(False))
        known.problem_found.connect(dialog.show_error)
        known.memory_offered.connect(form.offer_memory)
        known.busy_changed.connect(dialog.set_busy)
        return dialog

    def _choose(self, account: Account) -> None:
        known = self._session.accounts
        if account == known.current:
            known.choose(account)
        elif account.production and not account.sandbox:
            self._ask_to_switch(account)
        else:
            self._switch(account, message=False, recipients=self._belong_to(account))

    def _belong_to(self, account: Account) -> bool:
        """Whether the recipients may go along to an account without a word.

        Nobody is reached by the sandbox; and those of an account come back from there to it, if
        they are still the same.
        """
        if account.sandbox:
            return True
        overview = self._session.recipients.draft.overview
        return self._lent == (account.access_key_id, overview.source_counts)

    def _ask_to_switch(self, account: Account) -> None:
        from gui.panels.accounts.switch_dialog import SwitchDialog

        self._compose.save_draft()
        draft = self._session.composer.saved_draft
        recipients = self._session.recipients.draft
        own = self._belong_to(account)
        for other in self._window.findChildren(SwitchDialog):
            if other.about != account.access_key_id:
                other.reject()  # the account that was chosen last is asked about
        dialog = SwitchDialog(
            account,
            self._theme,
            self._window,
            message=bool(draft.sign_name or draft.template_code),
            recipients=not own and (recipients.busy or recipients.overview.recipients > 0),
        )
        dialog.accepted.connect(
            lambda: self._switch(
                account,
                message=dialog.carries_message,
                recipients=own or dialog.carries_recipients,
            )
        )
        dialog.open()

    def _switch(self, account: Account, *, message: bool, recipients: bool) -> None:
        self._compose.save_draft()
        session = self._session
        before = session.accounts.current
        draft = session.recipients.draft
        if account.sandbox and not before.sandbox:
            self._lent = (before.access_key_id, draft.overview.source_counts)
        if not recipients and (draft.busy or draft.overview.sources):
            many = draft.overview.recipients
            draft.clear()
            taken_out = sentence(words.recipients_taken_out, many)
            undo = sentence(words.undo_taking_out)
            notice = Notice(Severity.INFORMATION, taken_out, undo, draft.undo)
            session.noticed.emit(notice)
        if message:
            session.composer.copy_draft(account.access_key_id)
        session.accounts.choose(account)

    def _remove(self, account: Account) -> None:
        """Remove an account, unless its secret is being sent with."""
        run = self._session.sending.current_label
        if run is not None and run.account.access_key_id == account.access_key_id:
            self._ensure_dialog().form.show_refusal(words.run_under_way())
        else:
            self._session.accounts.remove(account)

    def _confirm_saved(self, account: Account) -> None:
        if self._dialog is not None:
            self._dialog.show_saved(account)
        in_memory = self._session.accounts.keeps_in_memory(account)
        saved = sentence(words.saved, account.label, in_memory)
        self._session.noticed.emit(Notice(Severity.SUCCESS, saved))

    def _show_status(self) -> None:
        known = self._session.accounts
        self._note.show_status(known.status.text, known.status.severity)
        if self._dialog is not None:
            shown = known.shown_status
            self._dialog.show_status(
                shown.text,
                shown.severity,
                secret_kept=shown.secret_kept,
                tested=shown.tested,
                in_memory=shown.in_memory,
            )
