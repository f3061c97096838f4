"""The columns of the history table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from gui.core.history import HistoryEntry
from gui.core.phones.masking import mask_number
from gui.core.sending.flow_limit import parse_flow_limit
from gui.core.sending.state import RecipientState
from gui.models.paged import Column
from gui.words import times
from gui.words.sending import flow_limits, outcomes, progress, states

translate = QCoreApplication.translate


_RECEIVED = (RecipientState.ACCEPTED, RecipientState.DELIVERED)
_IN_DETAILS = ("account", "receipt_at", "receipt_after", "name")
"""Columns that an export leaves out here: it has them among its last ones, as plain numbers."""


def code(entry: HistoryEntry) -> str:
    """Return the code that explains the state of a row: that of the receipt if it decided."""
    if entry.state is RecipientState.UNDELIVERED:
        return entry.receipt_code
    if entry.state in _RECEIVED and entry.code != "OK":
        return ""  # belongs to the unknown outcome before the message was found
    return entry.code


def explain_entry(entry: HistoryEntry, meaning: Callable[[str], str]) -> str:
    """Explain in one line why a row is in its state.

    Args:
        entry: the row.
        meaning: returns the meaning of a code in the window's language, or empty.
    """
    match entry.state:
        case RecipientState.UNDELIVERED:
            return meaning(entry.receipt_code) or translate(
                "words", "The carrier could not deliver it."
            )
        case RecipientState.REJECTED:
            limit = parse_flow_limit(entry.code, entry.message)
            if limit is not None:
                return flow_limits.meaning(limit)
            return meaning(entry.code) or entry.message
        case RecipientState.ACCEPTED | RecipientState.DELIVERED if entry.code != "OK":
            return translate("words", "Found in the records of the service.")
        case RecipientState.ACCEPTED:
            if entry.next_query_at is None:
                return translate("words", "No receipt within 72 hours")
            return translate("words", "Waiting for the receipt")
        case RecipientState.DELIVERED:
            return ""  # the state says all; the service's own word for both is OK
        case RecipientState.UNKNOWN:
            return outcomes.unknown_by_name(entry.fault) or entry.message
        case RecipientState.QUEUED | RecipientState.CANCELLED:
            # why its last call was not made
            return outcomes.unsent_by_name(entry.fault) or entry.message
    return entry.message


def _time(entry: HistoryEntry) -> str:
    return times.local(entry.time)


def _short_time(entry: HistoryEntry) -> str:
    return times.short(entry.time)


def _received(entry: HistoryEntry) -> str:
    return times.local(entry.received_at)


def _receipt_after(entry: HistoryEntry) -> str:
    seconds = entry.receipt_seconds
    return "" if seconds is None else progress.duration(seconds)


def _name(entry: HistoryEntry) -> str:
    return entry.name


class HistoryColumns:
    """Creates the columns; numbers are masked while `masked` is true.

    `meaning` returns the meaning of a code in the window's language, or empty.
    """

    def __init__(self, masked: bool, meaning: Callable[[str], str]) -> None:
        self.masked = masked
        self._meaning = meaning

    def all(self) -> list[Column]:
        """Return the columns in the order of the table."""
        return [
            Column("time", translate("history", "Time"), _time, shown=_short_time),
            Column("number", translate("history", "Number"), self._number),
            Column("sign", translate("history", "Sign"), lambda entry: entry.sign_name),
            Column("template", translate("history", "Template"), lambda entry: entry.template_code),
            Column("state", translate("history", "State"), lambda entry: states.state(entry.state)),
            Column("code", translate("history", "Code"), code),
            Column("message", translate("history", "Message"), self._explanation),
            Column("request_id", "RequestId", lambda entry: entry.request_id),
            Column("biz_id", "BizId", lambda entry: entry.biz_id),
            Column("out_id", "OutId", lambda entry: entry.out_id),
            Column("account", translate("history", "Account"), lambda entry: entry.account_label),
            Column(
                "receipt_at",
                translate("history", "Receipt at"),
                _received,
                shown=lambda entry: times.short(entry.received_at),
            ),
            Column(
                "receipt_after", translate("history", "Receipt after"), _receipt_after, numeric=True
            ),
            Column("name", translate("history", "Name"), _name),
        ]

    def exported(self) -> list[tuple[str, Callable[[HistoryEntry], str]]]:
        """Return the columns of an exported file: those of the table, and the details."""
        shown = [(one.title, one.text) for one in self.all() if one.name not in _IN_DETAILS]
        return [
            *shown,
            (translate("history", "Called at"), lambda entry: times.local(entry.submitted_at)),
            (translate("history", "Answered at"), lambda entry: times.local(entry.settled_at)),
            (translate("history", "Receipt"), lambda entry: entry.receipt_code),
            (translate("history", "Receipt at"), _received),
            (
                translate("history", "Seconds to receipt"),
                lambda entry: "" if entry.receipt_seconds is None else str(entry.receipt_seconds),
            ),
            (translate("history", "Parameters"), lambda entry: entry.template_param),
            (translate("history", "Account"), lambda entry: entry.account_label),
            (translate("history", "Name"), _name),
        ]

    def _explanation(self, entry: HistoryEntry) -> str:
        return explain_entry(entry, self._meaning)

    def _number(self, entry: HistoryEntry) -> str:
        return mask_number(entry.number) if self.masked else entry.number
