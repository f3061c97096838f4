"""What the card of a run says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from gui.core.sending.run_card import (
    SHOWN_ORDER,
    CardPhase,
    FailureGroup,
    Reason,
    RecipientResult,
    RunCard,
)
from gui.core.sending.state import FAILED_FOR_SURE, RecipientState
from gui.words.sending import states
from gui.words.sending.progress import cause, duration, number

translate = QCoreApplication.translate

SEPARATOR = " · "
LATER = 10 * 60
"""Seconds without a receipt after which they are not counted up any more."""


def title(card: RunCard) -> str:
    """Name a run: its template by name, or by code."""
    return card.template_name or card.template_code


def clock_time(milliseconds: int, *, seconds: bool) -> str:
    """Write the time of day of a moment (ms since 1970, UTC) in this machine's zone."""
    return _local(milliseconds).strftime("%H:%M:%S" if seconds else "%H:%M")


def day(milliseconds: int, now: int) -> str:
    """Name the day of a moment, as a heading; both are in ms since 1970, UTC."""
    moment, today = _local(milliseconds).date(), _local(now).date()
    match (today - moment).days:
        case 0:
            return translate("words", "Earlier")
        case 1:
            return translate("words", "Yesterday")
    date = QDate(moment.year, moment.month, moment.day)
    return QLocale().toString(date, QLocale.FormatType.ShortFormat)


def same_day(one: int, other: int) -> bool:
    """Whether two moments (ms since 1970, UTC) are on one day of this machine's zone."""
    return _local(one).date() == _local(other).date()


def _local(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()


def state_count(state: RecipientState, count: int) -> str:
    """Say how many recipients are in a state."""
    return translate("words", "{count} {state}").format(
        count=number(count), state=states.state(state).lower()
    )


def counts(card: RunCard) -> list[tuple[RecipientState, str]]:
    """Say of each state how many recipients are in it, if any; those that failed come first."""
    found = ((state, card.counts.of(state)) for state in SHOWN_ORDER)
    return [(state, state_count(state, count)) for state, count in found if count]


def time_note(card: RunCard) -> str:
    """Say how long the receipts took, or that they are waited for; empty for neither."""
    if card.under_way or card.phase is CardPhase.STOPPED:
        return ""
    if card.phase is CardPhase.WAITING:
        return translate("words", "waiting for receipts")
    if card.counts.accepted:  # and not waited for any more
        return translate("words", "no receipt within 72 hours")
    if card.many:
        if card.seconds is None:
            return ""
        return translate("words", "took {time}").format(time=duration(card.seconds))
    if card.slowest is None:
        return ""
    return translate("words", "slowest {time}").format(time=duration(card.slowest))


def summary(card: RunCard) -> str:
    """Sum a run up in one line: what it does, its counts, how long it took."""
    parts = [phase(card), *(text for _, text in counts(card)), time_note(card)]
    if card.phase is CardPhase.SENDING:
        parts += [rate(card)]
    return SEPARATOR.join(filter(None, parts))


def phase(card: RunCard) -> str:
    """Say in a word or two what a run is doing; empty once everything was submitted."""
    match card.phase:
        case CardPhase.PREPARING:
            return translate("words", "Preparing")
        case CardPhase.SENDING:
            return translate("words", "Sending")
        case CardPhase.PAUSED:
            return translate("words", "Paused")
        case CardPhase.STOPPING:
            return translate("words", "Stopping")
        case CardPhase.STOPPED:
            return translate("words", "Stopped")
        case CardPhase.WAITING | CardPhase.FINISHED:
            return ""
        case _:
            assert_never(card.phase)


def delivered_share(card: RunCard) -> str:
    """Say which share of a large run was delivered, such as `98.2 % delivered`."""
    share = card.counts.delivered * 100 / max(1, card.counts.total)
    # Rounded down: 99.96 % are not all.
    text = QLocale().toString(int(share * 10) / 10, "f", 0 if share >= 100 else 1)
    return translate("words", "{share} % delivered").format(share=text)


def submitted(card: RunCard) -> tuple[str, str]:
    """Say how many are submitted: the number, and what follows it."""
    of = translate("words", "/ {total} submitted").format(total=number(card.counts.total))
    return number(card.counts.completed), of


def rate(card: RunCard) -> str:
    """Say how fast a run is sent, and how long it will still take; empty if not known."""
    parts = []
    if card.rate > 0:
        speed = number(round(card.rate)) if card.rate >= 9.95 else f"{card.rate:.1f}"
        parts.append(translate("words", "{rate} a second").format(rate=speed))
    if card.seconds_left is not None:
        left = duration(card.seconds_left)
        parts.append(translate("words", "about {time} left").format(time=left))
    return SEPARATOR.join(parts)


def progress_text(card: RunCard) -> str:
    """Say how far a run is: its state, how many are submitted of all, and its counts."""
    if card.phase is CardPhase.PREPARING and not card.counts.total:
        return translate("words", "Preparing…")
    done = " ".join(submitted(card))
    parts = [phase(card), done, *(text for _, text in counts(card))]
    parts.append(rate(card) if card.phase is CardPhase.SENDING else time_note(card))
    return SEPARATOR.join(filter(None, parts))


def stopped(card: RunCard) -> str:
    """Say that a run was stopped, and what remains."""
    return translate(
        "words", "Stopped: {count} are not sent yet, and can go on at any time"
    ).format(count=number(card.counts.queued))


def why(card: RunCard) -> str:
    """Explain why a run does not go on; empty where there is nothing to explain."""
    return cause(card.cause) if card.cause is not None else ""


def resume(card: RunCard) -> str:
    """Name the button that goes on with a run."""
    if card.phase is not CardPhase.STOPPED:
        return resume_paused()
    return translate("words", "Resume: send {count} more").format(count=number(card.counts.queued))


def resume_paused() -> str:
    """Name the button that goes on with a paused run."""
    return translate("words", "Resume")


def give_up(card: RunCard) -> str:
    """Name the button that cancels what is not sent."""
    return translate("words", "Cancel the remaining {count}").format(
        count=number(card.counts.queued)
    )


def resend(card: RunCard) -> str:
    """Name the button that sends again to those who got nothing."""
    count = number(card.resendable)
    if not card.counts.rejected:
        return translate("words", "Resend {count} undelivered").format(count=count)
    if not card.counts.undelivered:
        return translate("words", "Resend {count} rejected").format(count=count)
    return translate("words", "Resend {count} failed").format(count=count)


def closing_note() -> str:
    """Say what closing the window does to a run under way."""
    asked = translate("words", "Closing the window asks first.")
    return f"{asked} {kept_by_closing()}"


def kept_by_closing() -> str:
    """Say what stopping and closing leaves of a run: on its card, and where it is asked."""
    return translate(
        "words",
        "“Stop and close” keeps what is not submitted: it can go on after the next start.",
    )


def why_failed(state: RecipientState, reason: Reason) -> str:
    """Say in a few words why a recipient is in its state; empty where there is nothing to say."""
    from gui.words.sending import outcomes  # not before there are any

    match state:
        case RecipientState.UNDELIVERED | RecipientState.REJECTED:
            code = reason.code if reason.code != "OK" else ""
            return reason.meaning or reason.message or code or states.state(state)
        case RecipientState.UNKNOWN:
            fallback = translate("words", "No usable answer")
            return (outcomes.unknown_by_name(reason.fault) or reason.message or fallback).rstrip(
                ".。"
            )
        case RecipientState.QUEUED | RecipientState.CANCELLED:
            return outcomes.unsent_by_name(reason.fault)
    return ""


def remedy(state: RecipientState, reason: Reason) -> str:
    """Say in one line what to do about a recipient; empty where nothing helps or is needed."""
    if state is RecipientState.UNKNOWN:
        return translate("words", "it may have been sent: look it up before sending again")
    return reason.remedy if state in FAILED_FOR_SURE else ""


def row_time(row: RecipientResult, now: int) -> str:
    """Say how long a receipt took, or has been waited for; `now` in ms since 1970, UTC."""
    if row.seconds is not None:
        return duration(row.seconds) if row.seconds else translate("words", "< 1 s")
    if row.state is not RecipientState.ACCEPTED or row.accepted_at is None:
        return ""
    waited = (now - row.accepted_at) / 1000
    return duration(max(1.0, waited)) if 0 <= waited < LATER else ""


def row_text(row: RecipientResult) -> str:
    """Say all that the row of a recipient says, but for the seconds that are still counted."""
    said = [" ".join(filter(None, (row.name, row.number))), states.state(row.state)]
    if row.seconds is not None:
        said.append(row_time(row, 0))
    reason, help_ = why_failed(row.state, row.reason), remedy(row.state, row.reason)
    return ", ".join(filter(None, (*said, reason, help_)))


def group_text(group: FailureGroup) -> str:
    """Say all that the row of a reason says."""
    reason, help_ = why_failed(group.state, group.reason), remedy(group.state, group.reason)
    return ", ".join(filter(None, (state_count(group.state, group.count), reason, help_)))


def card_text(card: RunCard) -> str:
    """Say in one line what a run is and how it stands, for who does not see it."""
    head = [clock_time(card.created_at, seconds=True), title(card)]
    said = stopped(card) if card.phase is CardPhase.STOPPED else ""
    return SEPARATOR.join(filter(None, (*head, summary(card), said)))
