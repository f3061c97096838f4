"""The jobs of the reading lane about recipients before they are sent to, and blocked numbers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gui.core.drafted import DraftNote, LoadProgress, Overview, SourceKind, Step
from gui.core.errors import LedgerError
from gui.core.layout import Choice, Inspection, Layout
from gui.core.pattern import Pattern
from gui.core.phone import MAINLAND_REGION, PhoneProblem
from gui.core.row_notes import Note
from gui.core.sending import Wait
from gui.jobs.job import Job
from gui.storage import blocked, draft_steps, draft_taken, drafts
from gui.storage.export_folders import export_register
from gui.storage.ledger import Ledger
from gui.storage.run_from_draft import Started, StartProgress, rehearse
from gui.storage.tables import ExportProgress, save

# What reads lists is imported by the jobs that do: the window is to open without it.

NoteColumn = tuple[str, Callable[[DraftNote], str]]
"""A heading, and how to read a cell under it; called on the lane's thread."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, if anything was, and the draft as it is then."""

    step: Step | None
    overview: Overview


@dataclass(frozen=True, slots=True)
class Found:
    """Rows to be shown."""

    ids: array[int]


def inspecting(path: Path, choice: Choice | None = None) -> Job:
    """Look at a list's first rows; yields `LoadProgress`, and an `Inspection` at the end."""

    def steps(wait: Wait) -> Generator[LoadProgress | Inspection, None, None]:
        from gui.storage.lists.child import in_child
        from gui.storage.lists.tasks import Inspect

        yield (yield from in_child(Inspect(path, choice or Choice())))

    return Job(steps)


def inspecting_text(text: str, choice: Choice | None = None) -> Job:
    """Look at what was pasted; yields an `Inspection`."""

    def steps(wait: Wait) -> Generator[Inspection, None, None]:
        from gui.storage.lists.opening import inspect, open_text

        with open_text(text, choice) as source:
            yield inspect(source, "")

    return Job(steps)


def loading(
    ledger: Path, path: Path, layout: Layout | None = None, replaces: int | None = None
) -> Job:
    """Read a list into the draft, as it looks if there is no layout.

    Once it is all there, it counts in place of the source that it `replaces`, if any.
    Yields `LoadProgress`, and an `Overview` at the end. Stopped, it leaves the draft as it was.
    """

    def steps(wait: Wait) -> Generator[LoadProgress | Overview, None, None]:
        from gui.storage.lists.child import in_child
        from gui.storage.lists.tasks import Load

        with _clean(ledger):
            yield from in_child(Load(ledger, path, layout, replaces))
            yield _overview(ledger)

    return Job(steps)


def loading_text(
    ledger: Path, text: str, layout: Layout | None = None, replaces: int | None = None
) -> Job:
    """Read what was pasted from a spreadsheet into the draft; yields as `loading`."""

    def steps(wait: Wait) -> Generator[LoadProgress | Overview, None, None]:
        from gui.storage.draft_writer import load
        from gui.storage.lists.opening import open_text

        with _clean(ledger):
            choice = layout.choice if layout else None
            with Ledger(ledger) as open_ledger, open_text(text, choice) as source:
                yield from load(open_ledger, source, SourceKind.PASTED, "", layout, replaces)
            yield _overview(ledger)

    return Job(steps)


def typing(ledger: Path, text: str, region: str = MAINLAND_REGION) -> Job:
    """Put what is typed in place of what was typed before; yields as `loading`.

    `region` is where numbers without a country code are from, as ISO 3166 has it.
    """

    def steps(wait: Wait) -> Generator[LoadProgress | Overview, None, None]:
        from gui.storage.draft_typed import load_typed

        with _clean(ledger):
            with Ledger(ledger) as open_ledger:
                yield from load_typed(open_ledger, text, region)
            yield _overview(ledger)

    return Job(steps)


def looking(ledger: Path) -> Job:
    """Look at the draft as it is; yields an `Overview`."""
    return _changing(ledger, lambda open_ledger: None)


def removing_rows(ledger: Path, ids: Sequence[int]) -> Job:
    """Take recipients out of the draft; yields an `Overview`."""
    return _changing(ledger, lambda open_ledger: draft_steps.remove_rows(open_ledger, ids))


def take_rows(ledger: Path, ids: Sequence[int]) -> Job:
    """Make recipients of some doubtful rows; yields an `Overview`."""
    return _changing(ledger, lambda open_ledger: draft_taken.take_rows(open_ledger, ids))


def take_all(ledger: Path, problem: PhoneProblem, source_ids: Sequence[int]) -> Job:
    """Make recipients of every row of some lists that is doubtful for one reason.

    Yields an `Overview`.
    """
    return _changing(
        ledger, lambda open_ledger: draft_taken.take_all(open_ledger, problem, source_ids)
    )


def removing_source(ledger: Path, source_id: int) -> Job:
    """Take a list out of the draft; yields an `Overview`."""
    return _changing(ledger, lambda open_ledger: draft_steps.remove_source(open_ledger, source_id))


def naming(ledger: Path, names: Mapping[str, str]) -> Job:
    """Let lists go by other names for a value they have, too; yields an `Overview`."""
    return _changing(ledger, lambda open_ledger: draft_steps.name_alike(open_ledger, names))


def clearing(ledger: Path) -> Job:
    """Take everything out of the draft; yields an `Overview`."""
    return _changing(ledger, draft_steps.clear)


def undoing(ledger: Path) -> Job:
    """Take the last step back; yields an `Undone`."""

    def steps(wait: Wait) -> Generator[Undone, None, None]:
        with _clean(ledger):
            with Ledger(ledger) as open_ledger:
                step = draft_steps.undo(open_ledger)
                overview = drafts.overview(open_ledger)
            yield Undone(step, overview)

    return Job(steps)


def listing_recipients(ledger: Path) -> Job:
    """Find the draft's recipients, in the order of sending; yields a `Found`."""

    def steps(wait: Wait) -> Generator[Found, None, None]:
        with Ledger(ledger) as open_ledger:
            yield Found(drafts.recipient_ids(open_ledger))

    return Job(steps)


def listing_notes(
    ledger: Path,
    search: str = "",
    notes: Collection[Note] | None = None,
    pattern: Pattern | None = None,
    access_key_id: str = "",
) -> Job:
    """Find what is to be said of the draft's rows; yields a `Found`."""

    def steps(wait: Wait) -> Generator[Found, None, None]:
        with Ledger(ledger) as open_ledger:
            yield Found(drafts.note_ids(open_ledger, search, notes, pattern, access_key_id))

    return Job(steps)


def saving_notes(
    ledger: Path,
    ids: array[int],
    path: Path,
    columns: Sequence[NoteColumn],
    pattern: Pattern | None = None,
) -> Job:
    """Save what is to be said as XLSX or CSV, as `path` says; yields `ExportProgress`."""

    def steps(wait: Wait) -> Generator[ExportProgress, None, None]:
        with Ledger(ledger) as open_ledger:
            notes = drafts.DraftNotes(open_ledger, pattern)
            register = export_register(ledger)
            yield from save(notes, ids, columns, path, lambda: wait(0), register)

    return Job(steps)


def rehearsing(ledger: Path, access_key_id: str, pattern: Pattern) -> Job:
    """Count who would be sent to; yields `StartProgress`, and a `Started` at the end."""

    def steps(wait: Wait) -> Generator[StartProgress | Started, None, None]:
        with Ledger(ledger) as open_ledger:
            yield (yield from rehearse(open_ledger, access_key_id, pattern))

    return Job(steps)


def blocking(ledger: Path, access_key_id: str, numbers: Sequence[str]) -> Job:
    """Put numbers on the account's do-not-send list; yields how many are new to it."""

    def steps(wait: Wait) -> Generator[int, None, None]:
        with Ledger(ledger) as open_ledger:
            yield blocked.block(open_ledger, access_key_id, numbers)

    return Job(steps)


def unblocking(ledger: Path, access_key_id: str, numbers: Sequence[str]) -> Job:
    """Take numbers off the account's do-not-send list; yields how many were on it."""

    def steps(wait: Wait) -> Generator[int, None, None]:
        with Ledger(ledger) as open_ledger:
            yield blocked.unblock(open_ledger, access_key_id, numbers)

    return Job(steps)


def blocking_list(
    ledger: Path, access_key_id: str, path: Path, layout: Layout | None = None
) -> Job:
    """Put every number of a list on the account's do-not-send list.

    Yields `LoadProgress`, and a `Blocked` at the end.
    """

    def steps(wait: Wait) -> Generator[LoadProgress | blocked.Blocked, None, None]:
        from gui.storage.lists.child import in_child
        from gui.storage.lists.tasks import Block

        with _clean(ledger):
            yield (yield from in_child(Block(ledger, path, access_key_id, layout)))

    return Job(steps)


def _changing(ledger: Path, change: Callable[[Ledger], object]) -> Job:
    def steps(wait: Wait) -> Generator[Overview, None, None]:
        with Ledger(ledger) as open_ledger:
            change(open_ledger)
            yield drafts.overview(open_ledger)

    return Job(steps)


def _overview(ledger: Path) -> Overview:
    with Ledger(ledger) as open_ledger:
        return drafts.overview(open_ledger)


@contextmanager
def _clean(ledger: Path) -> Iterator[None]:
    """Delete the rows that count no more, whatever becomes of the job."""
    try:
        yield
    finally:
        # What cannot be deleted now will be the next time.
        with suppress(LedgerError), Ledger(ledger) as open_ledger:
            for _ in draft_steps.purge(open_ledger):
                pass
