"""Match recipients of the history with those of a draft or run, by number and parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sqlite3 import Connection

from gui.core.sending.sent_before import MAY_HAVE_BEEN_SENT, HistoryMark, SentBefore
from gui.storage.database.schema import QUEUED, STATE_NUMBERS

Values = Mapping[str, object]
"""What is bound to the names in a query."""
Recipients = Sequence[tuple[str, str | None]]
"""Numbers with individual parameters; none for those of the draft or the run."""

_FIELD, _ROW, _WHOLE = "\x1f", "\x1e", "\x1d"
"""Separate parameters from their number and rows from each other; stand for `Matches.param`. No
JSON holds a control character as it is, and no number does."""
_CALLED = ", ".join(str(STATE_NUMBERS[state]) for state in MAY_HAVE_BEEN_SENT)
_CALLED_AT = "coalesce(submitted_at, settled_at, 0)"
_JOINED = (
    f"number || '{_FIELD}'"
    f" || coalesce(nullif(coalesce(recipient.template_param, :param), :whole), '{_WHOLE}')"
)
# The plus signs keep SQLite from using an index on the state.
CALLED_IN_RUN = (
    "from recipient where +run_id = :run and id between :first and :end"
    f" and +state in ({_CALLED}) and {_CALLED_AT} >= :earliest"
)
QUEUED_IN_RUN = (
    f"from recipient where run_id = :run and id between :first and :end and state = {QUEUED}"
)
_OF_NUMBERS = (
    "from (select number, coalesce(recipient.template_param, run.template_param) as template_param,"
    " submitted_at, settled_at from recipient join run on run.id = recipient.run_id"
    " where number in (select value from json_each(:numbers))"
    " and recipient.run_id in (select value from json_each(:runs)) and "
)
CALLED_OF_NUMBERS = (
    f"{_OF_NUMBERS} +state in ({_CALLED}) and (recipient.run_id > :since_run or {_CALLED_AT} >="
    " :since)) as recipient where true"
)
QUEUED_OF_NUMBERS = f"{_OF_NUMBERS} +state = {QUEUED}) as recipient"


class Matches:
    """The recipients that were found.

    Hashes of 64 bits stand for number and parameters, joined in one text: SQLite joins a whole
    piece of the history, which takes half as long as to fetch its rows. Comparing whole sets is
    faster than iterating over rows.

    Args:
        param: the parameters of those who are looked for and have none of their own.
    """

    def __init__(self, param: str) -> None:
        self._param = param
        self._sent = set[int]()
        self._queued = set[int]()
        self._last_at = 0

    def result(self, mark: HistoryMark) -> SentBefore:
        """Return the counts."""
        return SentBefore(len(self._sent), self._last_at or None, len(self._queued), mark)

    def keys(self, recipients: Recipients) -> set[int]:
        """Hash those who are looked for."""
        whole = _key("", _WHOLE)
        return {
            hash(number + whole if own is None or own == self._param else _key(number, own))
            for number, own in recipients
        }

    def add_called(self, wanted: set[int], db: Connection, query: str, values: Values) -> None:
        """Note which of those who were called are `wanted`."""
        if keys := wanted & self._read(db, query, values):
            self._sent |= keys
            # Mostly the very last call is of one of them.
            later = f"select {_JOINED}, {_CALLED_AT} as at {query} and at > :last order by at desc"
            found = db.execute(later, {**values, "whole": self._param, "last": self._last_at})
            for joined, at in found:
                if hash(joined) in keys:
                    self._last_at = at
                    break

    def add_queued(self, wanted: set[int], db: Connection, query: str, values: Values) -> None:
        """Note which of those who are queued are `wanted`."""
        self._queued |= wanted & self._read(db, query, values)

    def _read(self, db: Connection, query: str, values: Values) -> set[int]:
        """Hash the recipients of the history that a query finds."""
        (joined,) = db.execute(
            f"select group_concat({_JOINED}, '{_ROW}') {query}",
            {**values, "whole": self._param},
        ).fetchone()
        return set() if joined is None else set(map(hash, joined.split(_ROW)))


def _key(number: str, param: str) -> str:
    return f"{number}{_FIELD}{param}"
