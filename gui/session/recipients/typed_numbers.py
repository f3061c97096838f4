"""What the operator typed: finished entries, and the text still in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gui.core.lists.draft_rows import DraftEntry, DraftOverview, DraftStep, SourceKind, StepKind
from gui.core.lists.notes import SENT
from gui.core.lists.typed_entries import split_typed
from gui.core.phones.typed_text import lines_of

UNDO_MAX = 50
"""Maximum changes of the entries that can be undone."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the entries.

    Attributes:
        before: the entries that were there.
        after_step: the stored step that was the last one then; 0 if there was none.
    """

    before: tuple[str, ...]
    step: DraftStep
    after_step: int


class TypedNumbers:
    """The typed text of the draft, line by line, and its changes.

    The stored text is the entries, one on each line, and below them what stands in the editor: so
    what is being typed counts, and is there after a crash.

    Attributes:
        pending: what stands in the editor.
    """

    def __init__(self) -> None:
        self._entries: list[str] = []
        self._changes: list[_Change] = []
        self.pending = ""

    @property
    def text(self) -> str:
        """The text to be stored."""
        pending = [self.pending] if self.pending.strip() else []
        return "\n".join([*self._entries, *pending])

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries, one for each line."""
        return tuple(self._entries)

    def keep(self, entries: Sequence[str]) -> None:
        """Add those of some entries that are not there, below the others."""
        self._entries += [entry for entry in entries if entry not in self._entries]

    def adopt(self, text: str) -> None:
        """Take every line of a stored text as an entry; the editor keeps what is in it."""
        self._entries = lines_of(text)

    def add(self, text: str, last_step: int) -> None:
        """Make entries of a finished text; the editor is empty then."""
        self.pending = ""
        if added := split_typed(text):
            self._remember(StepKind.ENTRIES_ADDED, len(added), last_step)
            self._entries += added

    def remove(self, lines: Sequence[int], last_step: int) -> None:
        """Remove entries by their lines, from 1."""
        gone = {line for line in lines if 0 < line <= len(self._entries)}
        if gone:
            self._remember(StepKind.ENTRIES_REMOVED, len(gone), last_step)
            kept = enumerate(self._entries, 1)
            self._entries = [entry for line, entry in kept if line not in gone]

    def remove_piece(self, line: int, piece: str, last_step: int) -> None:
        """Remove a part of an entry; all of it where the part is not found."""
        entry = self._entries[line - 1] if 0 < line <= len(self._entries) else ""
        rest = entry.replace(piece, "", 1).strip(" ,，;；、\t")
        if piece not in entry or not rest:
            self.remove([line], last_step)
            return
        self._remember(StepKind.ENTRIES_REMOVED, 1, last_step)
        self._entries[line - 1] = rest

    def clear(self) -> None:
        """Forget everything that is typed; the changes can still be undone."""
        self._entries, self.pending = [], ""

    def undo_of(self, last_step: int) -> DraftStep | None:
        """The change that is undone next, unless the stored step `last_step` is newer."""
        if self._changes and self._changes[-1].after_step >= last_step:
            return self._changes[-1].step
        return None

    def undo(self) -> bool:
        """Undo the last change; tell whether that empties the editor.

        An entry that was taken into the editor is not there twice.
        """
        self._entries = list(self._changes.pop().before)
        if back := self.pending in self._entries:
            self.pending = ""
        return back

    def give_back(self, stored: str) -> str:
        """Return to the stored text; what was not stored stands in the editor again."""
        text = self.text
        self.adopt(stored)
        self.pending = text[len(stored) :].strip("\n") if text.startswith(stored) else ""
        return self.pending

    def entry(self, line: int) -> str:
        """The text of an entry, by its line from 1; empty if there is none."""
        return self._entries[line - 1] if 0 < line <= len(self._entries) else ""

    def shown(self, overview: DraftOverview) -> DraftOverview:
        """Leave out of a stored overview what is still being typed and no number yet."""
        shown, pending = list[DraftEntry](), list[DraftEntry]()
        for entry in overview.entries:
            taken = entry.kind is not SourceKind.TYPED or entry.line <= len(self._entries)
            (shown if taken else pending).append(entry)
        notes = dict(overview.notes)
        for entry in pending:
            if entry.note is not None and entry.note not in SENT:
                notes[entry.note] = notes.get(entry.note, 0) - 1
        last = overview.undo.id if overview.undo else 0
        return replace(
            overview,
            notes={note: many for note, many in notes.items() if many > 0},
            entry_count=overview.entry_count - len(pending),
            entries=tuple(shown),
            undo=self.undo_of(last) or overview.undo,
        )

    def is_alone(self, entry: DraftEntry, overview: DraftOverview) -> bool:
        """Return whether a line holds nothing but this entry."""
        typed = (one for one in overview.entries if one.kind is SourceKind.TYPED)
        return sum(one.line == entry.line for one in typed) <= 1

    def _remember(self, kind: StepKind, many: int, last_step: int) -> None:
        self._changes.append(_Change(tuple(self._entries), DraftStep(kind, many), last_step))
        del self._changes[:-UNDO_MAX]
