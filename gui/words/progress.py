"""How far a run has come, and why it waits."""

from __future__ import annotations

import math
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QLocale

from gui.core.progress import Cause, CauseKind, Phase, Progress
from gui.words import outcomes, times

translate = QCoreApplication.translate

_SEPARATOR = " · "


def number(value: int) -> str:
    """Write a number as the operator's language groups it: 1,204."""
    return QLocale().toString(value)


def line(progress: Progress) -> str:
    """Sum a run up: what it does, done of all, rate, time left, failed, unknown."""
    counts = progress.counts
    parts = [
        _phase(progress.phase),
        translate("words", "{done} / {total}").format(
            done=number(counts.settled), total=number(counts.total)
        ),
    ]
    if progress.phase is Phase.SENDING:
        if progress.rate > 0:
            parts.append(translate("words", "{rate}/s").format(rate=_rate(progress.rate)))
        if progress.seconds_left is not None:
            left = duration(progress.seconds_left)
            parts.append(translate("words", "{time} left").format(time=left))
    parts.append(
        translate("words", "{count} failed").format(
            count=number(counts.rejected + counts.undelivered)
        )
    )
    parts.append(translate("words", "{count} unknown").format(count=number(counts.unknown)))
    if counts.cancelled:
        parts.append(translate("words", "{count} cancelled").format(count=number(counts.cancelled)))
    return _SEPARATOR.join(filter(None, parts))


def _phase(phase: Phase) -> str:
    match phase:
        case Phase.SENDING:
            return ""
        case Phase.PAUSED:
            return translate("words", "Paused")
        case Phase.STOPPING:
            return translate("words", "Stopping")
        case Phase.INTERRUPTED:
            return translate("words", "Interrupted")
        case Phase.FINISHED:
            return translate("words", "Finished")
        case _:
            assert_never(phase)


def _rate(rate: float) -> str:
    # Slow runs would read as 0/s.
    return QLocale().toString(rate, "f", 1) if rate < 9.95 else number(round(rate))


def duration(seconds: float) -> str:
    """Write a length of time in one or two units, rounded up to a second, a minute later on."""
    whole = max(1, math.ceil(seconds))
    if whole < 60:
        return translate("words", "{seconds} s").format(seconds=whole)
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        if not rest:
            return translate("words", "{minutes} min").format(minutes=minutes)
        return translate("words", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    hours, minutes = divmod(math.ceil(whole / 60), 60)
    if not minutes:
        return translate("words", "{hours} h").format(hours=number(hours))
    return translate("words", "{hours} h {minutes} min").format(
        hours=number(hours), minutes=minutes
    )


def cause(cause: Cause) -> str:
    """Say why a run waits, and what makes it go on."""
    said = "" if cause.outcome is None else outcomes.failure(cause.outcome)
    match cause.kind:
        case CauseKind.OPERATOR:
            why = translate("words", "Paused by you: press Resume to go on.")
        case CauseKind.ACCOUNT_REFUSED:
            why = translate(
                "words",
                "Paused, because the service refused the account: correct it in the account "
                "settings, then press Resume. The rest is still queued.",
            )
        case CauseKind.NETWORK:
            why = translate(
                "words",
                "Held, because the service cannot be reached. The rest is still queued, and goes "
                "on by itself once the network is back; if it was stopped, press Resume.",
            )
        case CauseKind.THROTTLED:
            why = translate(
                "words",
                "Paused, because the service takes no more for now: press Resume later, or lower "
                "the rate in the options. The rest is still queued.",
            )
        case CauseKind.MANY_UNKNOWN:
            why = translate(
                "words",
                "Paused, because many calls in a row had no usable answer: check the network and "
                "the unknown ones in the history before you press Resume. The rest is still "
                "queued.",
            )
        case CauseKind.DECLARED:
            why = translate(
                "words",
                "Those you declared unsent while this run was under way are queued again: press "
                "Resume to send to them.",
            )
        case CauseKind.CRASH:
            why = translate(
                "words",
                "SMS Desk ended in the middle of this run: press Resume to send to the rest. "
                "Those under way at that moment are unknown and are not sent again by themselves.",
            )
        case CauseKind.FAILED:
            why = translate(
                "words",
                "Paused, because of an error of SMS Desk itself: see the log, then press Resume. "
                "The rest is still queued.",
            )
        case _:
            assert_never(cause.kind)
    return translate("words", "{why} {said}").format(why=why, said=said) if said else why


def crashed(count: int) -> str:
    """Say what a crash left behind."""
    return translate(
        "words",
        "SMS Desk ended while messages were under way. {count} of them are unknown now; they are "
        "not sent again by themselves.",
    ).format(count=number(count))


def unfinished(progress: Progress, created_at: int) -> str:
    """Say that a run of an earlier session has recipients left; `created_at` in ms."""
    return translate(
        "words", "The run of {time} is unfinished: {queued} of {total} are still queued."
    ).format(
        time=times.local(created_at),
        queued=number(progress.counts.queued),
        total=number(progress.counts.total),
    )


def exported(name: str, done: int, total: int) -> str:
    """Say how far the saving of a file is."""
    if done < total:
        return translate("words", "Saving {name}: {done} of {total} rows.").format(
            name=name, done=number(done), total=number(total)
        )
    return translate("words", "Saved {name}: {total} rows.").format(name=name, total=number(total))


def go_on() -> str:
    """Name the button that goes on with a run."""
    return translate("words", "Go on")


def account_gone(label: str) -> str:
    """Say that a run cannot go on without its account."""
    return translate(
        "words",
        "The account “{label}” of this run is no longer saved: save it again, then press Resume.",
    ).format(label=label)
