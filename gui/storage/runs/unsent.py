"""List unknown recipients, and declare them unsent."""

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
    """List the ids of unknown recipients: among `chosen`, of a run, or all."""
    with translate_errors(database.path):
        found = database.db.execute(
            f"select id from {_INDEXED} where {_CHOSEN} order by id",  # noqa: S608 - fixed text
            _values(chosen, run_id),
        )
        return array("q", (id for (id,) in found))


def count_unknown(database: Database, since: int) -> int:
    """Count the unknown recipients called after `since`, in ms since 1970, UTC."""
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
    """List recipients that may be declared unsent: among `chosen`, of a run, or all.

    These are unknown and were not in the service's records at the last look-up, at least 15 minutes
    after the end of their call.
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
    """Queue unknown recipients again, which the operator has declared unsent.

    Recipients that are not in `list_declarable` stay unknown. A delivery under way does not call
    the others: the next one does.

    Args:
        database: the open ledger.
        chosen: their ids, or none for all.
        run_id: only those of one run, or none for every run.
        now: ms since 1970, UTC; the current time unless given.

    Returns:
        The number of recipients queued.
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
