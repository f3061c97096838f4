"""The jobs of the reading lane about recipients before they are sent to, and blocked numbers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gui.core.errors import LedgerError
from gui.core.lists.draft_rows import DraftNote, DraftOverview, DraftStep, LoadProgress, SourceKind
from gui.core.lists.layout import Layout, LayoutChoice, ListInspection
from gui.core.lists.notes import Note
from gui.core.params.placeholders import Placeholders
from gui.core.phones.number import MAINLAND_REGION, PhoneProblem
from gui.core.sending.delivery import Wait
from gui.jobs.job import Job
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.storage.draft import accepted_rows, edits, reader
from gui.storage.exports.export_folders import export_register
from gui.storage.exports.tables import ExportProgress, save_table

# What reads lists is imported by the jobs that do: the window is to open without it.

NoteColumn = tuple[str, Callable[[DraftNote], str]]
"""A heading, and how to read a cell under it; called on the lane's thread."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was taken back, if anything was, and the draft as it is then."""

    step: DraftStep | None
    overview: DraftOverview


@dataclass(frozen=True, slots=True)
class FoundRows:
    """Rows to be shown."""

    ids: array[int]


def inspect_list(path: Path, choice: LayoutChoice | None = None) -> Job:
    """Look at a list's first rows; yields `LoadProgress`, and a `ListInspection` at the end."""

    def steps(wait: Wait) -> Generator[LoadProgress | ListInspection, None, None]:
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import InspectTask

        yield (yield from run_in_child(InspectTask(path, choice or LayoutChoice())))

    return Job(steps)


def inspect_text(text: str, choice: LayoutChoice | None = None) -> Job:
    """Look at what was pasted; yields a `ListInspection`."""

    def steps(wait: Wait) -> Generator[ListInspection, None, None]:
        from gui.storage.lists.open_list import inspect_source, open_text

        with open_text(text, choice) as source:
            yield inspect_source(source, "")

    return Job(steps)


def load_list(
    ledger: Path, path: Path, layout: Layout | None = None, replaces: int | None = None
) -> Job:
    """Read a list into the draft, as it looks if there is no layout.

    Once it is all there, it counts in place of the source that it `replaces`, if any.
    Yields `LoadProgress`, and a `DraftOverview` at the end. Stopped, it leaves the draft as it was.
    """

    def steps(wait: Wait) -> Generator[LoadProgress | DraftOverview, None, None]:
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import LoadTask

        with _clean(ledger):
            yield from run_in_child(LoadTask(ledger, path, layout, replaces))
            yield _overview(ledger)

    return Job(steps)


def load_text(
    ledger: Path, text: str, layout: Layout | None = None, replaces: int | None = None
) -> Job:
    """Read what was pasted from a spreadsheet into the draft; yields as `load_list`."""

    def steps(wait: Wait) -> Generator[LoadProgress | DraftOverview, None, None]:
        from gui.storage.draft.writer import load_list
        from gui.storage.lists.open_list import open_text

        with _clean(ledger):
            choice = layout.choice if layout else None
            with Database(ledger) as database, open_text(text, choice) as source:
                yield from load_list(database, source, SourceKind.PASTED, "", layout, replaces)
            yield _overview(ledger)

    return Job(steps)


def load_typed_numbers(ledger: Path, text: str, region: str = MAINLAND_REGION) -> Job:
    """Put what is typed in place of what was typed before; yields as `load_list`.

    `region` is where numbers without a country code are from, as ISO 3166 has it.
    """

    def steps(wait: Wait) -> Generator[LoadProgress | DraftOverview, None, None]:
        from gui.storage.draft.typed import load_typed

        with _clean(ledger):
            with Database(ledger) as database:
                yield from load_typed(database, text, region)
            yield _overview(ledger)

    return Job(steps)


def load_draft(ledger: Path) -> Job:
    """Look at the draft as it is; yields a `DraftOverview`."""
    return _changing(ledger, lambda database: None)


def remove_rows(ledger: Path, ids: Sequence[int]) -> Job:
    """Take recipients out of the draft; yields a `DraftOverview`."""
    return _changing(ledger, lambda database: edits.remove_rows(database, ids))


def take_rows(ledger: Path, ids: Sequence[int]) -> Job:
    """Make recipients of some doubtful rows; yields a `DraftOverview`."""
    return _changing(ledger, lambda database: accepted_rows.take_rows(database, ids))


def take_all(ledger: Path, problem: PhoneProblem, source_ids: Sequence[int]) -> Job:
    """Make recipients of every row of some lists that is doubtful for one reason.

    Yields a `DraftOverview`.
    """
    return _changing(ledger, lambda database: accepted_rows.take_all(database, problem, source_ids))


def remove_source(ledger: Path, source_id: int) -> Job:
    """Take a list out of the draft; yields a `DraftOverview`."""
    return _changing(ledger, lambda database: edits.remove_source(database, source_id))


def add_column_aliases(ledger: Path, names: Mapping[str, str]) -> Job:
    """Let lists go by other names for a value they have, too; yields a `DraftOverview`."""
    return _changing(ledger, lambda database: edits.add_column_aliases(database, names))


def clear_draft(ledger: Path) -> Job:
    """Take everything out of the draft; yields a `DraftOverview`."""
    return _changing(ledger, edits.clear_draft)


def undo_step(ledger: Path) -> Job:
    """Take the last step back; yields an `UndoResult`."""

    def steps(wait: Wait) -> Generator[UndoResult, None, None]:
        with _clean(ledger):
            with Database(ledger) as database:
                step = edits.undo_step(database)
                overview = reader.read_overview(database)
            yield UndoResult(step, overview)

    return Job(steps)


def list_recipients(ledger: Path) -> Job:
    """Find the draft's recipients, in the order of sending; yields a `FoundRows`."""

    def steps(wait: Wait) -> Generator[FoundRows, None, None]:
        with Database(ledger) as database:
            yield FoundRows(reader.list_recipient_ids(database))

    return Job(steps)


def list_notes(
    ledger: Path,
    search: str = "",
    notes: Collection[Note] | None = None,
    placeholders: Placeholders | None = None,
    access_key_id: str = "",
) -> Job:
    """Find what is to be said of the draft's rows; yields a `FoundRows`."""

    def steps(wait: Wait) -> Generator[FoundRows, None, None]:
        with Database(ledger) as database:
            yield FoundRows(
                reader.list_note_ids(database, search, notes, placeholders, access_key_id)
            )

    return Job(steps)


def save_notes(
    ledger: Path,
    ids: array[int],
    path: Path,
    columns: Sequence[NoteColumn],
    placeholders: Placeholders | None = None,
) -> Job:
    """Save what is to be said as XLSX or CSV, as `path` says; yields `ExportProgress`."""

    def steps(wait: Wait) -> Generator[ExportProgress, None, None]:
        with Database(ledger) as database:
            notes = reader.NoteReader(database, placeholders)
            register = export_register(ledger)
            yield from save_table(notes, ids, columns, path, lambda: wait(0), register)

    return Job(steps)


def block_numbers(ledger: Path, access_key_id: str, numbers: Sequence[str]) -> Job:
    """Put numbers on the account's do-not-send list; yields how many are new to it."""

    def steps(wait: Wait) -> Generator[int, None, None]:
        with Database(ledger) as database:
            yield blocked_numbers.block_numbers(database, access_key_id, numbers)

    return Job(steps)


def unblock_numbers(ledger: Path, access_key_id: str, numbers: Sequence[str]) -> Job:
    """Take numbers off the account's do-not-send list; yields how many were on it."""

    def steps(wait: Wait) -> Generator[int, None, None]:
        with Database(ledger) as database:
            yield blocked_numbers.unblock_numbers(database, access_key_id, numbers)

    return Job(steps)


def block_list(ledger: Path, access_key_id: str, path: Path, layout: Layout | None = None) -> Job:
    """Put every number of a list on the account's do-not-send list.

    Yields `LoadProgress`, and a `BlockResult` at the end.
    """

    def steps(wait: Wait) -> Generator[LoadProgress | blocked_numbers.BlockResult, None, None]:
        from gui.storage.lists.child_process import run_in_child
        from gui.storage.lists.tasks import BlockTask

        with _clean(ledger):
            yield (yield from run_in_child(BlockTask(ledger, path, access_key_id, layout)))

    return Job(steps)


def _changing(ledger: Path, change: Callable[[Database], object]) -> Job:
    def steps(wait: Wait) -> Generator[DraftOverview, None, None]:
        with Database(ledger) as database:
            change(database)
            yield reader.read_overview(database)

    return Job(steps)


def _overview(ledger: Path) -> DraftOverview:
    with Database(ledger) as database:
        return reader.read_overview(database)


@contextmanager
def _clean(ledger: Path) -> Iterator[None]:
    """Delete removed rows, also when the job is cancelled."""
    try:
        yield
    finally:
        # What cannot be deleted now will be the next time.
        with suppress(LedgerError), Database(ledger) as database:
            for _ in edits.purge(database):
                pass
