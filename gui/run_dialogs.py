"""What is asked about runs and their history: dialogs between the window and the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.panels.theme import Theme
from gui.words import progress as words
from gui.words import settling

# Each dialog is loaded once it is wanted.

if TYPE_CHECKING:
    from gui.core.progress import Leftover
    from gui.session.session import Session
    from gui.storage.again import Refused


class RunDialogs(QObject):
    """Has the operator confirm what leaves, and judge what only the operator can."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._window = window
        session.confirmation_wanted.connect(self.confirm)
        session.sending.agreement_wanted.connect(self._judge_going_on)
        session.receipts.judgement_wanted.connect(self._judge_unsent)
        session.receipts.resend_wanted.connect(self._judge_resend)

    def confirm(self) -> None:
        """Show what would be sent, and send it if the operator says so."""
        summary = self._session.composing.summary()
        if summary is None:
            return
        from gui.panels.confirmation import Confirmation

        masked = self._session.preferences.settings.masked
        dialog = Confirmation(summary, self._theme, masked=masked, parent=self._window)
        lookup = self._session.sent_before
        lookup.progressed.connect(dialog.show_progress)
        lookup.found.connect(dialog.show_found)
        lookup.failed.connect(dialog.show_failure)
        dialog.finished.connect(lookup.stop)
        dialog.confirmed.connect(lambda found: self._session.send(summary, found.mark))
        lookup.start(summary, self._session.composing.pattern)
        dialog.open()

    def choose_export(self) -> None:
        """Ask where the rows on show are to be saved."""
        from gui.panels.table_target import ask_for_table

        ask_for_table(self.tr("Save the history"), self._session.browsing.export, self._window)

    def _judge_unsent(self, chosen: Sequence[int]) -> None:
        many = len(chosen)
        self._judge(
            settling.declare_title(),
            settling.declare_text(many),
            settling.declare_verb(many),
            lambda: self._session.receipts.declare_unsent(chosen),
        )

    def _judge_resend(self, run_id: int, refused: Refused) -> None:
        many = len(refused.ids)
        self._judge(
            settling.again_title(),
            settling.again_text(many, refused.blocked),
            settling.again_verb(many),
            lambda: self._session.receipts.separate(run_id, refused.ids),
        )

    def _judge_going_on(self, left: Leftover) -> None:
        self._judge(
            words.go_on_title(),
            words.go_on_text(left, self._session.accounts.current),
            words.go_on_verb(left),
            lambda: self._session.sending.go_on_with(left.progress.run_id, left.about.account),
        )

    def _judge(self, title: str, text: str, verb: str, do: Callable[[], None]) -> None:
        from gui.panels.judgement import Judgement

        judgement = Judgement(title, text, verb, self._theme, self._window)
        judgement.accepted.connect(do)
        judgement.open()
