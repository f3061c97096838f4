"""Joins the cards of the runs to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.panels.results.results_panel import ResultsPanel
from gui.panels.widgets.buttons import add_sending_shortcut
from gui.window.send.compose_wiring import ComposeWiring

if TYPE_CHECKING:
    from gui.core.sending.run_card import RunCard
    from gui.session.session import Session


class ResultWiring(QObject):
    """Shows the cards as the session has them, and hands on what is pressed on them."""

    history_requested = Signal(int, object)
    """A run, and a `RecipientState` or none: its rows in the history are to be shown."""
    account_requested = Signal()
    """An account is to be added."""
    sandbox_requested = Signal()
    """The sandbox is to be chosen."""

    def __init__(
        self, session: Session, panel: ResultsPanel, compose: ComposeWiring, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._panel = panel
        cards, sending, refill = session.run_cards, session.sending, session.refill
        cards.changed.connect(panel.show_cards)
        cards.found_none.connect(lambda: panel.show_cards(()))
        panel.paused.connect(sending.pause)
        panel.resumed.connect(self._resume)
        panel.stopped.connect(sending.stop)
        panel.given_up.connect(sending.give_up)
        panel.repeated.connect(refill.send_again)
        panel.edited.connect(refill.edit)
        panel.resend_requested.connect(session.receipts.ask_to_resend)
        panel.look_up_requested.connect(lambda: session.receipts.reconcile())
        panel.history_requested.connect(self.history_requested)
        panel.example_requested.connect(refill.send_example)
        panel.add_account_requested.connect(self.account_requested)
        panel.sandbox_requested.connect(self.sandbox_requested)
        panel.compose_requested.connect(compose.focus_template)
        session.accounts.changed.connect(self._show_account)
        self._show_account()
        refill.fields_requested.connect(compose.fill)
        refill.ready.connect(compose.submit)
        # Return for the main block, Enter for the numeric one.
        shortcut = add_sending_shortcut(window, "Ctrl+Shift+Return", "Ctrl+Shift+Enter")
        shortcut.activated.connect(self._send_newest_again)

    def _show_account(self) -> None:
        account = self._session.accounts.current
        self._panel.show_account(account.label, sandbox=account.sandbox)

    def _resume(self, run_id: int) -> None:
        """Go on with the run that is paused, or with one that was stopped."""
        if self._session.sending.busy:
            self._session.sending.resume()
        else:
            self._session.sending.resume_run(run_id)

    def _send_newest_again(self) -> None:
        newest: RunCard | None = self._panel.newest()
        if newest is not None and newest.repeatable:
            self._session.refill.send_again(newest.run_id)
