"""Confirmation between the Send button and the start of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.core.errors import SmsDeskError
from gui.core.message.confirmation import Confirmation, needed_confirmation
from gui.panels.theme.theme import Theme

if TYPE_CHECKING:
    from gui.core.message.draft import SendSummary
    from gui.core.sending.sent_before import SearchProgress, SentBefore
    from gui.panels.sending.send_confirmation import SendConfirmation
    from gui.session.session import Session


class SendConfirmer(QObject):
    """Sends at once what needs no confirmation, and shows everything else first.

    Either way the history is searched for whom exactly this was sent to before: the run begins
    only if nothing has been added to it since.
    """

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._window = window
        self._summary: SendSummary | None = None
        self._dialog: SendConfirmation | None = None
        lookup = session.sent_before
        lookup.progressed.connect(self._show_progress)
        lookup.found.connect(self._take)
        lookup.failed.connect(self._fail)

    def send(self) -> None:
        """Send what is in the form, or show it first."""
        summary = self._session.composer.summary()
        if summary is not None:
            needed = needed_confirmation(summary.account, summary.draft.count)
            self._start(summary, at_once=needed is Confirmation.NONE)

    def ask(self) -> None:
        """Show what is in the form before it is sent, however little it is."""
        summary = self._session.composer.summary()
        if summary is not None:
            self._start(summary, at_once=False)

    def _start(self, summary: SendSummary, *, at_once: bool) -> None:
        if self._dialog is not None:
            return
        self._summary = summary
        if not at_once:
            self._open(summary)
        self._session.sent_before.start(summary, self._session.composer.placeholders)

    def _open(self, summary: SendSummary) -> SendConfirmation:
        from gui.panels.sending.send_confirmation import SendConfirmation  # imported when needed

        masked = self._session.preferences.settings.masked
        dialog = SendConfirmation(summary, self._theme, masked=masked, parent=self._window)
        dialog.finished.connect(self._close)
        dialog.confirmed.connect(lambda found: self._session.send(summary, found.mark))
        self._dialog = dialog
        dialog.open()
        return dialog

    def _close(self) -> None:
        self._dialog = self._summary = None
        self._session.sent_before.stop()

    def _show_progress(self, progress: SearchProgress) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(progress)

    def _take(self, found: SentBefore) -> None:
        summary, self._summary = self._summary, None
        if self._dialog is not None:
            self._dialog.show_found(found)
        elif summary is not None and found.queued:
            # Another run is going to send them this: that is a question even in the sandbox.
            self._open(summary).show_found(found)
        elif summary is not None:
            self._session.send(summary, found.mark)

    def _fail(self, error: SmsDeskError) -> None:
        summary, self._summary = self._summary, None
        dialog = self._dialog or (self._open(summary) if summary is not None else None)
        if dialog is not None:
            dialog.show_failure(error)
