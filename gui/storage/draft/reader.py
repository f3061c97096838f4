"""Read the draft's recipients and notes, page by page.

What takes several statements is read in one snapshot: jobs change the draft meanwhile.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from pathlib import PurePath
from sqlite3 import Connection, Row
from typing import Any

from gui.core.lists.draft_rows import (
    ENTRIES_MAX,
    DraftEntry,
    DraftNote,
    DraftOverview,
    DraftRecipient,
    DraftSource,
    SourceKind,
)
from gui.core.lists.imports.row_values import join_row
from gui.core.lists.layout import Layout, ListEncoding
from gui.core.lists.notes import Note, RowNote
from gui.core.message.unfit_values import UnfitValue
from gui.core.params.placeholders import UnreadableValue
from gui.core.phones.number import PhoneProblem
from gui.storage.database.database import Database, read_rows, translate_errors
from gui.storage.database.like import contains_pattern
from gui.storage.draft.entries import count_entries, read_saved, read_typed
from gui.storage.draft.undo import last_step
from gui.storage.draft.value_notes import (
    NO_RULES,
    ValueNote,
    ValueRules,
    find_noted_ids,
    read_value_notes,
)

ENDS = 3
"""Numbers shown from each end."""

_ORDER = "kind not in ('saved', 'typed'), kind <> 'saved', id"
SOURCES = f"select id, first_id, last_id from counting_source order by {_ORDER}"  # noqa: S608 - fixed
"""Sources in the order of sending: saved numbers come first, then typed ones."""

_OF_VALUES = frozenset({RowNote.MISSING_VALUE, RowNote.UNREADABLE_VALUE, RowNote.UNFIT_VALUE})
"""Notes that depend on the parameters."""


def read_overview(database: Database) -> DraftOverview:
    """Read an overview of the draft."""
    with database.snapshot() as db:
        found = db.execute(
            "select id, kind, path, sheet, names, layout, text, first_id, last_id"  # noqa: S608 - fixed
            f" from counting_source order by {_ORDER}"
        ).fetchall()
        sources, notes = [], dict[Note, int]()
        typed, entry_count, entries = "", 0, list[DraftEntry]()
        for id, kind, path, sheet, names, layout, text, first_id, last_id in found:
            ids = (first_id, last_id)
            (recipients,) = db.execute(
                "select count(*) from counting_row where id between ? and ?",
                ids,
            ).fetchone()
            sources.append(
                DraftSource(
                    id,
                    SourceKind(kind),
                    path,
                    sheet,
                    tuple(json.loads(names)),
                    parse_layout(layout),
                    recipients,
                )
            )
            if kind in (SourceKind.TYPED, SourceKind.SAVED):
                entry_count += count_entries(db, ids)
            if kind == SourceKind.TYPED:
                typed = text
            if entry_count > ENTRIES_MAX:
                entries = []
            elif kind == SourceKind.TYPED:
                entries += read_typed(db, ids, text, sources[-1].layout.region)
            elif kind == SourceKind.SAVED:
                entries += read_saved(db, ids)
            for note, many in db.execute(
                "select note, count(*) from draft_note where id between ? and ? group by note", ids
            ):
                kind_ = parse_note(note)
                notes[kind_] = notes.get(kind_, 0) + many
        ranges = [(first_id, last_id) for *_, first_id, last_id in found]
        first = _ends(database, ranges, ENDS)
        last = _ends(database, ranges[::-1], ENDS, "desc")[::-1]
        total = sum(source.recipients for source in sources)
        return DraftOverview(
            recipients=total,
            notes=notes,
            sources=tuple(sources),
            first=first,
            last=last[-max(0, total - ENDS) :] if total > ENDS else (),
            undo=last_step(db),
            typed=typed,
            entry_count=entry_count,
            entries=tuple(entries),
        )


def list_recipient_ids(database: Database) -> array[int]:
    """List the ids of all recipients, in the order of sending."""
    return _ids(database, "select id from counting_row where id between ? and ?")


def find_recipients(database: Database, numbers: Collection[str]) -> tuple[str, ...]:
    """Find which of `numbers` are among the recipients, in the order of their digits."""
    with translate_errors(database.path):
        found = database.db.execute(
            "select distinct number from counting_row where source_id in"
            " (select id from counting_source)"
            " and number in (select value from json_each(?)) order by number",
            (json.dumps(list(numbers)),),
        ).fetchall()
    return tuple(number for (number,) in found)


def list_note_ids(
    database: Database,
    search: str = "",
    notes: Collection[Note] | None = None,
    rules: ValueRules = NO_RULES,
    access_key_id: str = "",
) -> array[int]:
    """List the ids of notes of all or some kinds whose text or number contains `search`.

    By the rules, include recipients that lack a value or have an unfit one, except those that the
    account blocks; see `gui.storage.draft.value_notes`.
    """
    where, values = "", list[object]()
    if notes is not None:
        where += " and note in (select value from json_each(?))"
        values.append(json.dumps([note.value for note in notes]))
    if search:
        where += " and (text like ? escape '\\' or number like ? escape '\\')"
        values += [contains_pattern(search)] * 2
    # Only the fixed conditions above are joined; values are bound.
    query = f"select id from draft_note where id between ? and ?{where}"  # noqa: S608
    if not rules.placeholders.present or not (notes is None or _OF_VALUES & set(notes)):
        return _ids(database, query, values)
    ids = array("q")
    with database.snapshot() as db:
        for source in db.execute(SOURCES).fetchall():
            _, first, last = source
            found = db.execute(f"{query} order by id", (first, last, *values))
            noted = find_noted_ids(db, source, rules, access_key_id, search)
            ids.extend(merge((id for (id,) in found), (-id for id in noted), key=abs))
    return ids


class RecipientReader:
    """Reads pages of recipients for a table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, ids: Sequence[int]) -> Mapping[int, DraftRecipient]:
        """Read the rows with these ids."""
        with self._database.snapshot() as db:
            found = read_rows(
                db,
                "select id, source_id, number, line, cells from draft_row"
                " where id in (select value from json_each(?))",
                (json.dumps(list(ids)),),
            )
            # A page has rows of one or two lists, whose common values are read once.
            shared = {
                source_id: _shared(db.execute(_SHARED, (source_id,)).fetchone())
                for source_id in {row["source_id"] for row in found}
            }
        return {row["id"]: _recipient(row, *shared[row["source_id"]]) for row in found}


class NoteReader:
    """Reads pages of notes for a table."""

    def __init__(self, database: Database, rules: ValueRules = NO_RULES) -> None:
        """Create a reader; the values of recipients are checked by `rules`."""
        self._database = database
        self._rules = rules

    def rows(self, ids: Sequence[int]) -> Mapping[int, DraftNote]:
        """Read the rows with these ids."""
        with self._database.snapshot() as db:
            found = db.execute(
                "select note.id, note.note, source.kind, source.path, source.sheet, note.line,"
                " note.text, note.number, coalesce(row.line, other.line),"
                " first.path, note.detail from draft_note note"
                " join draft_source source on source.id = note.source_id"
                " left join draft_row row on row.id = note.first_id"
                " left join draft_note other on other.id = note.first_id"
                " left join draft_source first on first.id = coalesce(row.source_id,"
                " other.source_id)"
                " where note.id in (select value from json_each(?))",
                (json.dumps([id for id in ids if id > 0]),),
            )
            notes = {note.id: note for note in map(_note, found)}
            return notes | self._of_values(db, [-id for id in ids if id < 0])

    def _of_values(self, db: Connection, ids: Sequence[int]) -> dict[int, DraftNote]:
        if not ids:
            return {}
        sources = {
            id: about for id, *about in db.execute("select id, kind, path, sheet from draft_source")
        }
        found = read_value_notes(db, ids, self._rules)
        return {-id: _value_note(-id, note, sources[note.source_id]) for id, note in found.items()}


def _value_note(id: int, note: ValueNote, source: Sequence[Any]) -> DraftNote:
    found, unfit = note.found, None
    if isinstance(found, UnfitValue):
        kind, text, detail, unfit = RowNote.UNFIT_VALUE, found.value, found.variable.name, found
    else:
        unreadable = isinstance(found, UnreadableValue)
        kind = RowNote.UNREADABLE_VALUE if unreadable else RowNote.MISSING_VALUE
        text, detail = note.number, str(found)
    made = _note((id, kind.value, *source, note.line, text, note.number, 0, "", detail))
    return replace(made, unfit=unfit)


def parse_note(text: str) -> Note:
    """Parse a note as stored."""
    return RowNote(text) if text in _ROW_NOTES else PhoneProblem(text)


def parse_layout(text: str) -> Layout:
    """Parse a layout as stored."""
    values = json.loads(text)
    encoding = values.pop("encoding")
    mapping = tuple((name, column) for name, column in values.pop("mapping"))
    return Layout(
        encoding=None if encoding is None else ListEncoding(encoding), mapping=mapping, **values
    )


_ROW_NOTES = frozenset(RowNote)


_SHARED = "select path, sheet, names from draft_source where id = ?"


def _shared(row: Sequence[str]) -> tuple[str, str, dict[str, int]]:
    path, sheet, names = row
    return PurePath(path).name, sheet, json.loads(names)


def _recipient(row: Row, place: str, sheet: str, places: Mapping[str, int]) -> DraftRecipient:
    parts = join_row(row["number"], row["cells"])
    values = {name: parts[at + 1] for name, at in places.items() if at + 1 < len(parts)}
    return DraftRecipient(row["id"], row["number"], place, sheet, row["line"], values)


def _note(row: Sequence[Any]) -> DraftNote:
    id, note, kind, path, sheet, line, text, number, first_line, first_path, detail = row
    return DraftNote(
        id=id,
        note=parse_note(note),
        kind=SourceKind(kind),
        place=PurePath(path).name,
        sheet=sheet,
        line=line,
        text=text,
        number=number or "",
        first_place=PurePath(first_path or "").name,
        first_line=first_line or 0,
        detail=detail or "",
    )


def _ids(database: Database, query: str, values: Sequence[object] = ()) -> array[int]:
    ids = array("q")
    with database.snapshot() as db:
        for _, first, last in db.execute(SOURCES).fetchall():
            found = db.execute(f"{query} order by id", (first, last, *values))
            ids.extend(id for (id,) in found)
    return ids


def _ends(
    database: Database, ranges: Sequence[tuple[int, int]], many: int, order: str = "asc"
) -> tuple[str, ...]:
    numbers: list[str] = []
    for first, last in ranges:
        found = database.db.execute(
            f"select number from counting_row where id between ? and ? order by id {order} limit ?",  # noqa: S608 - fixed
            (first, last, many - len(numbers)),
        )
        numbers += [number for (number,) in found]
    return tuple(numbers)
