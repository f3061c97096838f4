"""Create a run from the draft: copy its recipients with their rendered parameters."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from sqlite3 import Connection

from gui.core.accounts.account import Account
from gui.core.errors import OutdatedError
from gui.core.lists.imports.row_values import join_row
from gui.core.message.draft import Draft
from gui.core.message.unfit_values import UnfitCounter, UnfitFinder, UnfitValues, make_finder
from gui.core.message.variables import Variable
from gui.core.params.placeholders import Filler, MissingValue, Placeholders
from gui.core.sending.sent_before import HistoryMark
from gui.storage.database.bulk_insert import insert_many
from gui.storage.database.database import Database
from gui.storage.draft.reader import SOURCES
from gui.storage.draft.value_notes import read_places
from gui.storage.runs import run_head
from gui.storage.runs.names import keep_names
from gui.storage.runs.sent_before.same_message import history_mark, message_values

ROWS_PER_STEP = 5_000
"""Rows of a table between two places to stop."""
ROWS_WORTH_SORTING = 20_000

_NUMBER_INDEX = "recipient_number"

Take = Callable[[Sequence[tuple[str, str | None]]], None]
"""Receives recipients in the order of sending: number, and individual parameters or none."""


@dataclass(frozen=True, slots=True)
class CreatedRun:
    """The result of creating a run from the draft.

    Attributes:
        run_id: none if no recipient was left, so that no run was created.
        recipients: number of recipients in it.
        blocked: number of recipients left out because of the account's do-not-send list.
        missing: number of recipients left out because of a missing value, by its name.
        unfit: how many of the recipients have values that the service is likely to refuse, where
            that was looked for.
    """

    run_id: int | None
    recipients: int
    blocked: int
    missing: Mapping[str, int]
    unfit: tuple[UnfitValues, ...] = ()


@dataclass(frozen=True, slots=True)
class CreationProgress:
    """Rows of the draft processed so far."""

    done: int
    total: int


def create_run(
    database: Database,
    account: Account,
    draft: Draft,
    placeholders: Placeholders,
    content: str = "",
    sources: Sequence[tuple[int, int]] | None = None,
    mark: HistoryMark | None = None,
    preset_id: int = 0,
) -> Generator[CreationProgress, None, CreatedRun]:
    """Create a run with all recipients of the draft queued, or nothing if closed early.

    Args:
        database: open on this thread.
        account: the sending account, whose do-not-send list applies.
        draft: its sign, template, ids and mode are used; not its parameters.
        placeholders: the parameters; a row that lacks a value for a placeholder is left out.
        content: the template's text, if it is known.
        sources: id and number of recipients of each list, as confirmed by the operator together
            with `draft.count`.
        mark: state of the history when the operator was shown who was sent this before.
        preset_id: the preset that it is sent from, or 0.

    Raises:
        OutdatedError: the draft was changed since, or the same message may have been sent to a
            recipient meanwhile.
        LedgerError: it cannot be written.
    """
    head = replace(draft, template_param=placeholders.to_json())
    with database.transaction() as db:
        if mark is not None and history_mark(db, message_values(account, draft)) != mark:
            raise OutdatedError
        run_id = run_head.insert_head(db, account, head, content, database.now(), preset_id)

        def write(rows: Sequence[tuple[str, str | None]]) -> None:
            insert_many(db, "recipient (number, template_param, run_id)", rows, f"{run_id:d}")

        copy = _RunWriter(db, placeholders, write)
        with _index_made_anew(db):
            yield from copy.everyone(account.access_key_id)
        if sources is not None and (copy.sources, copy.recipients) != (list(sources), draft.count):
            raise OutdatedError
        if copy.recipients:
            keep_names(db, run_id)
        else:
            db.execute("delete from run where id = ?", (run_id,))
        return CreatedRun(
            run_id if copy.recipients else None, copy.recipients, copy.blocked, copy.missing
        )


def preview_run(
    database: Database,
    access_key_id: str,
    placeholders: Placeholders,
    take: Take | None = None,
    variables: Sequence[Variable] = (),
) -> Generator[CreationProgress, None, CreatedRun]:
    """Return what `create_run` would do, without writing anything.

    Args:
        database: open on this thread.
        access_key_id: whose do-not-send list applies.
        placeholders: the parameters.
        take: receives the recipients that would be in the run.
        variables: of the template; their rules are checked where values come from rows.
    """
    copy = _RunWriter(database.db, placeholders, take, variables)
    yield from copy.everyone(access_key_id)
    unfit = copy.unfit.counts()
    return CreatedRun(None, copy.recipients, copy.blocked, copy.missing, unfit)


@contextmanager
def _index_made_anew(db: Connection) -> Iterator[None]:
    """Rebuild the index of numbers at the end, if that is faster than inserting each one.

    A million numbers in random order take 15 seconds to insert, and one second to sort.
    """
    (rows,) = db.execute("select coalesce(sum(last_id - first_id + 1), 0) from counting_source")
    (before,) = db.execute("select coalesce(max(id), 0) from recipient")
    index = db.execute("select sql from sqlite_master where name = ?", (_NUMBER_INDEX,)).fetchone()
    anew = index is not None and rows[0] >= ROWS_WORTH_SORTING and rows[0] * 4 >= before[0]
    if anew:
        db.execute(f"drop index {_NUMBER_INDEX}")
    yield
    if anew:
        db.execute(index[0])


class _RunWriter:
    """Passes the draft's recipients to `take`, and counts them."""

    def __init__(
        self,
        db: Connection,
        placeholders: Placeholders,
        take: Take | None,
        variables: Sequence[Variable] = (),
    ) -> None:
        self._db = db
        self._pattern = placeholders
        self._take = take
        self._variables = variables
        self._find: UnfitFinder | None = None
        self.unfit = UnfitCounter()
        self.sources: list[tuple[int, int]] = []
        self.recipients = 0
        self.blocked = 0
        self.missing: dict[str, int] = {}

    def everyone(self, access_key_id: str) -> Generator[CreationProgress, None, None]:
        """Copy the recipients in the order of sending, in batches."""
        sources = self._db.execute(SOURCES).fetchall()
        total = sum(last - first + 1 for _, first, last in sources)
        done = 0
        blocked = self._blocked(access_key_id)
        for source_id, first, last in sources:
            render = self._renderer(source_id)
            found = 0
            for begin in range(first, last + 1, ROWS_PER_STEP):
                end = min(last, begin + ROWS_PER_STEP - 1)
                found += self._piece(begin, end, blocked, render)
                done += end - begin + 1
                yield CreationProgress(done, total)
            self.sources.append((source_id, found))

    def _blocked(self, access_key_id: str) -> frozenset[str]:
        found = self._db.execute(
            "select number from blocked where access_key_id = ?", (access_key_id,)
        )
        return frozenset(number for (number,) in found)

    def _renderer(self, source_id: int) -> Filler | None:
        """Prepare a renderer for the rows of a source; none if all share the run's parameters."""
        if not self._pattern.present:
            return None
        places = read_places(self._db, source_id)
        self._find = make_finder(self._pattern, self._variables, places)
        return self._pattern.filler(places)

    def _piece(self, first: int, last: int, blocked: frozenset[str], render: Filler | None) -> int:
        """Copy some rows; return how many there were."""
        found = self._db.execute(
            "select number, cells from counting_row where id between ? and ? order by id",
            (first, last),
        ).fetchall()
        wanted = [row for row in found if row[0] not in blocked] if blocked else found
        self.blocked += len(found) - len(wanted)
        rows: list[tuple[str, str | None]] = []
        if render is None:
            rows = [(number, None) for number, _ in wanted]
        else:
            for number, cells in wanted:
                row = join_row(number, cells)
                param = render(row)
                if isinstance(param, MissingValue):
                    self.missing[param] = self.missing.get(param, 0) + 1
                    continue
                rows.append((number, param))
                if self._find is not None and (unfit := self._find(row)) is not None:
                    self.unfit.add(unfit)
        self.recipients += len(rows)
        if self._take is not None:
            self._take(rows)
        return len(found)
