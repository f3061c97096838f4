"""Runs of the same message: of one account, sign name and template code."""

from __future__ import annotations

from sqlite3 import Connection

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.sending.sent_before import HistoryMark

SAME_MESSAGE = "access_key_id = ? and sandbox = ? and sign_name = ? and template_code = ?"
"""SQL: whether a run has the same message; bind `message_values`."""


MessageValues = tuple[str, bool, str, str]
"""AccessKey ID, whether it is the sandbox, sign name, template code."""


def message_values(account: Account, draft: Draft) -> MessageValues:
    """The values to bind to `SAME_MESSAGE`."""
    return account.access_key_id, account.sandbox, draft.sign_name, draft.template_code


def message_of_run(db: Connection, run_id: int) -> MessageValues:
    """The values to bind to `SAME_MESSAGE` for the message of a run."""
    key_id, sandbox, sign_name, template_code = db.execute(
        "select access_key_id, sandbox, sign_name, template_code from run where id = ?", (run_id,)
    ).fetchone()
    return key_id, bool(sandbox), sign_name, template_code


def history_mark(db: Connection, values: MessageValues) -> HistoryMark:
    """Return the state of the history of a message; this is fast.

    As long as it does not change and no run is under way, the message was not sent again.
    """
    query = f"select count(*), coalesce(sum(deliveries), 0) from run where {SAME_MESSAGE}"  # noqa: S608 - fixed text
    return HistoryMark(*db.execute(query, values).fetchone())
