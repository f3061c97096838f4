"""Read the history, all recipients of all runs, page by page."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import fields
from sqlite3 import OperationalError
from typing import Any

from gui.core.history import HistoryEntry
from gui.core.message.draft import SendMode
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.like import containing
from gui.storage.database.schema import STATE_BY_NUMBER, STATE_NUMBERS

_EXPRESSIONS = {
    "id": "recipient.id",
    "time": "coalesce(submitted_at, created_at)",
    "out_id": "case recipient.out_id when '' then run.out_id else recipient.out_id end",
    "template_param": "coalesce(recipient.template_param, run.template_param)",
}
"""SQL of the fields of `HistoryEntry` that are not simply columns of the same name."""
_FIELDS = tuple(field.name for field in fields(HistoryEntry))
_COLUMNS = ", ".join(_EXPRESSIONS.get(name, name) for name in _FIELDS)
_STATE, _SANDBOX, _MODE = map(_FIELDS.index, ("state", "sandbox", "mode"))
_FROM = (
    "from recipient join run on run.id = run_id"
    " where recipient.id in (select value from json_each(?))"
)
# One step: after each one, the GUI thread would wait for the interpreter lock.
_AT_ONCE = f"select json_group_array(json_array({_COLUMNS})) {_FROM}"
_ONE_BY_ONE = f"select {_COLUMNS} {_FROM}"


class HistoryReader:
    """Reads the history from an open database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, search: str = "", state: RecipientState | None = None) -> array[int]:
        """List the ids of rows whose number contains `search`, in `state`.

        The newest run comes first; the rows of a run are in the order of its list.
        """
        where, values = ["1"], list[object]()
        if search:
            where.append("number like ? escape '\\'")
            values.append(containing(search))
        if state is not None:
            where.append("state = ?")
            values.append(STATE_NUMBERS[state])
        # Only the fixed conditions above are joined; values are bound.
        order = f"select id from recipient where {' and '.join(where)} order by run_id desc, id"  # noqa: S608
        with translate_errors(self._database.path):
            return array("q", (row for (row,) in self._database.db.execute(order, values)))

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


def _entry(row: Sequence[Any]) -> HistoryEntry:
    values = list(row)
    values[_STATE] = _state(values[_STATE])
    values[_SANDBOX] = bool(values[_SANDBOX])
    values[_MODE] = _mode(values[_MODE])
    return HistoryEntry(*values)


def _state(number: object) -> RecipientState:
    """Return a state; an invalid one of a damaged ledger is unknown."""
    if isinstance(number, int) and 0 <= number < len(STATE_BY_NUMBER):
        return STATE_BY_NUMBER[number]
    return RecipientState.UNKNOWN


def _mode(text: object) -> SendMode:
    known = {mode.value: mode for mode in SendMode}
    return known.get(str(text), SendMode.ONE_BY_ONE)
