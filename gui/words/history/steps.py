"""The timeline of one message: what happened to it, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from gui.core.history import HistoryEntry
from gui.core.receipts import schedule
from gui.core.sending.state import ACCEPTED_BY_SERVICE, RecipientState
from gui.words import times
from gui.words.message import draft
from gui.words.sending import progress, states

translate = QCoreApplication.translate

State = RecipientState
_FINAL = (State.DELIVERED, State.UNDELIVERED)


@dataclass(frozen=True, slots=True)
class Step:
    """One point of the timeline.

    Attributes:
        state: decides about icon and colour.
        time: when it was, for the eye; empty while it is still to come.
        note: more about it, or empty.
    """

    state: RecipientState
    title: str
    time: str
    note: str = ""

    def plain(self) -> str:
        """The step as one line."""
        return "  ".join(part for part in (self.time, self.title, self.note) if part)


def fact(name: str, value: str) -> str:
    """Write a fact as one line."""
    colon = translate("words", "{name}: {value}")
    return colon.replace("{name}", name).replace("{value}", value)


def is_receipt_missing(entry: HistoryEntry, now: int) -> bool:
    """Return whether no receipt of an accepted message came in time; `now` in ms since 1970, UTC.

    It may still be asked for: nobody did while the program was closed or the account refused.
    """
    if entry.state is not State.ACCEPTED:
        return False
    return entry.next_query_at is None or (
        entry.accepted_at is not None and now - entry.accepted_at >= schedule.SCHEDULE[-1]
    )


def steps(entry: HistoryEntry, now: int) -> tuple[Step, ...]:
    """List what happened to a message, in the order of time; what is still to come is last.

    `now` is in ms since 1970, UTC.
    """
    found = [*_sending(entry), *_looking(entry)]
    found.sort(key=lambda timed: timed[0] or 0)
    # The receipt's time is by the clock of the service.
    way = [*(step for _, step in found), *_receipt(entry, now)]
    # The day is written where it changes.
    for at in range(len(way) - 1, 0, -1):
        if way[at].time[:10] == way[at - 1].time[:10]:
            way[at] = replace(way[at], time=way[at].time[11:])
    return tuple(way)


_Timed = tuple[int | None, Step]


def _sending(entry: HistoryEntry) -> list[_Timed]:
    found = []
    if entry.created_at is not None:
        title = translate("words", "Queued for sending")
        found.append(_step(entry.created_at, State.QUEUED, title))
    if entry.submitted_at is not None:
        mode = draft.mode(entry.mode)
        title = translate("words", "Submitted")
        found.append(_step(entry.submitted_at, State.SUBMITTING, title, mode))
    if entry.state in ACCEPTED_BY_SERVICE:
        at = entry.accepted_at if entry.accepted_at is not None else entry.settled_at
        found.append(_step(at, State.ACCEPTED, states.state(State.ACCEPTED), _answer(entry)))
    elif entry.settled_at is not None:
        title = states.state(entry.state)
        found.append(_step(entry.settled_at, entry.state, title, entry.code))
    return found


def _answer(entry: HistoryEntry) -> str:
    if entry.code != "OK":
        return translate("words", "Found in the records of the service.")
    return entry.code


def _looking(entry: HistoryEntry) -> list[_Timed]:
    found = []
    if entry.looked_at is not None:
        # `absent_at` is by another clock.
        none = "" if entry.absent_at is None else translate("words", "The service has no record.")
        title = translate("words", "Looked for")
        found.append(_step(entry.looked_at, State.UNKNOWN, title, none))
    if entry.declared_at is not None:
        title = translate("words", "Declared unsent by you")
        found.append(_step(entry.declared_at, State.CANCELLED, title))
    return found


def _receipt(entry: HistoryEntry, now: int) -> list[Step]:
    if entry.state in _FINAL:
        title = translate("words", "Receipt: {state}").format(state=states.state(entry.state))
        seconds = entry.receipt_seconds
        took = "" if seconds is None else _took(seconds)
        note = " · ".join(part for part in (entry.receipt_code, took) if part)
        return [Step(entry.state, title, times.local(entry.received_at), note)]
    if entry.state is State.ACCEPTED:
        missing = is_receipt_missing(entry, now)
        waiting = translate("words", "Waiting for the receipt")
        title = translate("words", "No receipt within 72 hours") if missing else waiting
        due = entry.next_query_at
        ask = ""
        if due is not None and not (missing and due <= now):
            ask = translate("words", "asked for next at {time}").format(time=times.local(due))
        return [Step(State.UNKNOWN if missing else State.ACCEPTED, title, "", ask)]
    return []


def _took(seconds: int) -> str:
    return fact(translate("words", "From accepted to the receipt"), progress.duration(seconds))


def _step(at: int | None, state: RecipientState, title: str, note: str = "") -> _Timed:
    return at, Step(state, title, times.local(at), note)
