"""Create a run that sends again to whom certainly got nothing, once the operator has confirmed it.

That is who the service rejected, and whose receipt says that the message was not delivered.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from gui.core.message.fields import SendMode
from gui.storage.blocked_numbers import IS_BLOCKED
from gui.storage.database.database import Database, now_ms, translate_errors
from gui.storage.database.schema import REJECTED, UNDELIVERED
from gui.storage.runs.names import copy_names

MAY_BE_RESENT = (
    f"state in ({REJECTED}, {UNDELIVERED}) and (:chosen is null or recipient.id in"  # noqa: S608 - fixed text
    " (select value from json_each(:chosen)))"
    " and not exists (select 1 from recipient copy where copy.source_id = recipient.id)"
)
"""SQL: whether a recipient got nothing, and was not copied yet; bind `chosen`, JSON ids or null."""


class ResendableRecipients(NamedTuple):
    """Recipients of a run who got nothing and have not been copied yet.

    Attributes:
        ids: those that `create_resend_run` would copy.
        blocked: number that it would leave out because of the do-not-send list.
        undelivered: number among `ids` whose receipt says so; the service rejected the others.
        sandbox: whether the run was of the sandbox, where nothing costs.
    """

    ids: array[int]
    blocked: int
    undelivered: int = 0
    sandbox: bool = False


def list_resendable(
    database: Database, run_id: int, chosen: Sequence[int] | None = None
) -> ResendableRecipients:
    """List the recipients that `create_resend_run` would copy, and count those left out."""
    with translate_errors(database.path):
        found = database.db.execute(
            f"select id, {IS_BLOCKED}, state = {UNDELIVERED} from recipient"  # noqa: S608 - fixed text
            f" where run_id = :run_id and {MAY_BE_RESENT} order by id",
            _values(run_id, chosen),
        ).fetchall()
        run = database.db.execute("select sandbox from run where id = ?", (run_id,)).fetchone()
    ids = array("q", (id for id, blocked, _ in found if not blocked))
    undelivered = sum(lost for _, blocked, lost in found if not blocked)
    sandbox = run is not None and bool(run[0])
    return ResendableRecipients(ids, len(found) - len(ids), undelivered, sandbox)


def find_resendable_run(database: Database, chosen: Sequence[int]) -> int | None:
    """Find the newest run of those chosen who got nothing; none if they all got it, or copies.

    A run of which all chosen are on the do-not-send list comes after any other.
    """
    with translate_errors(database.path):
        found = database.db.execute(
            f"select run_id from recipient where {MAY_BE_RESENT}"  # noqa: S608 - fixed text
            f" order by {IS_BLOCKED}, run_id desc limit 1",
            _values(0, chosen),
        ).fetchone()
    return None if found is None else int(found[0])


def count_resendable_elsewhere(database: Database, run_id: int, chosen: Sequence[int]) -> int:
    """Count the chosen recipients that resending in runs other than this one would take."""
    with translate_errors(database.path):
        (count,) = database.db.execute(
            f"select count(*) from recipient where run_id != :run_id"  # noqa: S608 - fixed text
            f" and {MAY_BE_RESENT} and not {IS_BLOCKED}",
            _values(run_id, chosen),
        ).fetchone()
    return int(count)


def has_resendable(database: Database, run_id: int) -> bool:
    """Tell whether recipients of a run got nothing and were not copied yet."""
    found = database.db.execute(
        f"select exists (select 1 from recipient where run_id = :run_id and {MAY_BE_RESENT})",  # noqa: S608 - fixed text
        _values(run_id, None),
    ).fetchone()
    return bool(found[0])


def create_resend_run(
    database: Database, run_id: int, chosen: Sequence[int] | None = None
) -> int | None:
    """Create a run of those of another run who got nothing, with one call each.

    A batched call is rejected as a whole, although maybe only one number is wrong. The old
    rows do not change; the new ones refer to them, and none is copied twice. Recipients on the
    account's do-not-send list are not copied.

    Args:
        database: the open ledger.
        run_id: the run of those who got nothing.
        chosen: ids of some of them, or none for all.

    Returns:
        The id of the new run, or none if there was no recipient.
    """
    with database.transaction() as db:
        new = db.execute(
            "insert into run (token, created_at, access_key_id, account_label, production,"
            " sandbox, endpoint, sign_name, template_code, template_param, template_content,"
            " out_id, up_extend_code, mode, preset_id, source_run)"
            " select :token, :now, access_key_id, account_label, production, sandbox, endpoint,"
            " sign_name, template_code, template_param, template_content, out_id,"
            " up_extend_code, :mode, preset_id, id from run where id = :run_id",
            {
                "token": os.urandom(5).hex(),
                "now": now_ms(),
                "mode": SendMode.ONE_BY_ONE.value,
                "run_id": run_id,
            },
        ).lastrowid
        many = db.execute(
            "insert into recipient (run_id, number, template_param, source_id)"  # noqa: S608 - fixed text
            " select :new, number, template_param, id from recipient"
            f" where run_id = :run_id and {MAY_BE_RESENT} and not {IS_BLOCKED} order by id",
            _values(run_id, chosen) | {"new": new},
        ).rowcount
        if many and new is not None:
            copy_names(db, run_id, new)
        else:
            db.execute("delete from run where id = ?", (new,))
    return new if many else None


def _values(run_id: int, chosen: Sequence[int] | None) -> dict[str, object]:
    return {"run_id": run_id, "chosen": None if chosen is None else json.dumps(list(chosen))}
