"""The values that all recipients of a run share, in the table `run` of the ledger."""

from __future__ import annotations

import os
from dataclasses import dataclass
from sqlite3 import Connection

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.message.fields import SendMode
from gui.storage.database.database import read_rows

DECLARED = "exists (select 1 from recipient where run_id = run.id and declared_at is not null)"
"""SQL: whether a recipient of a run was declared unsent."""


@dataclass(frozen=True, slots=True)
class RunHead:
    """The values that all recipients of a run share.

    Attributes:
        endpoint: where the next call goes.
        former_endpoints: where calls went before the endpoint was changed, the oldest first.
        declared: whether the operator declared a recipient with an unknown outcome unsent.
    """

    id: int
    token: str
    created_at: int
    access_key_id: str
    account_label: str
    sandbox: bool
    sign_name: str
    template_code: str
    template_param: str
    out_id: str
    up_extend_code: str
    mode: SendMode
    endpoint: str
    former_endpoints: tuple[str, ...]
    declared: bool


def insert_head(
    db: Connection,
    account: Account,
    draft: Draft,
    content: str,
    created_at: int,
    preset_id: int = 0,
) -> int:
    """Insert a run without recipients, within a transaction; return its id.

    `preset_id` is the preset it is sent from, or 0.
    """
    cursor = db.execute(
        "insert into run (token, created_at, access_key_id, account_label, production,"
        " sandbox, endpoint, sign_name, template_code, template_param, template_content,"
        " out_id, up_extend_code, mode, preset_id) values (:token, :created_at, :access_key_id,"
        " :account_label, :production, :sandbox, :endpoint, :sign_name, :template_code,"
        " :template_param, :template_content, :out_id, :up_extend_code, :mode, :preset_id)",
        {
            "token": os.urandom(5).hex(),
            "created_at": created_at,
            "access_key_id": account.access_key_id,
            "account_label": account.label,
            "production": account.production,
            "sandbox": account.sandbox,
            "endpoint": account.endpoint,
            "sign_name": draft.sign_name,
            "template_code": draft.template_code,
            "template_param": draft.template_param,
            "template_content": content,
            "out_id": draft.out_id,
            "up_extend_code": draft.up_extend_code,
            "mode": draft.mode.value,
            "preset_id": preset_id or None,
        },
    )
    run_id = cursor.lastrowid
    assert run_id is not None  # noqa: S101 - an insert into a table with a rowid gives one
    return run_id


def read_head(db: Connection, run_id: int) -> RunHead:
    """Read the head of a run."""
    query = f"select *, {DECLARED} as declared from run where id = ?"  # noqa: S608 - fixed text
    (row,) = read_rows(db, query, (run_id,))
    former = db.execute(
        "select endpoint from former_endpoint where run_id = ? order by id", (run_id,)
    )
    return RunHead(
        id=row["id"],
        token=row["token"],
        created_at=row["created_at"],
        access_key_id=row["access_key_id"],
        account_label=row["account_label"],
        sandbox=bool(row["sandbox"]),
        sign_name=row["sign_name"],
        template_code=row["template_code"],
        template_param=row["template_param"],
        out_id=row["out_id"],
        up_extend_code=row["up_extend_code"],
        mode=SendMode(row["mode"]),
        endpoint=row["endpoint"],
        former_endpoints=tuple(endpoint for (endpoint,) in former),
        declared=bool(row["declared"]),
    )
