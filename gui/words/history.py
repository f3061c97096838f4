"""Everything known of one recipient, for the details beside the history."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.core.history import HistoryEntry
from gui.core.sending.outcome import SkipReason
from gui.core.sending.state import RecipientState
from gui.core.service_codes import ServiceCode
from gui.core.service_text import Limit, is_cut
from gui.words import times
from gui.words.message import draft
from gui.words.sending import outcomes, progress, states

translate = QCoreApplication.translate

UNSURE = ("medium", "low")


def describe_entry(
    entry: HistoryEntry, code: ServiceCode | None, *, number: str, chinese: bool
) -> str:
    """Write the details of `entry` as plain text, a fact a line.

    Args:
        entry: the row.
        code: the meaning of its code, or none if it has no code.
        number: the number as it may be shown.
        chinese: whether the code is explained in Chinese.
    """
    blocks = [
        [f"{number} — {states.state(entry.state)}", *_reason(entry)],
        _meaning(code, chinese) if code and code.code != "OK" else [],
        _facts(entry),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _reason(entry: HistoryEntry) -> list[str]:
    match entry.state:
        case RecipientState.QUEUED:
            none = translate("words", "No call has been made for this number yet.")
            return [outcomes.unsent_by_name(entry.fault) or none]
        case RecipientState.SUBMITTING:
            return [translate("words", "The call is under way.")]
        case RecipientState.ACCEPTED:
            return [translate("words", "The service took it; the receipt is still to come.")]
        case RecipientState.UNKNOWN:
            never = translate(
                "words", "It may have been sent, so it is never sent again by itself."
            )
            return [line for line in (outcomes.unknown_by_name(entry.fault), never) if line]
        case RecipientState.REJECTED:
            return [translate("words", "The service took nothing: no message was sent.")]
        case RecipientState.DELIVERED:
            return [translate("words", "The phone received it.")]
        case RecipientState.UNDELIVERED:
            return [translate("words", "The carrier could not deliver it.")]
        case RecipientState.CANCELLED:
            if entry.fault == SkipReason.BLOCKED:
                return [outcomes.skipped(SkipReason.BLOCKED)]
            return [translate("words", "Given up before any call was made.")]


def _meaning(code: ServiceCode, chinese: bool) -> list[str]:
    if not code.known:
        unknown = translate("words", "This code is in none of our tables; it is shown as it came.")
        return [translate("words", "Code: {code}").replace("{code}", code.code), unknown]
    lines = [
        translate("words", "Code: {code}").replace("{code}", code.code),
        translate("words", "Meaning: {text}").replace("{text}", code.zh if chinese else code.en),
        translate("words", "What to do: {text}").replace(
            "{text}", code.remedy_zh if chinese else code.remedy_en
        ),
    ]
    if code.certainty in UNSURE:
        lines.append(translate("words", "This meaning is not from an official table."))
    return lines


def _seconds(seconds: int | None) -> str:
    return "" if seconds is None else progress.duration(seconds)


def _absence(entry: HistoryEntry) -> str:
    """When it was last looked for, if there was no trace; `absent_at` is by another clock."""
    return "" if entry.absent_at is None else times.local(entry.looked_at)


def _cut(text: str, limit: Limit) -> str:
    """Mark a text of the service that was truncated."""
    if not is_cut(text, limit):
        return text
    return translate("words", "{text} (the service sent more than is kept)").replace("{text}", text)


def _facts(entry: HistoryEntry) -> list[str]:
    facts = [
        (translate("words", "Message of the service"), _cut(entry.message, Limit.MESSAGE)),
        (translate("words", "HTTP status"), str(entry.http_status or "")),
        (translate("words", "Sign"), entry.sign_name),
        (translate("words", "Template"), entry.template_code),
        (translate("words", "Parameters"), entry.template_param),
        (translate("words", "Account"), entry.account_label),
        (translate("words", "Way of sending"), draft.mode(entry.mode)),
        (translate("words", "Called at"), times.local(entry.submitted_at)),
        (translate("words", "Answered at"), times.local(entry.settled_at)),
        (translate("words", "Receipt"), _cut(entry.receipt_code, Limit.CODE)),
        (translate("words", "Receipt at"), times.local(entry.received_at)),
        (translate("words", "From accepted to the receipt"), _seconds(entry.receipt_seconds)),
        (translate("words", "Next question about the receipt"), times.local(entry.next_query_at)),
        (translate("words", "Last looked for at"), times.local(entry.looked_at)),
        (translate("words", "No trace of it at"), _absence(entry)),
        (translate("words", "Declared unsent by you at"), times.local(entry.declared_at)),
        ("RequestId", _cut(entry.request_id, Limit.REQUEST_ID)),
        ("BizId", _cut(entry.biz_id, Limit.BIZ_ID)),
        ("OutId", entry.out_id),
    ]
    colon = translate("words", "{name}: {value}")
    return [
        colon.replace("{name}", name).replace("{value}", value) for name, value in facts if value
    ]


def copied_first(count: int) -> str:
    """Notice that more rows were selected than can be copied at once."""
    return translate(
        "words", "Only the first {count} rows were copied: export them all instead."
    ).format(count=progress.number(count))
