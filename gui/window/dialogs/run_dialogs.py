"""The dialogs about runs and their history."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.panels.theme.theme import Theme
from gui.window.send.send_confirmer import SendConfirmer
from gui.words import receipts
from gui.words.sending import progress as words
from gui.words.sending import sent_before

# Each dialog is loaded once it is wanted.

if TYPE_CHECKING:
    from gui.core.sending.progress import UnfinishedRun
    from gui.core.sending.sent_before import SentBefore
    from gui.jobs.receipts.resend import ResendOffer
    from gui.session.session import Session


class RunDialogs(QObject):
    """Opens the confirmations that only the operator can give."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._window = window
        self._confirmer = SendConfirmer(session, theme, window)
        session.confirmation_requested.connect(self._confirmer.ask)
        session.sending.agreement_requested.connect(self._confirm_resume)
        session.sending.repeat_found.connect(self._confirm_repeat)
        session.receipts.declaration_requested.connect(self._confirm_unsent)
        session.receipts.resend_requested.connect(self._confirm_resend)

    def confirm(self) -> None:
        """Send what is in the form, once the operator has confirmed what has to be confirmed."""
        self._confirmer.send()

    def choose_export(self) -> None:
        """Ask where the rows on show are to be saved."""
        from gui.panels.widgets.dialogs.save_dialog import ask_for_table_file

        title, name = self.tr("Save the history"), self.tr("History")
        ask_for_table_file(title, name, self._session.history.export, self._window)

    def _confirm_unsent(self, chosen: Sequence[int]) -> None:
        many = len(chosen)
        self._ask(
            ("unsent", *chosen),
            receipts.declare_title(),
            receipts.declare_text(many),
            receipts.declare_verb(many),
            lambda: self._session.receipts.declare_unsent(chosen),
        )

    def _confirm_resend(self, offer: ResendOffer) -> None:
        refused, run_id = offer.refused, offer.run_id
        many = len(refused.ids)
        lost = refused.undelivered
        text = receipts.resend_text(many - lost, lost, refused.blocked, sandbox=refused.sandbox)
        if offer.elsewhere:
            text = f"{text}\n\n{receipts.resend_elsewhere(offer.elsewhere)}"
        if offer.sent_since.sent:
            text = f"{sent_before.resend_repeats(offer.sent_since)}\n\n{text}"
        self._ask(
            ("resend", run_id, *refused.ids),
            receipts.resend_title(),
            text,
            receipts.resend_verb(many),
            lambda: self._session.receipts.resend_one_by_one(run_id, refused.ids),
        )

    def _confirm_resume(self, unfinished_run: UnfinishedRun) -> None:
        self._ask(
            ("resume", unfinished_run.progress.run_id),
            words.resume_title(),
            words.resume_text(unfinished_run, self._session.accounts.current),
            words.resume_verb(unfinished_run),
            lambda: self._session.sending.resume_run(
                unfinished_run.progress.run_id, unfinished_run.label.account
            ),
        )

    def _confirm_repeat(self, unfinished_run: UnfinishedRun, found: SentBefore) -> None:
        self._ask(
            ("repeat", unfinished_run.progress.run_id),
            sent_before.repeat_title(),
            sent_before.repeat_text(unfinished_run, found),
            words.resume_verb(unfinished_run),
            lambda: self._session.sending.resume_run(
                unfinished_run.progress.run_id, unfinished_run.label.account, found.mark
            ),
        )

    def _ask(self, key: Hashable, title: str, text: str, verb: str, do: Callable[[], None]) -> None:
        """Ask whether to `do` it, unless the question with the same `key` is open already.

        What it asks is looked up first, so a button may be pressed twice before it is there.
        """
        from gui.panels.widgets.dialogs.confirm_dialog import ConfirmDialog

        dialog = ConfirmDialog(title, text, verb, self._theme, self._window)
        dialog.accepted.connect(do)
        dialog.about = repr(key)
        dialog.open()
