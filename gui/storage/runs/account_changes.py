"""Change the endpoint or AccessKey ID of unfinished runs."""

from __future__ import annotations

from gui.storage.database.database import Database
from gui.storage.runs.run_store import DECLARED


def set_run_endpoint(database: Database, run_id: int, endpoint: str) -> None:
    """Have a run go on through another endpoint.

    Once calls were made through the old one, neither can prove of a recipient that it was not sent.
    """
    with database.transaction() as db:
        db.execute(
            f"update run set endpoint = case when {DECLARED} or exists (select 1 from recipient"  # noqa: S608 - fixed text
            " where run_id = run.id and state not in (0, 7)) then endpoint || ' ' || ? else ? end"
            " where id = ?",
            (endpoint, endpoint, run_id),
        )


def set_access_key_id(database: Database, old: str, new: str) -> int:
    """Put the runs of an account under its new AccessKey ID; return how many.

    What was looked for with the old key is looked for anew before it may be declared unsent.
    """
    with database.transaction() as db:
        db.execute(
            "update recipient set absent_at = null where state = 4 and run_id in"
            " (select id from run where access_key_id = ? and not sandbox)",
            (old,),
        )
        return db.execute(
            "update run set access_key_id = ? where access_key_id = ? and not sandbox", (new, old)
        ).rowcount
