"""Find recipients of the draft, or of a run, whom exactly the same message was sent to before.

For a long draft, all runs of the same message are read sequentially and compared with the draft. If
these runs have many more rows than the draft, each of its numbers is looked up in the index
instead. A run is looked up in the same way as a draft.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from sqlite3 import Connection

from gui.core.accounts.account import Account
from gui.core.message.draft import Draft
from gui.core.params.placeholders import Placeholders
from gui.core.sending.sent_before import HistoryMark, SearchProgress, SentBefore
from gui.storage.database.database import Database, translate_errors
from gui.storage.database.schema import QUEUED
from gui.storage.runs.creation import ROWS_PER_STEP, CreationProgress, preview_run
from gui.storage.runs.sent_before.matches import (
    CALLED_IN_RUN,
    CALLED_OF_NUMBERS,
    QUEUED_IN_RUN,
    QUEUED_OF_NUMBERS,
    Matches,
    Recipients,
)
from gui.storage.runs.sent_before.same_message import (
    SAME_MESSAGE,
    MessageValues,
    history_mark,
    message_of_run,
    message_values,
)

SCAN_LIMIT = 4
"""Rows of the history per row of the draft up to which reading all of them is faster."""


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
    Generator[CreationProgress | SearchProgress, None, object],
]
"""Hands out those who are looked for, a piece at a time, and yields how far it has come."""


def find_sent_before(
    database: Database, account: Account, draft: Draft, placeholders: Placeholders
) -> Generator[SearchProgress, None, SentBefore]:
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
) -> Generator[SearchProgress, None, SentBefore]:
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

        def feed(take: Callable[[Recipients], None]) -> Generator[SearchProgress, None, None]:
            found = db.execute(
                f"select number, template_param {rows} order by id",
                wanted,
            )
            done = 0
            while piece := found.fetchmany(ROWS_PER_STEP):
                take(piece)
                done += len(piece)
                yield SearchProgress(done, total)

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
) -> Generator[SearchProgress, None, SentBefore]:
    """Do it the quicker way; `rows` are fed, and `param` is that of those without their own."""
    if not runs or not rows:
        return SentBefore(mark=mark)
    limit = rows * SCAN_LIMIT
    history = _rows_of_runs(database.db, runs, limit + 1)
    if history <= limit:
        found = yield from _read_runs(database.db, feed, param, runs, rows + history, since)
    else:
        found = yield from _search_numbers(database.db, feed, param, runs, since)
    return found.result(mark)


def _read_runs(
    db: Connection, feed: Feed, param: str, runs: Sequence[_Run], total: int, since: _Since
) -> Generator[SearchProgress, None, Matches]:
    """Compare every row of the runs with all who are looked for."""
    wanted, matches = set[int](), Matches(param)
    done = 0

    def take(recipients: Recipients) -> None:
        wanted.update(matches.keys(recipients))

    with closing(feed(take)) as steps:
        for step in steps:
            done = step.done
            yield SearchProgress(done, total)
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
            matches.add_called(wanted, db, CALLED_IN_RUN, values)
            matches.add_queued(wanted, db, QUEUED_IN_RUN, values)
            done = min(total, done + ROWS_PER_STEP)
            yield SearchProgress(done, total)
    return matches


def _search_numbers(
    db: Connection, feed: Feed, param: str, runs: Sequence[_Run], since: _Since
) -> Generator[SearchProgress, None, Matches]:
    """Search for each number by the index."""
    matches = Matches(param)
    values: dict[str, object] = {
        "runs": json.dumps([run.id for run in runs]),
        "since_run": since.run_id,
        "since": since.time,
        "param": None,
    }

    def take(recipients: Recipients) -> None:
        wanted = matches.keys(recipients)
        values["numbers"] = json.dumps([number for number, _ in recipients])
        matches.add_called(wanted, db, CALLED_OF_NUMBERS, values)
        matches.add_queued(wanted, db, QUEUED_OF_NUMBERS, values)

    with closing(feed(take)) as steps:
        for step in steps:
            yield SearchProgress(step.done, step.total)
    return matches


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
