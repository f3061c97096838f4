"""Everything known of one recipient, for the details beside the history."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.core.history import HistoryEntry, HistoryRun
from gui.core.message.template import compose_message, render
from gui.core.phones.number import is_mainland
from gui.core.sending.flow_limit import FlowLimit, parse_flow_limit
from gui.core.sending.outcome import SkipReason
from gui.core.sending.state import FAILED_FOR_SURE, RecipientState
from gui.core.service_codes import ServiceCode
from gui.core.service_text import Limit, is_cut
from gui.words import times
from gui.words.history.steps import Step, fact, is_receipt_missing, steps
from gui.words.sending import flow_limits, outcomes, progress, states

translate = QCoreApplication.translate

UNSURE = ("medium", "low")


@dataclass(frozen=True, slots=True)
class EntryDetails:
    """What the details say of one recipient, part by part.

    Attributes:
        state: decides about icon and colour.
        heading: the number and its state.
        reason: why it is in this state, what its code means and what to do, a sentence each; the
            most important one first.
        steps: its way, in the order of time.
        message: the text as the phone shows it; empty if it is not known.
        facts: names and values.
    """

    state: RecipientState
    heading: str
    reason: tuple[str, ...]
    steps: tuple[Step, ...]
    message: str
    facts: tuple[tuple[str, str], ...]

    def plain(self) -> str:
        """All of it as plain text: parts with a blank line between, a fact a line."""
        blocks = [
            [self.heading, *self.reason],
            [step.plain() for step in self.steps],
            [self.message],
            [fact(name, value) for name, value in self.facts],
        ]
        return "\n\n".join("\n".join(block) for block in blocks if any(block))


def describe_entry(
    entry: HistoryEntry, code: ServiceCode | None, *, number: str, chinese: bool, now: int
) -> EntryDetails:
    """Describe `entry`.

    Args:
        entry: the row.
        code: the meaning of its code, or none if it has no code.
        number: the number as it may be shown.
        chinese: whether the code is explained in Chinese.
        now: the present in ms since 1970, UTC.
    """
    limit = parse_flow_limit(entry.code, entry.message)
    reason = _reason(entry, now)
    if code is not None and code.code != "OK":
        meaning = _meaning(code, limit, chinese)
        # Why a message was refused or not delivered says more than that it was.
        failed = entry.state in FAILED_FOR_SURE
        if failed and code.known:
            reason = [*meaning[:-1], *reason, meaning[-1]]
        else:
            reason = [*reason, *meaning]
    return EntryDetails(
        entry.state,
        f"{number} — {states.state(entry.state)}",
        tuple(reason),
        steps(entry, now),
        _message(entry),
        tuple((name, value) for name, value in _facts(entry) if value),
    )


def _reason(entry: HistoryEntry, now: int) -> list[str]:
    match entry.state:
        case RecipientState.QUEUED:
            return [outcomes.unsent_by_name(entry.fault) or _queued(entry)]
        case RecipientState.SUBMITTING:
            return [translate("words", "The call is under way.")]
        case RecipientState.ACCEPTED:
            if entry.next_query_at is None:
                return [
                    translate(
                        "words",
                        "The service took it; no receipt came within 72 hours, and it is not asked "
                        "for any more.",
                    )
                ]
            if is_receipt_missing(entry, now):
                return [
                    translate(
                        "words",
                        "The service took it; no receipt came within 72 hours. It is asked for once"
                        " more.",
                    )
                ]
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
            return [_cancelled(entry)]


def _queued(entry: HistoryEntry) -> str:
    if _declared(entry):
        return translate("words", "You declared it unsent: it is queued for another call.")
    if entry.submitted_at is not None:
        return translate("words", "The last call sent nothing: it is queued for another one.")
    return translate("words", "No call has been made for this number yet.")


def _cancelled(entry: HistoryEntry) -> str:
    if _declared(entry):
        return translate("words", "You declared it unsent, and gave it up.")
    if entry.submitted_at is not None:
        return translate("words", "The last call sent nothing, and no other was made.")
    return translate("words", "Given up before any call was made.")


def _declared(entry: HistoryEntry) -> bool:
    """Whether the operator has declared its last call unsent."""
    return entry.declared_at is not None and entry.declared_at >= (entry.submitted_at or 0)


def _meaning(code: ServiceCode, limit: FlowLimit | None, chinese: bool) -> list[str]:
    """Say what a code means and what to do; the code itself comes last."""
    said = translate("words", "Code: {code}").replace("{code}", code.code)
    if not code.known:
        unknown = translate("words", "This code is in none of our tables; it is shown as it came.")
        return [unknown, said]
    meaning, remedy = (code.zh, code.remedy_zh) if chinese else (code.en, code.remedy_en)
    if limit is not None:
        meaning, remedy = flow_limits.meaning(limit), flow_limits.remedy(limit)
    lines = [meaning, translate("words", "What to do: {text}").replace("{text}", remedy)]
    if code.certainty in UNSURE:
        lines.append(translate("words", "This meaning is not from an official table."))
    return [*lines, said]


def _message(entry: HistoryEntry) -> str:
    if not entry.template_content:
        return ""
    from gui.core.params.document import Params, parse_params  # imported late

    params = parse_params(entry.template_param)
    values = dict(params.values) if isinstance(params, Params) else {}
    body = render(entry.template_content, values)
    return compose_message(entry.sign_name, body, abroad=not is_mainland(entry.number))


def _cut(text: str, limit: Limit) -> str:
    """Mark a text of the service that was truncated."""
    if not is_cut(text, limit):
        return text
    return translate("words", "{text} (the service sent more than is kept)").replace("{text}", text)


def _facts(entry: HistoryEntry) -> list[tuple[str, str]]:
    return [
        (
            translate("words", "Message of the service"),
            "" if entry.message == "OK" else _cut(entry.message, Limit.MESSAGE),
        ),
        (translate("words", "Name"), entry.name),
        (translate("words", "HTTP status"), str(entry.http_status or "")),
        (translate("words", "Receipt"), _cut(entry.receipt_code, Limit.CODE)),
        (translate("words", "Account"), entry.account_label),
        (translate("words", "Sign"), entry.sign_name),
        (translate("words", "Template"), entry.template_code),
        (translate("words", "Parameters"), entry.template_param),
        ("RequestId", _cut(entry.request_id, Limit.REQUEST_ID)),
        ("BizId", _cut(entry.biz_id, Limit.BIZ_ID)),
        ("OutId", entry.out_id),
    ]


def run_name(run: HistoryRun) -> str:
    """Name a run: when it was made and with which template."""
    return translate("words", "Run of {time} · {template}").format(
        time=times.local(run.created_at), template=run.template_code
    )


def copied_first(count: int) -> str:
    """Notice that more rows were selected than can be copied at once."""
    return translate(
        "words", "Only the first {count} rows were copied: export them all instead."
    ).format(count=progress.number(count))
