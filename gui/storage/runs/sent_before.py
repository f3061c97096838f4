"""Finds the recipients of the draft, or of a run, whom exactly the same message was sent to before.

For a long draft, all runs of the same message are read sequentially and compared with the draft. If
these runs have many more rows than the draft, each of its numbers is looked up in the index
instead. A run is looked up in the same way as a draft.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from sqlite3 import Connection

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.core.sending.sent_before import MAY_HAVE_BEEN_SENT, HistoryMark, LookupProgress, SentBefore
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.schema import QUEUED, STATE_NUMBERS
from gui.storage.runs.creation import ROWS_PER_STEP, CreationProgress, preview_run
from gui.storage.runs.same_message import (
    SAME_MESSAGE,
    MessageValues,
    history_mark,
    message_of_run,
    message_values,
)

SCAN_LIMIT = 4
"""Rows of the history per row of the draft up to which reading all of them is faster."""

Values = Mapping[str, object]
"""What is bound to the names in a query."""
Recipients = Sequence[tuple[str, str | None]]
"""Numbers with individual parameters; none for those of the draft or the run."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of the same message."""

    id: int
    template_param: str


@dataclass(frozen=True, slots=True)
class _Since:
    """What counts: runs after this one, and calls of earlier runs from a time on.

    The number of a run orders it also where the computer's clock was set back.
    """

    run_id: int = 0
    time: int = 0


Feed = Callable[
    [Callable[[Recipients], None]],
    Generator[CreationProgress | LookupProgress, None, object],
]
"""Hands out those who are looked for, a piece at a time, and yields how far it has come."""


def find_sent_before(
    database: Database, account: Account, draft: Draft, placeholders: Placeholders
) -> Generator[LookupProgress, None, SentBefore]:
    """Search the history for the recipients of the draft.

    A number that is in the draft twice with the same parameters counts once.

    Args:
        database: open on this thread.
        account: the sending account; runs of others, or of the sandbox, do not count.
        draft: its sign name and template code are used.
        placeholders: the parameters.

    Raises:
        LedgerError: it cannot be read.
    """
    with translate_errors(database.path):
        values = message_values(account, draft)
        mark = history_mark(database.db, values)

        def feed(take: Callable[[Recipients], None]) -> Generator[CreationProgress, None, object]:
            return preview_run(database, account.access_key_id, placeholders, take)

        return (
            yield from _find(
                database,
                _runs(database.db, values),
                feed,
                _rows_of_draft(database.db),
                placeholders.to_json(),
                mark,
            )
        )


def find_sent_since(
    database: Database, run_id: int, chosen: Sequence[int] | None = None
) -> Generator[LookupProgress, None, SentBefore]:
    """Look through the other runs for recipients of a run, since it was written.

    Args:
        database: open on this thread.
        run_id: the run.
        chosen: ids of some of its recipients, or none for all who are queued.

    Raises:
        LedgerError: it cannot be read.
    """
    with translate_errors(database.path):
        db = database.db
        values = message_of_run(db, run_id)
        mark = history_mark(db, values)
        param, created_at = db.execute(
            "select template_param, created_at from run where id = ?", (run_id,)
        ).fetchone()
        runs = [run for run in _runs(db, values) if run.id != run_id]
        which = f"state = {QUEUED}" if chosen is None else "id in (select value from json_each(?))"
        wanted = (run_id, *([] if chosen is None else [json.dumps(list(chosen))]))
        rows = f"from recipient where run_id = ? and {which}"
        (total,) = db.execute(f"select count(*) {rows}", wanted).fetchone()

        def feed(take: Callable[[Recipients], None]) -> Generator[LookupProgress, None, None]:
            found = db.execute(
                f"select number, template_param {rows} order by id",
                wanted,
            )
            done = 0
            while piece := found.fetchmany(ROWS_PER_STEP):
                take(piece)
                done += len(piece)
                yield LookupProgress(done, total)

        since = _Since(run_id, created_at)
        found = yield from _find(database, runs, feed, total, param, mark, since)
        return replace(found, queued=0)


def read_history_mark(database: Database, run_id: int) -> HistoryMark:
    """Tell how far the runs of the same message as this one have come, in no time.

    Raises:
        LedgerError: it cannot be read.
    """
    with translate_errors(database.path):
        return history_mark(database.db, message_of_run(database.db, run_id))


def _find(
    database: Database,
    runs: Sequence[_Run],
    feed: Feed,
    rows: int,
    param: str,
    mark: HistoryMark,
    since: _Since = _Since(),
) -> Generator[LookupProgress, None, SentBefore]:
    """Do it the quicker way; `rows` are fed, and `param` is that of those without their own."""
    if not runs or not rows:
        return SentBefore(mark=mark)
    limit = rows * SCAN_LIMIT
    history = _rows_of_runs(database.db, runs, limit + 1)
    if history <= limit:
        found = yield from _read_runs(database.db, feed, param, runs, rows + history, since)
    else:
        found = yield from _look_up_numbers(database.db, feed, param, runs, since)
    return found.result(mark)


class _Matches:
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


def _read_runs(
    db: Connection, feed: Feed, param: str, runs: Sequence[_Run], total: int, since: _Since
) -> Generator[LookupProgress, None, _Matches]:
    """Compare every row of the runs with all who are looked for."""
    wanted, matches = set[int](), _Matches(param)
    done = 0

    def take(recipients: Recipients) -> None:
        wanted.update(matches.keys(recipients))

    with closing(feed(take)) as steps:
        for step in steps:
            done = step.done
            yield LookupProgress(done, total)
    for run in runs:
        # A run is written in one transaction, so its ids are consecutive.
        first, last = db.execute(
            "select min(id), max(id) from recipient where run_id = ?", (run.id,)
        ).fetchone()
        values: dict[str, object] = {
            "run": run.id,
            "param": run.template_param,
            "earliest": 0 if run.id > since.run_id else since.time,
        }
        for begin in range(first or 0, (last or -1) + 1, ROWS_PER_STEP):
            values |= {"first": begin, "end": min(last, begin + ROWS_PER_STEP - 1)}
            matches.add_called(wanted, db, _CALLED_IN_RUN, values)
            matches.add_queued(wanted, db, _QUEUED_IN_RUN, values)
            done = min(total, done + ROWS_PER_STEP)
            yield LookupProgress(done, total)
    return matches


def _look_up_numbers(
    db: Connection, feed: Feed, param: str, runs: Sequence[_Run], since: _Since
) -> Generator[LookupProgress, None, _Matches]:
    """Look up each number."""
    matches = _Matches(param)
    values: dict[str, object] = {
        "runs": json.dumps([run.id for run in runs]),
        "since_run": since.run_id,
        "since": since.time,
        "param": None,
    }

    def take(recipients: Recipients) -> None:
        wanted = matches.keys(recipients)
        values["numbers"] = json.dumps([number for number, _ in recipients])
        matches.add_called(wanted, db, _CALLED_OF_NUMBERS, values)
        matches.add_queued(wanted, db, _QUEUED_OF_NUMBERS, values)

    with closing(feed(take)) as steps:
        for step in steps:
            yield LookupProgress(step.done, step.total)
    return matches


_FIELD, _ROW, _WHOLE = "\x1f", "\x1e", "\x1d"
"""Separate parameters from their number and rows from each other; stand for `_Matches.param`. No
JSON holds a control character as it is, and no number does."""
_CALLED = ", ".join(str(STATE_NUMBERS[state]) for state in MAY_HAVE_BEEN_SENT)
_CALLED_AT = "coalesce(submitted_at, settled_at, 0)"
_JOINED = (
    f"number || '{_FIELD}'"
    f" || coalesce(nullif(coalesce(recipient.template_param, :param), :whole), '{_WHOLE}')"
)
# The plus signs keep SQLite from using an index on the state.
_CALLED_IN_RUN = (
    "from recipient where +run_id = :run and id between :first and :end"
    f" and +state in ({_CALLED}) and {_CALLED_AT} >= :earliest"
)
_QUEUED_IN_RUN = (
    f"from recipient where run_id = :run and id between :first and :end and state = {QUEUED}"
)


_OF_NUMBERS = (
    "from (select number, coalesce(recipient.template_param, run.template_param) as template_param,"
    " submitted_at, settled_at from recipient join run on run.id = recipient.run_id"
    " where number in (select value from json_each(:numbers))"
    " and recipient.run_id in (select value from json_each(:runs)) and "
)
_CALLED_OF_NUMBERS = (
    f"{_OF_NUMBERS} +state in ({_CALLED}) and (recipient.run_id > :since_run or {_CALLED_AT} >="
    " :since)) as recipient where true"
)
_QUEUED_OF_NUMBERS = f"{_OF_NUMBERS} +state = {QUEUED}) as recipient"


def _runs(db: Connection, values: MessageValues) -> list[_Run]:
    found = db.execute(
        f"select id, template_param from run where {SAME_MESSAGE} order by id",  # noqa: S608 - fixed text
        values,
    )
    return [_Run(id, param) for id, param in found]


def _rows_of_draft(db: Connection) -> int:
    query = "select coalesce(sum(last_id - first_id + 1), 0) from counting_source"
    return int(db.execute(query).fetchone()[0])


def _rows_of_runs(db: Connection, runs: Iterable[_Run], at_most: int) -> int:
    """Count the recipients of some runs, up to a limit."""
    query = (
        "select count(*) from (select 1 from recipient"
        " where run_id in (select value from json_each(?)) limit ?)"
    )
    return int(db.execute(query, (json.dumps([run.id for run in runs]), at_most)).fetchone()[0])
