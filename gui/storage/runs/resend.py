"""Send again what the service rejected, as a run of its own: the operator's own, confirmed act."""

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

# The service took nothing of these, and no copy of them was made yet.
_REJECTED = (
    f"state = {REJECTED} and (:chosen is null or recipient.id in"  # noqa: S608 - fixed text
    " (select value from json_each(:chosen)))"
    " and not exists (select 1 from recipient copy where copy.source_id = recipient.id)"
)


class RejectedRecipients(NamedTuple):
    """Whom the service rejected in a run, and who was not copied yet.

    Attributes:
        ids: those that `create_resend_run` would take.
        blocked: how many it would leave out, as they are on the do-not-send list.
    """

    ids: array[int]
    blocked: int


def list_rejected(
    database: Database, run_id: int, chosen: Sequence[int] | None = None
) -> RejectedRecipients:
    """List whom `create_resend_run` would take, and count whom it would leave out."""
    with translate_errors(database.path):
        found = database.db.execute(
            f"select id, {IS_BLOCKED} from recipient"  # noqa: S608 - fixed text
            f" where run_id = :run_id and {_REJECTED} order by id",
            _values(run_id, chosen),
        ).fetchall()
    ids = array("q", (id for id, blocked in found if not blocked))
    return RejectedRecipients(ids, len(found) - len(ids))


def create_resend_run(
    database: Database, run_id: int, chosen: Sequence[int] | None = None
) -> int | None:
    """Make a run of those that a run had rejected, one call for each; nothing is called yet.

    A batched call is rejected as a whole, though it may be for one of its numbers alone. The
    rejected rows stay what they are; the new ones know whom they were copied from, and nobody is
    copied twice. Who is on the account's do-not-send list is not copied.

    Args:
        database: the open ledger.
        run_id: the run they are of.
        chosen: some of them, or none for all.

    Returns:
        The new run's number, or none if there was nobody to take.
    """
    with database.transaction() as db:
        new = db.execute(
            "insert into run (token, created_at, access_key_id, account_label, production,"
            " sandbox, endpoint, sign_name, template_code, template_param, template_content,"
            " out_id, up_extend_code, mode, source_run)"
            " select :token, :now, access_key_id, account_label, production, sandbox, endpoint,"
            " sign_name, template_code, template_param, template_content, out_id,"
            " up_extend_code, :mode, id from run where id = :run_id",
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
