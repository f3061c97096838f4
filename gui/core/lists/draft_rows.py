"""The draft's recipients as values: sources, rows, notes, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from gui.core.phones.number import MAINLAND_REGION

if TYPE_CHECKING:
    # The window shows what a draft holds before lists are read.
    from gui.core.lists.layout import Layout
    from gui.core.lists.notes import Note


class SourceKind(StrEnum):
    """Where recipients come from."""

    TYPED = "typed"
    PASTED = "pasted"
    FILE = "file"


class StepKind(StrEnum):
    """What the operator did to the draft, and can undo."""

    ADDED = "added"
    """A list."""
    REPLACED = "replaced"
    """A list, by itself read another way."""
    SOURCE_REMOVED = "source-removed"
    ROWS_REMOVED = "rows-removed"
    ROWS_TAKEN = "rows-taken"
    """Doubtful rows, to be sent to."""
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A list in the draft, or what was typed.

    Attributes:
        path: of a file.
        names: what a row's values are called, in the order of the columns.
        recipients: who is sent to because of it.
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
    """The last thing done to the draft; `many` counts the rows it touched."""

    kind: StepKind
    many: int


@dataclass(frozen=True, slots=True)
class DraftOverview:
    """The draft as a whole.

    Attributes:
        notes: how many there are of each kind; what is repaired is sent to all the same.
        first, last: some numbers from both ends, in the order of sending; `last` has none of
            those in `first`.
        undo: what would be undone next, if anything.
        typed: the text of what was typed.
    """

    recipients: int = 0
    notes: Mapping[Note, int] = field(default_factory=dict)
    sources: tuple[DraftSource, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    undo: DraftStep | None = None
    typed: str = ""

    @property
    def source_counts(self) -> tuple[tuple[int, int], ...]:
        """How many are sent to because of each list, by its number: tells drafts apart."""
        return tuple((source.id, source.recipients) for source in self.sources)

    @property
    def typed_region(self) -> str:
        """Where typed numbers without a country code are from, as ISO 3166 has it."""
        typed = (one for one in self.sources if one.kind is SourceKind.TYPED)
        return next((one.layout.region for one in typed), MAINLAND_REGION)

    @property
    def names(self) -> frozenset[str]:
        """Every name that a pattern may refer to, of whatever source."""
        return frozenset(name for source in self.sources for name in source.names)


@dataclass(frozen=True, slots=True)
class DraftRecipient:
    """Who will be sent to.

    Attributes:
        place: the file's name, without its folder; empty if typed or pasted.
        values: by name, as they stand in the list.
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
        text: what was there; what is longer than `recipients.SHOWN` ends in an ellipsis.
        number: what it was read as, or, of a doubtful one, would be; or empty.
        first_place, first_line: where a repeated number stands first; 0 if that is gone.
        detail: the variable without a value; of a taken row, its problem before.
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


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """How far a list has been read.

    Attributes:
        done, total: in bytes.
        recipients, notes: found so far.
    """

    done: int
    total: int
    recipients: int
    notes: int
