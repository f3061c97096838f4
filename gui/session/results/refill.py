"""Fill the form from a run or with an example, and send it once it can be."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.message.draft import DraftFields, DraftProblem, DraftStatus
from gui.session.composer import Composer
from gui.session.recipients.draft_recipients import DraftList
from gui.session.sending.send_controller import SendController

EXAMPLE_FIELDS = DraftFields("阿里云", "SMS_153055065", '{"code":"1234"}')
EXAMPLE_NUMBER = "13800000000"
"""The sandbox delivers what is sent to it."""


class Refill(QObject):
    """Puts a message and its recipients into the draft in place of what is there."""

    fields_requested = Signal(object)
    """The `DraftFields` that the form is to show."""
    ready = Signal()
    """What was to be sent stands in the draft: it goes the way of everything that is sent."""

    def __init__(
        self,
        composer: Composer,
        recipients: DraftList,
        sending: SendController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._composer = composer
        self._recipients = recipients
        self._sending = sending
        self._to_send = False
        composer.status_changed.connect(self._follow)

    def edit(self, run_id: int) -> None:
        """Load the message and the recipients of a run into the form."""
        self._to_send = False
        self._recipients.load_run(run_id, self.fields_requested.emit)

    def send_again(self, run_id: int) -> None:
        """Load a run into the form and send it, as soon as it is known who gets it."""
        if self._sending.busy:
            return

        def take(fields: DraftFields) -> None:
            self.fields_requested.emit(fields)
            self._to_send = True

        self._to_send = False
        self._recipients.load_run(run_id, take)

    def send_example(self) -> None:
        """Fill in a message that the sandbox delivers, and send it."""

        def take() -> None:
            self.fields_requested.emit(EXAMPLE_FIELDS)
            self._to_send = True

        self._to_send = False
        self._recipients.replace_typed(EXAMPLE_NUMBER, take)

    def _follow(self, status: DraftStatus) -> None:
        if self._to_send and DraftProblem.CHECKING not in status.problems:
            self._to_send = False
            self.ready.emit()
