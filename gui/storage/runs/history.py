"""Read the history, all recipients of all runs, page by page."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from sqlite3 import OperationalError
from typing import Any

from gui.core.accounts.account_key import AccountKey
from gui.core.history import (
    HistoryEntry,
    HistoryFilter,
    HistoryListing,
    HistoryRun,
)
from gui.core.history_period import Period, period_bounds
from gui.core.message.fields import SendMode
from gui.core.phones.normalise import normalise_fragment
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.like import contains_pattern
from gui.storage.database.schema import STATE_BY_NUMBER, STATE_NUMBERS, UNKNOWN
from gui.storage.runs.resend import has_resendable

_EXPRESSIONS = {
    "id": "recipient.id",
    "time": "coalesce(submitted_at, created_at)",
    "out_id": "case recipient.out_id when '' then run.out_id else recipient.out_id end",
    "template_param": "coalesce(recipient.template_param, run.template_param)",
    "name": (
        "coalesce((select name from recipient_name one"
        " where one.run_id = recipient.run_id and one.number = recipient.number), '')"
    ),
    "resent": "exists (select 1 from recipient copy where copy.source_id = recipient.id)",
}
"""SQL of the fields of `HistoryEntry` that are not simply columns of the same name."""
_FIELDS = tuple(field.name for field in fields(HistoryEntry))
_COLUMNS = ", ".join(_EXPRESSIONS.get(name, name) for name in _FIELDS)
_STATE, _SANDBOX, _MODE, _RESENT = map(_FIELDS.index, ("state", "sandbox", "mode", "resent"))
_FROM = (
    "from recipient join run on run.id = run_id"
    " where recipient.id in (select value from json_each(?))"
)
# One step: after each one, the GUI thread would wait for the interpreter lock.
_AT_ONCE = f"select json_group_array(json_array({_COLUMNS})) {_FROM}"
_ONE_BY_ONE = f"select {_COLUMNS} {_FROM}"
_IDENTIFIERS = ("request_id", "biz_id", "out_id", "code", "receipt_code")
_RUN_IDENTIFIERS = ("out_id", "sign_name", "template_code")
_NUMBER_DIGITS = 15
"""More than this many digits are not part of a number [E.164]."""


class HistoryReader:
    """Reads the history from an open database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, wanted: HistoryFilter = HistoryFilter()) -> array[int]:  # noqa: B008 - frozen
        """List the ids of the wanted rows.

        The newest run comes first; the rows of a run are in the order of its list.
        """
        where, values = ["1"], list[object]()
        if wanted.text:
            condition, patterns = _text_condition(wanted.text)
            where.append(condition)
            values += patterns
        if wanted.state is not None:
            where.append("state = ?")
            values.append(STATE_NUMBERS[wanted.state])
        if wanted.account is not None:
            where.append("run_id in (select id from run where access_key_id = ? and sandbox = ?)")
            values += wanted.account
        if wanted.run_id is not None:
            where.append("run_id = ?")
            values.append(wanted.run_id)
        if wanted.template:
            where.append("run_id in (select id from run where template_code = ?)")
            values.append(wanted.template)
        if wanted.period is not None:
            condition, bounds = _within(wanted.period)
            where.append(condition)
            values += bounds
        # Only the fixed conditions above are joined; values are bound.
        order = f"select id from recipient where {' and '.join(where)} order by run_id desc, id"  # noqa: S608
        with translate_errors(self._database.path):
            return array("q", (row for (row,) in self._database.db.execute(order, values)))

    def listing(self, wanted: HistoryFilter) -> HistoryListing:
        """List the wanted rows, and what stands around them."""
        ids = self.ids(wanted)
        with translate_errors(self._database.path):
            return HistoryListing(
                ids,
                self._accounts(),
                self._run(wanted.run_id),
                self._unknown(),
                self._resendable(ids),
                self._templates(),
                self._named(wanted.run_id),
            )

    def _accounts(self) -> tuple[tuple[AccountKey, str], ...]:
        # With max(), the other column is that of the newest run.
        found = self._database.db.execute(
            "select access_key_id, sandbox, account_label, max(id) from run"
            " group by access_key_id, sandbox order by max(id) desc"
        )
        return tuple((AccountKey(key, bool(sandbox)), label) for key, sandbox, label, _ in found)

    def _templates(self) -> tuple[str, ...]:
        found = self._database.db.execute(
            "select template_code from run group by template_code order by max(id) desc"
        )
        return tuple(code for (code,) in found)

    def _named(self, run_id: int | None) -> bool:
        (found,) = self._database.db.execute(
            "select exists (select 1 from recipient_name where ? is null or run_id = ?)",
            (run_id, run_id),
        ).fetchone()
        return bool(found)

    def _run(self, run_id: int | None) -> HistoryRun | None:
        found = self._database.db.execute(
            "select id, created_at, template_code from run where id = ?", (run_id,)
        ).fetchone()
        return None if found is None else HistoryRun(*found)

    def _unknown(self) -> int:
        db = self._database.db
        (many,) = db.execute(
            f"select count(*) from recipient where state = {UNKNOWN}"  # noqa: S608 - fixed text
        ).fetchone()
        return int(many)

    def _resendable(self, ids: array[int]) -> int | None:
        if not ids:
            return None
        newest = self._database.db.execute(
            "select run_id from recipient where id = ?", (ids[0],)
        ).fetchone()
        run_id = None if newest is None else int(newest[0])
        return run_id if run_id is not None and has_resendable(self._database, run_id) else None

    def rows(self, ids: Sequence[int]) -> Mapping[int, HistoryEntry]:
        """Read a page of rows by their ids."""
        db, wanted = self._database.db, (json.dumps(list(ids)),)
        with translate_errors(self._database.path):
            try:
                (found,) = db.execute(_AT_ONCE, wanted).fetchone()
                rows = json.loads(found)
            except (OperationalError, ValueError):  # damaged: values that JSON cannot represent
                rows = db.execute(_ONE_BY_ONE, wanted).fetchall()
        return {entry.id: entry for entry in map(_entry, rows)}


def _text_condition(text: str) -> tuple[str, list[object]]:
    """Make the condition for rows that contain `text`, and its values.

    Digits, however they are written, are looked for among the numbers, where an index helps, and
    in what the operator typed for the run; anything else is looked for in the whole row too.
    """
    fragment = normalise_fragment(text)
    number = "number like ? escape '\\'"
    runs = " or ".join(f"{name} like ? escape '\\'" for name in _RUN_IDENTIFIERS)
    of_runs = f"run_id in (select id from run where {runs})"  # noqa: S608 - fixed text
    if fragment.isdigit() and len(fragment) <= _NUMBER_DIGITS:
        values = [contains_pattern(fragment)] * (1 + len(_RUN_IDENTIFIERS))
        return f"({number} or {of_runs})", list(values)
    own = " or ".join(f"recipient.{name} like ? escape '\\'" for name in _IDENTIFIERS)
    named = (
        "(run_id, number) in"
        " (select run_id, number from recipient_name where name like ? escape '\\')"
    )
    condition = f"({number} or {own} or {named} or {of_runs})"
    times = 2 + len(_IDENTIFIERS) + len(_RUN_IDENTIFIERS)
    return condition, [contains_pattern(text.strip())] * times


def _within(period: Period) -> tuple[str, list[object]]:
    """Make the condition for rows whose time is within `period`, and its values.

    A row is never called before its run is made. An index on the time of the call would be
    written to with every call; without one, a million rows take half as long as to list them all.
    """
    first, end = period_bounds(period, datetime.now().astimezone().date())
    condition = (
        "run_id in (select id from run where created_at < ?)"
        " and (submitted_at < ? or submitted_at is null)"
        " and (submitted_at >= ? or (submitted_at is null"
        " and run_id in (select id from run where created_at >= ?)))"
    )
    return condition, [end, end, first, first]


def _entry(row: Sequence[Any]) -> HistoryEntry:
    values = list(row)
    values[_STATE] = _state(values[_STATE])
    values[_SANDBOX] = bool(values[_SANDBOX])
    values[_MODE] = _mode(values[_MODE])
    values[_RESENT] = bool(values[_RESENT])
    return HistoryEntry(*values)


def _state(number: object) -> RecipientState:
    """Return a state; an invalid one of a damaged ledger is unknown."""
    if isinstance(number, int) and 0 <= number < len(STATE_BY_NUMBER):
        return STATE_BY_NUMBER[number]
    return RecipientState.UNKNOWN


_MODES = {mode.value: mode for mode in SendMode}


def _mode(text: object) -> SendMode:
    return _MODES.get(str(text), SendMode.ONE_BY_ONE)
