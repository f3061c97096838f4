"""Create a run that sends again to rejected recipients, once the operator has confirmed it."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from gui.core.message.draft import SendMode
from gui.storage.blocked_numbers import IS_BLOCKED
from gui.storage.database.database import Database, now_ms, translate_errors
from gui.storage.database.schema import REJECTED

# Rejected recipients that have not been copied yet.
_REJECTED = (
    f"state = {REJECTED} and (:chosen is null or recipient.id in"  # noqa: S608 - fixed text
    " (select value from json_each(:chosen)))"
    " and not exists (select 1 from recipient copy where copy.source_id = recipient.id)"
)


class RejectedRecipients(NamedTuple):
    """Rejected recipients of a run that have not been copied yet.

    Attributes:
        ids: those that `create_resend_run` would copy.
        blocked: number that it would leave out because of the do-not-send list.
    """

    ids: array[int]
    blocked: int


def list_rejected(
    database: Database, run_id: int, chosen: Sequence[int] | None = None
) -> RejectedRecipients:
    """List the recipients that `create_resend_run` would copy, and count those left out."""
    with translate_errors(database.path):
        found = database.db.execute(
            f"select id, {IS_BLOCKED} from recipient"  # noqa: S608 - fixed text
            f" where run_id = :run_id and {_REJECTED} order by id",
            _values(run_id, chosen),
        ).fetchall()
    ids = array("q", (id for id, blocked in found if not blocked))
    return RejectedRecipients(ids, len(found) - len(ids))


def has_resendable(database: Database, run_id: int) -> bool:
    """Tell whether there are rejected recipients of a run that have not been copied yet."""
    found = database.db.execute(
        f"select exists (select 1 from recipient where run_id = :run_id and {_REJECTED})",  # noqa: S608 - fixed text
        _values(run_id, None),
    ).fetchone()
    return bool(found[0])


def create_resend_run(
    database: Database, run_id: int, chosen: Sequence[int] | None = None
) -> int | None:
    """Create a run of the rejected recipients of another run, with one call each.

    A batched call is rejected as a whole, although maybe only one number is wrong. The rejected
    rows do not change; the new ones refer to them, and none is copied twice. Recipients on the
    account's do-not-send list are not copied.

    Args:
        database: the open ledger.
        run_id: the run of the rejected recipients.
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
            f" where run_id = :run_id and {_REJECTED} and not {IS_BLOCKED} order by id",
            _values(run_id, chosen) | {"new": new},
        ).rowcount
        if not many:
            db.execute("delete from run where id = ?", (new,))
    return new if many else None


def _values(run_id: int, chosen: Sequence[int] | None) -> dict[str, object]:
    return {"run_id": run_id, "chosen": None if chosen is None else json.dumps(list(chosen))}
