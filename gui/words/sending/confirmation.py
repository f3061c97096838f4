"""What the confirmation of a sending says."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from gui.core.lists.notes import SENT, Note, RowNote
from gui.core.message.draft import SendSummary
from gui.core.sending.progress import UnfinishedRun
from gui.words import times
from gui.words.message.variables import misfits
from gui.words.phrases import counted, number

translate = QCoreApplication.translate

_SEPARATOR = " · "


def meaning(*, sandbox: bool, production: bool) -> str:
    """Say what sending with an account means; it stands beside the account's name."""
    if sandbox:
        return translate("words", "nothing leaves this computer")
    if production:
        return translate("words", "Production: real messages, at a cost")
    return translate("words", "Messages are real and cost money")


def left_out(summary: SendSummary) -> tuple[str, str]:
    """Say how many numbers are not sent to, and why; empty if all are."""
    parts = []
    if summary.blocked:
        text = translate("words", "{count} on the do-not-send list")
        parts.append((summary.blocked, text))
    for name, many in summary.missing:
        text = translate("words", "{count} without a value in the column “{name}”")
        parts.append((many, text.replace("{name}", name)))
    invalid, repeated = _not_taken(summary.notes)
    if invalid:
        parts.append((invalid, translate("words", "{count} invalid")))
    if repeated:
        parts.append((repeated, translate("words", "{count} repeated")))
    if not parts:
        return "", ""
    total = sum(many for many, _ in parts)
    one = translate("words", "1 row is not sent to")
    head = counted(one, translate("words", "{count} rows are not sent to"), total)
    said = (text.replace("{count}", number(many)) for many, text in parts)
    return head, _SEPARATOR.join(said)


def unfit(summary: SendSummary) -> tuple[str, str]:
    """Say how many messages the service is likely to refuse, and why; empty if none."""
    if not summary.unfit:
        return "", ""
    total = sum(unfit.count for unfit in summary.unfit)
    head = translate("words", "Messages that the service is likely to refuse: {count}")
    line = translate("words", "{name}: {value}")
    said = (
        line.format(name=unfit.first.variable.name, value=misfits(unfit)) for unfit in summary.unfit
    )
    return head.format(count=number(total)), "\n".join(said)


def _not_taken(notes: Iterable[tuple[Note, int]]) -> tuple[int, int]:
    """Count the rows that are no recipients: those that are wrong, and repeated ones."""
    invalid = repeated = 0
    for note, many in notes:
        if note is RowNote.REPEATED:
            repeated += many
        elif note not in SENT:
            invalid += many
    return invalid, repeated


def values(values: Iterable[tuple[str, str]]) -> str:
    """List the values of parameters, one on each line."""
    line = translate("words", "{name}: {value}")
    return "\n".join(line.format(name=name, value=value) for name, value in values)


def unfinished(run: UnfinishedRun) -> tuple[str, str]:
    """Say that a run of the same sign and template has recipients left."""
    head = translate("words", "A run of this sign and template is unfinished")
    detail = translate(
        "words",
        "Of {time}: {queued} of {total} are still queued. Resume goes on with it; what is sent now "
        "is sent besides.",
    ).format(
        time=times.local(run.created_at),
        queued=number(run.progress.counts.queued),
        total=number(run.progress.counts.total),
    )
    return head, detail


def type_count(count: int) -> str:
    """Ask for the count to be typed."""
    text = translate("words", "Type the count {count} to send")
    return text.format(count=number(count))


def wrong_count(count: int) -> str:
    """Say that another count was typed."""
    return translate("words", "Not {count}: type that number").format(count=number(count))


def right_count() -> str:
    """Say how to go on once the count was typed."""
    return translate("words", "Ctrl+Enter sends")
