"""SQL that records submissions and outcomes of calls, and the values for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gui.core.receipts import schedule
from gui.core.sending.calls import CallResult
from gui.core.sending.outcome import NotSent, Outcome, Unknown
from gui.core.sending.state import RecipientState
from gui.storage.database.schema import (
    QUEUED,
    STATE_NUMBERS,
    SUBMITTING,
)


class Submission(NamedTuple):
    """The columns that change when a call is handed out."""

    state: int
    out_id: str
    submitted_at: int


class OutcomeColumns(NamedTuple):
    """The columns that change when the outcome of a call is recorded."""

    state: int
    code: str
    message: str
    request_id: str
    biz_id: str
    fault: str
    http_status: int
    settled_at: int | None
    accepted_at: int | None
    next_query_at: int | None


# Only recipients in the expected state change: a commit that seemed to fail may have succeeded.
# The plus signs keep SQLite from using an index on the state instead of the ids.
def _update_range(columns: Sequence[str], state: int) -> str:
    """SQL that gives all recipients in a range of ids the same values."""
    changes = ", ".join(f"{name} = ?" for name in columns)
    return (
        f"update recipient set {changes}"  # noqa: S608 - fixed text
        f" where +run_id = ? and +state = {state} and id between ? and ?"
    )


def _update_each(columns: Sequence[str], state: int) -> str:
    """SQL that gives recipients the values in a JSON list of lists: the id, then `columns`."""
    changes = ", ".join(f"{name} = new.{name}" for name in columns)
    values = ", ".join(
        f"json_extract(value, '$[{place}]') as {name}"
        for place, name in enumerate(("id", *columns))
    )
    return (
        f"update recipient set {changes} from (select {values} from json_each(?)) as new"  # noqa: S608 - fixed text
        f" where recipient.id = new.id and +run_id = ? and +recipient.state = {state}"
    )


SUBMIT_RANGE = _update_range(Submission._fields, QUEUED)
SUBMIT_EACH = _update_each(Submission._fields, QUEUED)
RECORD_RANGE = _update_range(OutcomeColumns._fields, SUBMITTING)
RECORD_EACH = _update_each(OutcomeColumns._fields, SUBMITTING)


def outcome_columns(result: CallResult, now: int, *, few: bool) -> OutcomeColumns:
    state, outcome = result.state, result.outcome
    accepted = state is RecipientState.ACCEPTED
    return OutcomeColumns(
        state=STATE_NUMBERS[state],
        code=getattr(outcome, "code", ""),
        message=getattr(outcome, "message", ""),
        request_id=getattr(outcome, "request_id", ""),
        biz_id=getattr(outcome, "biz_id", ""),
        fault=_fault(outcome),
        http_status=outcome.http_status if isinstance(outcome, Unknown) else 0,
        settled_at=None if state is RecipientState.QUEUED else now,
        accepted_at=now if accepted else None,
        next_query_at=schedule.next_query_time(now, now, few=few) if accepted else None,
    )


def _fault(outcome: Outcome | None) -> str:
    return outcome.fault.value if isinstance(outcome, (Unknown, NotSent)) else ""
