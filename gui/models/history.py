"""The columns of the history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from gui.core.entry import Entry
from gui.core.outcomes import NetworkFault, NotSent, UnknownFault, Withheld
from gui.core.phones import mask
from gui.core.states import State
from gui.models.paged import Column
from gui.words import outcomes, states, times

translate = QCoreApplication.translate


def explanation(entry: Entry) -> str:
    """Say in a line why a row is in its state: the service's message, or ours."""
    if entry.fault == Withheld.BLOCKED:
        return outcomes.withheld(Withheld.BLOCKED)
    if entry.message and entry.state is not State.UNKNOWN:
        return entry.message
    if entry.fault and entry.state is State.UNKNOWN:
        return outcomes.unknown(UnknownFault(entry.fault))
    if entry.fault:  # what kept its last call from leaving
        return outcomes.failure(NotSent(NetworkFault(entry.fault)))
    return entry.message


class HistoryColumns:
    """Makes the columns; numbers are masked while `masked` is true."""

    def __init__(self, masked: bool = False) -> None:
        self.masked = masked

    def all(self) -> list[Column]:
        """Make them, in the order of the table."""
        return [
            Column("time", translate("history", "Time"), lambda entry: times.local(entry.time)),
            Column("number", translate("history", "Number"), self._number),
            Column("sign", translate("history", "Sign"), lambda entry: entry.sign_name),
            Column("template", translate("history", "Template"), lambda entry: entry.template_code),
            Column("state", translate("history", "State"), lambda entry: states.state(entry.state)),
            Column("code", translate("history", "Code"), lambda entry: entry.code),
            Column("message", translate("history", "Message"), explanation),
            Column("request_id", "RequestId", lambda entry: entry.request_id),
            Column("biz_id", "BizId", lambda entry: entry.biz_id),
            Column("out_id", "OutId", lambda entry: entry.out_id),
        ]

    def exported(self) -> list[tuple[str, Callable[[Entry], str]]]:
        """Headings and cells of a file: the table's columns, and what the details know."""
        return [
            *((column.title, column.text) for column in self.all()),
            (translate("history", "Called at"), lambda entry: times.local(entry.submitted_at)),
            (translate("history", "Answered at"), lambda entry: times.local(entry.settled_at)),
            (translate("history", "Receipt"), lambda entry: entry.receipt_code),
            (translate("history", "Received at"), lambda entry: times.local(entry.received_at)),
            (
                translate("history", "Seconds to receipt"),
                lambda entry: "" if entry.receipt_seconds is None else str(entry.receipt_seconds),
            ),
            (translate("history", "Parameters"), lambda entry: entry.template_param),
            (translate("history", "Account"), lambda entry: entry.account_label),
        ]

    def _number(self, entry: Entry) -> str:
        return mask(entry.number) if self.masked else entry.number
