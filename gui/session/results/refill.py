"""Fill the form from a run or with an example, and have it sent."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.message.fields import DraftFields
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
    """The form is filled: send it as the Send button does."""

    def __init__(
        self, recipients: DraftList, sending: SendController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._recipients = recipients
        self._sending = sending

    def edit(self, run_id: int) -> None:
        """Load the message and the recipients of a run into the form."""
        self._recipients.load_run(run_id, self.fields_requested.emit)

    def send_again(self, run_id: int) -> None:
        """Load a run into the form, and have it sent."""
        if not self._sending.busy:
            self._recipients.load_run(run_id, self._send)

    def send_example(self) -> None:
        """Fill in a message that the sandbox delivers, and have it sent."""
        self._recipients.replace_typed(EXAMPLE_NUMBER, lambda: self._send(EXAMPLE_FIELDS))

    def _send(self, fields: DraftFields) -> None:
        self.fields_requested.emit(fields)
        self.ready.emit()
