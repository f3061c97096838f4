"""Change the endpoint or AccessKey ID of unfinished runs."""

from __future__ import annotations

from gui.storage.database.database import Database
from gui.storage.database.schema import CANCELLED, QUEUED, UNKNOWN
from gui.storage.runs.run_head import DECLARED

_WAS_CALLED = (
    f"({DECLARED} or exists (select 1 from recipient"  # noqa: S608 - fixed text
    f" where run_id = run.id and state not in ({QUEUED}, {CANCELLED})))"
)
"""SQL: whether calls of a run may have been made."""


def set_run_endpoint(database: Database, run_id: int, endpoint: str) -> None:
    """Continue a run through another endpoint.

    If calls were made through the old one, it is kept in `former_endpoint`: the absence of a
    message from the records of one endpoint alone then proves nothing.
    """
    with database.transaction() as db:
        db.execute(
            "insert into former_endpoint (run_id, endpoint)"  # noqa: S608 - fixed text
            f" select id, endpoint from run where id = ? and {_WAS_CALLED}",
            (run_id,),
        )
        db.execute("update run set endpoint = ? where id = ?", (endpoint, run_id))


def set_access_key_id(database: Database, old: str, new: str) -> int:
    """Give the runs of an account its new AccessKey ID; return how many.

    Recipients that the service had no trace of under the old ID must be looked up again before
    they may be declared unsent.
    """
    ids = {"old": old, "new": new}
    with database.transaction() as db:
        db.execute(
            f"update recipient set absent_at = null where state = {UNKNOWN} and run_id in"  # noqa: S608 - fixed text
            " (select id from run where access_key_id = :old and not sandbox)",
            ids,
        )
        return db.execute(
            "update run set access_key_id = :new where access_key_id = :old and not sandbox", ids
        ).rowcount
