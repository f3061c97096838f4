"""Jobs of the lane of lists: the draft's recipients, and the do-not-send list."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from gui.core.errors import LedgerError
from gui.core.lists.draft_rows import DraftNote, DraftOverview, DraftStep, LoadProgress, SourceKind
from gui.core.lists.layout import Layout, LayoutChoice, ListInspection
from gui.core.lists.notes import Note
from gui.core.message.fields import DraftFields
from gui.core.phones.number import MAINLAND_REGION, PhoneProblem
from gui.core.sending.delivery import Wait
from gui.jobs.database import query_database
from gui.jobs.job import Job, Query, query
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.storage.draft import accepted_rows, edits, reader
from gui.storage.draft.value_notes import NO_RULES, ValueRules
from gui.storage.exports.export_folders import export_register
from gui.storage.exports.tables import ExportProgress, save_table

# What reads lists is imported by the jobs that do: the window is to open without it.

Result_co = TypeVar("Result_co", covariant=True)

NoteColumn = tuple[str, Callable[[DraftNote], str]]
"""A heading, and how to read a cell under it; called on the lane's thread."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The step that was undone, or none, and the draft afterwards."""

    step: DraftStep | None
    overview: DraftOverview


ListJob: TypeAlias = Job[LoadProgress, Result_co]
"""A job that reads a list."""


def inspect_list(path: Path, choice: LayoutChoice | None = None) -> ListJob[ListInspection]:
    """Inspect a list's first rows."""

    def steps(wait: Wait) -> Generator[LoadProgress, None, ListInspection]:
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import InspectTask

        return (yield from run_in_child(InspectTask(path, choice or LayoutChoice())))

    return Job(steps)


def inspect_text(text: str, choice: LayoutChoice | None = None) -> Query[ListInspection]:
    """Inspect the first rows of what was pasted."""

    def inspect() -> ListInspection:
        from gui.storage.lists.inspect import inspect_source
        from gui.storage.lists.open_list import open_text

        with open_text(text, choice) as source:
            return inspect_source(source, "")

    return query(inspect)


def load_list(
    ledger: Path, path: Path, layout: Layout | None = None, replaces: int | None = None
) -> ListJob[DraftOverview]:
    """Read a list into the draft, as it looks if there is no layout.

    Once it is all there, it counts in place of the source that it `replaces`, if any.
    A cancelled job leaves the draft as it was.
    """

    def steps(wait: Wait) -> Generator[LoadProgress, None, DraftOverview]:
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import LoadTask

        with _clean(ledger):
            yield from run_in_child(LoadTask(ledger, path, layout, replaces))
            return _overview(ledger)

    return Job(steps)


def load_text(
    ledger: Path, text: str, layout: Layout | None = None, replaces: int | None = None
) -> ListJob[DraftOverview]:
    """Read what was pasted from a spreadsheet into the draft, as `load_list` does."""

    def steps(wait: Wait) -> Generator[LoadProgress, None, DraftOverview]:
        from gui.storage.draft.writer import load_list
        from gui.storage.lists.open_list import open_text

        with _clean(ledger):
            choice = layout.choice if layout else None
            with Database(ledger) as database, open_text(text, choice) as source:
                yield from load_list(database, source, SourceKind.PASTED, "", layout, replaces)
            return _overview(ledger)

    return Job(steps)


def load_typed_numbers(
    ledger: Path, text: str, region: str = MAINLAND_REGION
) -> ListJob[DraftOverview]:
    """Put what is typed in place of what was typed before.

    `region` is where numbers without a country code are from, as ISO 3166 has it.
    """

    def steps(wait: Wait) -> Generator[LoadProgress, None, DraftOverview]:
        from gui.storage.draft.typed import load_typed

        with _clean(ledger):
            with Database(ledger) as database:
                yield from load_typed(database, text, region)
            return _overview(ledger)

    return Job(steps)


@dataclass(frozen=True, slots=True)
class LoadedRun:
    """The message of a run, and the draft with its recipients."""

    fields: DraftFields
    overview: DraftOverview


def load_run(ledger: Path, run_id: int) -> ListJob[LoadedRun]:
    """Put the recipients of a run in place of the draft's."""

    def steps(wait: Wait) -> Generator[LoadProgress, None, LoadedRun]:
        from gui.storage.draft import from_run

        with _clean(ledger):
            with Database(ledger) as database:
                fields = yield from from_run.load_run(database, run_id)
            return LoadedRun(fields, _overview(ledger))

    return Job(steps)


def replace_typed(ledger: Path, text: str) -> ListJob[DraftOverview]:
    """Put typed numbers in place of everything that is in the draft."""

    def steps(wait: Wait) -> Generator[LoadProgress, None, DraftOverview]:
        from gui.storage.draft.typed import load_typed

        with _clean(ledger):
            with Database(ledger) as database:
                edits.clear_draft(database)
                yield from load_typed(database, text)
            return _overview(ledger)

    return Job(steps)


def load_draft(ledger: Path) -> Query[DraftOverview]:
    """Read the draft as it is."""
    return change_draft(ledger, lambda database: None)


def remove_rows(ledger: Path, ids: Sequence[int]) -> Query[DraftOverview]:
    """Take recipients out of the draft."""
    return change_draft(ledger, lambda database: edits.remove_rows(database, ids))


def remove_saved(ledger: Path, numbers: Sequence[str]) -> Query[DraftOverview]:
    """Take numbers out of the draft that a test phone or a preset has put there."""

    def remove(database: Database) -> None:
        from gui.storage.draft import saved

        saved.untick(database, numbers)

    return change_draft(ledger, remove)


def take_rows(ledger: Path, ids: Sequence[int]) -> Query[DraftOverview]:
    """Make recipients of some doubtful rows."""
    return change_draft(ledger, lambda database: accepted_rows.take_rows(database, ids))


def take_all(
    ledger: Path, problem: PhoneProblem, source_ids: Sequence[int]
) -> Query[DraftOverview]:
    """Make recipients of every row of some lists that is doubtful for one reason."""
    return change_draft(
        ledger, lambda database: accepted_rows.take_all(database, problem, source_ids)
    )


def remove_source(ledger: Path, source_id: int) -> Query[DraftOverview]:
    """Take a list out of the draft."""
    return change_draft(ledger, lambda database: edits.remove_source(database, source_id))


def add_column_aliases(ledger: Path, names: Mapping[str, str]) -> Query[DraftOverview]:
    """Let lists go by other names for a value they have, too."""
    return change_draft(ledger, lambda database: edits.add_column_aliases(database, names))


def clear_draft(ledger: Path) -> Query[DraftOverview]:
    """Take everything out of the draft."""
    return change_draft(ledger, edits.clear_draft)


def undo_step(ledger: Path) -> Query[UndoResult]:
    """Take the last step back."""

    def undo() -> UndoResult:
        with _clean(ledger), Database(ledger) as database:
            return UndoResult(edits.undo_step(database), reader.read_overview(database))

    return query(undo)


def list_recipients(ledger: Path) -> Query[array[int]]:
    """Find the ids of the draft's recipients, in the order of sending."""
    return query_database(ledger, reader.list_recipient_ids)


def list_notes(
    ledger: Path,
    search: str = "",
    notes: Collection[Note] | None = None,
    rules: ValueRules = NO_RULES,
    access_key_id: str = "",
) -> Query[array[int]]:
    """Find the ids of the notes on the draft's rows."""
    return query_database(
        ledger,
        lambda database: reader.list_note_ids(database, search, notes, rules, access_key_id),
    )


def save_notes(
    ledger: Path,
    ids: array[int],
    path: Path,
    columns: Sequence[NoteColumn],
    rules: ValueRules,
) -> Job[ExportProgress, None]:
    """Save notes on the draft's rows as XLSX or CSV, as `path` says."""

    def steps(wait: Wait) -> Generator[ExportProgress, None, None]:
        with Database(ledger) as database:
            notes = reader.NoteReader(database, rules)
            register = export_register(ledger)
            yield from save_table(notes, ids, columns, path, lambda: wait(0), register)

    return Job(steps)


def block_numbers(ledger: Path, access_key_id: str, numbers: Sequence[str]) -> Query[int]:
    """Put numbers on the account's do-not-send list; return how many are new to it."""
    return query_database(
        ledger, lambda database: blocked_numbers.block_numbers(database, access_key_id, numbers)
    )


def unblock_numbers(ledger: Path, access_key_id: str, numbers: Sequence[str]) -> Query[int]:
    """Take numbers off the account's do-not-send list; return how many were on it."""
    return query_database(
        ledger, lambda database: blocked_numbers.unblock_numbers(database, access_key_id, numbers)
    )


def block_list(
    ledger: Path, access_key_id: str, path: Path, layout: Layout | None = None
) -> ListJob[blocked_numbers.BlockResult]:
    """Put every number of a list on the account's do-not-send list."""

    def steps(wait: Wait) -> Generator[LoadProgress, None, blocked_numbers.BlockResult]:
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import BlockTask

        with _clean(ledger):
            return (yield from run_in_child(BlockTask(ledger, path, access_key_id, layout)))

    return Job(steps)


def change_draft(ledger: Path, change: Callable[[Database], object]) -> Query[DraftOverview]:
    """Make a job that changes the draft and returns its overview."""

    def change_and_read(database: Database) -> DraftOverview:
        change(database)
        return reader.read_overview(database)

    return query_database(ledger, change_and_read)


def _overview(ledger: Path) -> DraftOverview:
    with Database(ledger) as database:
        return reader.read_overview(database)


@contextmanager
def _clean(ledger: Path) -> Iterator[None]:
    """Delete removed rows, also when the job is cancelled."""
    try:
        yield
    finally:
        # Rows that cannot be deleted now are deleted the next time.
        with suppress(LedgerError), Database(ledger) as database:
            for _ in edits.purge(database):
                pass
