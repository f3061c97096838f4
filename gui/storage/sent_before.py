"""Finds the recipients of the draft whom exactly the same message was sent to before.

Of a long draft every run of the same message is read from end to end, in the order of its rows,
and compared with what would be sent. Where these runs hold far more rows than the draft, each of
the draft's numbers is looked up in the index of numbers instead.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from sqlite3 import Connection

from gui.core.account import Account
from gui.core.draft import Draft
from gui.core.pattern import Pattern
from gui.core.sent_before import MAY_HAVE_BEEN_SENT, LookupProgress, SentBefore
from gui.core.states import State
from gui.storage.ledger import Ledger, explained
from gui.storage.run_from_draft import rehearse
from gui.storage.same_message import SAME_MESSAGE, history_mark, message_values
from gui.storage.schema import NUMBER_OF

ROWS_PER_STEP = 5_000
"""Rows of the history between two places to stop."""
SCAN_LIMIT = 4
"""Up to so many rows of the history for one of the draft it is quicker to read them all."""

_QUEUED = NUMBER_OF[State.QUEUED]
_STATES = ", ".join(str(NUMBER_OF[state]) for state in (State.QUEUED, *MAY_HAVE_BEEN_SENT))

Found = tuple[str, str | None, int, int, int]
"""A recipient in the history: number, parameters, state, time of the call, run."""
Recipients = Sequence[tuple[str, str | None]]
"""Numbers with parameters of their own, none for those of the whole draft."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of the same message."""

    id: int
    template_param: str
    dismissed: bool


def find_sent_before(
    ledger: Ledger, account: Account, draft: Draft, pattern: Pattern
) -> Generator[LookupProgress, None, SentBefore]:
    """Look through the history for the recipients of the ledger's draft.

    A number that stands in the draft twice with the same parameters counts once.

    Args:
        ledger: open on this thread.
        account: which would send; runs of another one, or of the sandbox, do not count.
        draft: of it the sign name and the template code.
        pattern: the parameters.

    Raises:
        LedgerError: it cannot be read.
    """
    with explained(ledger.path):
        mark = history_mark(ledger.db, account, draft)
        runs = _runs(ledger.db, account, draft)
        if not runs:
            return SentBefore(mark=mark)
        matches = _Matches(pattern.to_json(), runs)
        rows = _rows_of_draft(ledger.db)
        limit = rows * SCAN_LIMIT
        history = _rows_of_runs(ledger.db, runs, limit + 1)
        if history <= limit:
            yield from _read_runs(ledger, account, pattern, matches, rows + history)
        else:
            yield from _look_up_numbers(ledger, account, pattern, matches)
        return SentBefore(len(matches.sent), matches.last_at, len(matches.queued), mark)


class _Matches:
    """The recipients that were found. Hashes of 64 bits stand for number and parameters."""

    def __init__(self, template_param: str, runs: Mapping[int, _Run]) -> None:
        self._param = template_param
        self._runs = runs
        self.sent: set[int] = set()
        self.queued: set[int] = set()
        self.last_at: int | None = None

    @property
    def runs(self) -> Mapping[int, _Run]:
        """The runs of the same message, by their numbers."""
        return self._runs

    def keys(self, recipients: Recipients) -> set[int]:
        """Hash some of the draft's recipients."""
        whole = self._param
        return {hash((number, whole if param is None else param)) for number, param in recipients}

    def compare(self, wanted: set[int], found: Iterable[Found]) -> None:
        """Note which of those in the history are `wanted`."""
        sent, queued, runs, last = self.sent, self.queued, self._runs, self.last_at or 0
        for number, param, state, at, run_id in found:
            key = hash((number, runs[run_id].template_param if param is None else param))
            if key not in wanted:
                continue
            if state != _QUEUED:
                sent.add(key)
                if at > last:
                    last = at
            elif not runs[run_id].dismissed:
                queued.add(key)
        self.last_at = last or None


def _read_runs(
    ledger: Ledger, account: Account, pattern: Pattern, matches: _Matches, total: int
) -> Generator[LookupProgress, None, None]:
    """Compare every row of the runs with the whole draft."""
    wanted = set[int]()
    done = 0

    def take(recipients: Recipients) -> None:
        wanted.update(matches.keys(recipients))

    with closing(rehearse(ledger, account.access_key_id, pattern, take)) as steps:
        for step in steps:
            done = step.done
            yield LookupProgress(done, total)
    for run_id in matches.runs:
        # A run is written in one transaction: nobody else's rows are between its own.
        first, last = ledger.db.execute(
            "select min(id), max(id) from recipient where run_id = ?", (run_id,)
        ).fetchone()
        for begin in range(first or 0, (last or -1) + 1, ROWS_PER_STEP):
            # The plus keeps SQLite from sorting an index by state rather than reading the rows.
            found = ledger.db.execute(
                "select number, template_param, state, coalesce(submitted_at, settled_at, 0),"  # noqa: S608 - fixed text
                " run_id from recipient where id between ? and ? and +run_id = ?"
                f" and +state in ({_STATES})",
                (begin, min(last, begin + ROWS_PER_STEP - 1), run_id),
            ).fetchall()
            matches.compare(wanted, found)
            done = min(total, done + ROWS_PER_STEP)
            yield LookupProgress(done, total)


def _look_up_numbers(
    ledger: Ledger, account: Account, pattern: Pattern, matches: _Matches
) -> Generator[LookupProgress, None, None]:
    """Look each number of the draft up."""
    run_ids = json.dumps(list(matches.runs))

    def take(recipients: Recipients) -> None:
        found = ledger.db.execute(
            "select number, template_param, state, coalesce(submitted_at, settled_at, 0), run_id"  # noqa: S608 - fixed text
            " from recipient where number in (select value from json_each(?))"
            f" and run_id in (select value from json_each(?)) and +state in ({_STATES})",
            (json.dumps([number for number, _ in recipients]), run_ids),
        )
        matches.compare(matches.keys(recipients), found)

    with closing(rehearse(ledger, account.access_key_id, pattern, take)) as steps:
        for step in steps:
            yield LookupProgress(step.done, step.total)


def _runs(db: Connection, account: Account, draft: Draft) -> dict[int, _Run]:
    found = db.execute(
        f"select id, template_param, dismissed from run where {SAME_MESSAGE} order by id",  # noqa: S608 - fixed text
        message_values(account, draft),
    )
    return {id: _Run(id, param, bool(dismissed)) for id, param, dismissed in found}


def _rows_of_draft(db: Connection) -> int:
    query = "select coalesce(sum(last_id - first_id + 1), 0) from counting_source"
    return int(db.execute(query).fetchone()[0])


def _rows_of_runs(db: Connection, runs: Iterable[int], at_most: int) -> int:
    """Count the recipients of some runs, up to a limit."""
    query = (
        "select count(*) from (select 1 from recipient"
        " where run_id in (select value from json_each(?)) limit ?)"
    )
    return int(db.execute(query, (json.dumps(list(runs)), at_most)).fetchone()[0])
