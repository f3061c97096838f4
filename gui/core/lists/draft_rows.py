"""Values that describe the draft: its sources, recipients, notes and undo steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from gui.core.phones.number import MAINLAND_REGION

if TYPE_CHECKING:
    # The window shows what a draft holds before lists are read.
    from gui.core.lists.layout import Layout
    from gui.core.lists.notes import Note
    from gui.core.message.unfit_values import UnfitValue


class SourceKind(StrEnum):
    """The origin of recipients."""

    TYPED = "typed"
    PASTED = "pasted"
    FILE = "file"
    SAVED = "saved"
    """Ticked test phones, and the recipients of a preset; their name is a value of theirs."""


SAVED_NAME = "name"
"""The column that saved recipients have: their name."""


class StepKind(StrEnum):
    """A change of the draft that can be undone."""

    ADDED = "added"
    """A list."""
    REPLACED = "replaced"
    """A list that was read again with another layout."""
    SOURCE_REMOVED = "source-removed"
    ROWS_REMOVED = "rows-removed"
    ROWS_TAKEN = "rows-taken"
    """Doubtful rows were accepted as recipients."""
    CLEARED = "cleared"
    PRESET_CHOSEN = "preset-chosen"
    """Typed numbers and lists gave way to the recipients of a preset."""
    ENTRIES_ADDED = "entries-added"
    """Typed; undone by the session, never stored."""
    ENTRIES_REMOVED = "entries-removed"
    """Typed ones, removed or taken into the editor again; undone by the session, never stored."""


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A list in the draft, or the typed text.

    Attributes:
        path: of a file.
        names: names of the values of a row, in the order of the columns.
        recipients: number of recipients from it.
    """

    id: int
    kind: SourceKind
    path: str
    sheet: str
    names: tuple[str, ...]
    layout: Layout
    recipients: int


@dataclass(frozen=True, slots=True)
class DraftStep:
    """The last change of the draft; `many` is the number of affected rows.

    Attributes:
        id: rises from step to step; 0 if it is not stored.
    """

    kind: StepKind
    many: int
    id: int = field(default=0, compare=False)


ENTRIES_MAX = 20
"""Typed and saved entries that are shown one by one; of more there is only a count."""


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A typed or saved recipient, or what was typed in place of one.

    Attributes:
        id: of its row or note.
        kind: typed, or saved: a test phone, or a recipient of a preset.
        line: of the typed text, from 1.
        number: empty if there is none; of a doubtful one what it would be.
        name: the words typed beside the number, or the name that is saved.
        text: what was typed, truncated with an ellipsis to `row_import.SHOWN` characters.
        note: its note, or none.
    """

    id: int
    kind: SourceKind
    line: int
    number: str
    name: str
    text: str
    note: Note | None

    def lacking(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return which of these columns it has no value of."""
        own = {SAVED_NAME: self.name} if self.kind is SourceKind.SAVED else {}
        return tuple(name for name in names if not own.get(name, "").strip())


@dataclass(frozen=True, slots=True)
class DraftOverview:
    """The draft as a whole.

    Attributes:
        notes: number of notes of each kind, including those on rows that are sent to.
        first, last: some numbers from both ends in the order of sending, without overlap.
        undo: the step that would be undone next, or none.
        typed: the typed text.
        entry_count: number of typed and saved entries, including those that are left out.
        entries: all of them, in the order of sending; empty if there are more than `ENTRIES_MAX`.
    """

    recipients: int = 0
    notes: Mapping[Note, int] = field(default_factory=dict)
    sources: tuple[DraftSource, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    undo: DraftStep | None = None
    typed: str = ""
    entry_count: int = 0
    entries: tuple[DraftEntry, ...] = ()

    @property
    def source_counts(self) -> tuple[tuple[int, int], ...]:
        """The id and number of recipients of each list, which identify the draft's content."""
        return tuple((source.id, source.recipients) for source in self.sources)

    @property
    def singly(self) -> int:
        """Number of recipients that were typed or saved, and so are no list's."""
        kinds = (SourceKind.TYPED, SourceKind.SAVED)
        return sum(source.recipients for source in self.sources if source.kind in kinds)

    @property
    def typed_region(self) -> str:
        """The ISO 3166 region of typed numbers without a country code."""
        typed = (one for one in self.sources if one.kind is SourceKind.TYPED)
        return next((one.layout.region for one in typed), MAINLAND_REGION)

    @property
    def names(self) -> frozenset[str]:
        """All names of any source that placeholders may refer to."""
        return frozenset(name for source in self.sources for name in source.names)


@dataclass(frozen=True, slots=True)
class DraftRecipient:
    """A recipient of the draft.

    Attributes:
        place: the file's name, without its folder; empty if typed or pasted.
        values: by name, as in the list.
    """

    id: int
    number: str
    place: str
    sheet: str
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A note on a row.

    Attributes:
        place: the file's name, without its folder; empty if typed or pasted.
        text: the original text, truncated with an ellipsis to `row_import.SHOWN` characters.
        number: the parsed number, even if doubtful; empty if there is none.
        first_place, first_line: the first occurrence of a repeated number; 0 if it was removed.
        detail: the variable without a value; for an accepted row, its former problem.
        unfit: the value that the service is likely to refuse.
    """

    id: int
    note: Note
    kind: SourceKind
    place: str
    sheet: str
    line: int
    text: str
    number: str
    first_place: str
    first_line: int
    detail: str
    unfit: UnfitValue | None = None


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """Progress of reading a list.

    Attributes:
        done, total: in bytes.
        recipients, notes: found so far.
        downloading: a cloud drive is still bringing the file, so nothing can be read.
    """

    done: int
    total: int
    recipients: int
    notes: int
    downloading: bool = False
