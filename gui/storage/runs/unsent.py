"""What is unknown: list it, and let the operator declare it unsent."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence

from gui.core.receipts import schedule
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.schema import QUEUED, UNKNOWN
from gui.storage.runs.receipts import ENDED

_INDEXED = "recipient indexed by recipient_unknown"
# Which of the unknown recipients: `chosen` ids, those of a run, or all.
_CHOSEN = (
    f"state = {UNKNOWN}"  # noqa: S608 - fixed text
    " and (:chosen is null or id in (select value from json_each(:chosen)))"
    " and run_id = coalesce(:run_id, run_id)"
)


def list_unknown(
    database: Database, chosen: Sequence[int] | None = None, run_id: int | None = None
) -> array[int]:
    """List who is unknown: of `chosen`, of a run, or of all."""
    with translate_errors(database.path):
        found = database.db.execute(
            f"select id from {_INDEXED} where {_CHOSEN} order by id",  # noqa: S608 - fixed text
            _values(chosen, run_id),
        )
        return array("q", (id for (id,) in found))


def count_unknown(database: Database, since: int) -> int:
    """Count who is unknown and was called after `since`, in ms since 1970, UTC."""
    with translate_errors(database.path):
        (many,) = database.db.execute(
            f"select count(*) from {_INDEXED} where state = {UNKNOWN}"  # noqa: S608 - fixed text
            " and coalesce(settled_at, submitted_at) >= ?",
            (since,),
        ).fetchone()
    return int(many)


def list_declarable(
    database: Database, chosen: Sequence[int] | None = None, run_id: int | None = None
) -> array[int]:
    """List who may be declared unsent: of `chosen`, of a run, or of all.

    That is whoever is unknown and had left no trace when the service was last asked, at least 15
    minutes after the end of the call.
    """
    with translate_errors(database.path):
        found = database.db.execute(
            f"select id from {_INDEXED} where {_CHOSEN} and {_OLD} order by id",  # noqa: S608 - fixed text
            _values(chosen, run_id),
        )
        return array("q", (id for (id,) in found))


def declare_unsent(
    database: Database,
    chosen: Sequence[int] | None = None,
    run_id: int | None = None,
    *,
    now: int | None = None,
) -> int:
    """Queue the unknown again: the operator's own judgement that they were not sent.

    Whoever may not be declared so (see `list_declarable`) stays unknown. A delivery of their run
    that is under way calls none of them: the next one does.

    Args:
        database: the open ledger.
        chosen: their ids, or none for all.
        run_id: only those of one run, or none for every run.
        now: ms since 1970, UTC; the present unless given.

    Returns:
        How many are queued now.
    """
    with database.transaction() as db:
        return db.execute(
            f"update {_INDEXED} set state = {QUEUED}, code = '', message = '', request_id = '',"  # noqa: S608 - fixed text
            " biz_id = '', fault = '', http_status = 0, settled_at = null, absent_at = null,"
            " queued_after = (select deliveries from run where run.id = run_id),"
            f" declared_at = :now where {_CHOSEN} and {_OLD}",
            _values(chosen, run_id) | {"now": now or database.now()},
        ).rowcount


_OLD = f"absent_at - {ENDED} >= :age"


def _values(chosen: Sequence[int] | None, run_id: int | None) -> dict[str, object]:
    listed = None if chosen is None else json.dumps(list(chosen))
    return {"chosen": listed, "run_id": run_id, "age": schedule.UNSENT_AFTER}
