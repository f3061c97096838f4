"""Ticked test phones and the recipients of a preset, as one source of the draft.

It is replaced by each tick, which is no step that can be undone; the recipients of a preset take
the place of everything else, which is one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from gui.core.lists.draft_rows import SAVED_NAME, SourceKind, StepKind
from gui.core.lists.imports.imported_rows import ImportedRows, PlainRow
from gui.core.lists.layout import Layout
from gui.core.presets.preset import NamedNumber
from gui.storage.database.database import Database, translate_errors
from gui.storage.draft import edits
from gui.storage.draft.duplicates import DuplicateResolver, id_ranges
from gui.storage.draft.undo import record
from gui.storage.draft.writer import DraftWriter

NO_LINE = 0
"""The line of saved numbers: there is no text that they stand in."""

_OF_DRAFT = (
    "where number in (select value from json_each(:numbers))"
    " and source_id in (select id from counting_source)"
)
_OTHERS = f"{_OF_DRAFT} and source_id not in (select value from json_each(:saved))"  # noqa: S608 - fixed
_ELSEWHERE = (
    f"select 1 from draft_row {_OTHERS} union all"  # noqa: S608 - fixed
    f" select 1 from draft_note {_OTHERS} and first_id is not null limit 1"
)
"""SQL: whether other sources have a number, too."""


def list_present(database: Database, numbers: Iterable[str]) -> frozenset[str]:
    """Return those of some numbers that are recipients of the draft, wherever they come from."""
    with translate_errors(database.path):
        found = database.db.execute(
            f"select number from counting_row {_OF_DRAFT}",  # noqa: S608 - fixed
            {"numbers": json.dumps(list(numbers))},
        )
        return frozenset(number for (number,) in found)


def tick(database: Database, phones: Sequence[NamedNumber]) -> None:
    """Put test phones among the recipients, after those that are ticked already.

    Raises:
        LedgerError: the disk does not take it.
    """
    _replace(database, phones, ())


def untick(database: Database, numbers: Collection[str]) -> None:
    """Take numbers out of the draft, wherever they come from.

    If a list or the typed text has one of them, this is a step that can be undone.
    """
    with translate_errors(database.path):
        values = {
            "numbers": json.dumps(list(numbers)),
            "saved": json.dumps(edits.saved_sources(database)),
        }
        elsewhere = database.db.execute(_ELSEWHERE, values).fetchone()
        found = database.db.execute(f"select id from counting_row {_OF_DRAFT}", values)  # noqa: S608 - fixed
        ids = [id for (id,) in found]
    if elsewhere is None:
        _replace(database, (), numbers)
    else:
        edits.remove_rows(database, ids)


def choose(database: Database, recipients: Sequence[NamedNumber]) -> None:
    """Let the recipients of a preset take the place of all others.

    Those of an earlier preset, and ticked ones, are forgotten; typed and imported ones come back
    when the step is undone. Without recipients, typed and imported ones stay.

    Raises:
        LedgerError: the disk does not take it.
    """
    if not recipients:
        with database.transaction() as db:
            repeats = DuplicateResolver(db)
            old = edits.saved_sources(database)
            repeats.mark_dependent(old)
            edits.discard(db, old)
            repeats.resolve()
        return
    writer = _write(database, recipients)
    db = database.db
    with translate_errors(database.path):
        repeats = DuplicateResolver(db)
        leaving = [id for (id,) in db.execute("select id from counting_source")]
        saved = edits.saved_sources(database)
    with database.transaction():
        (many,) = db.execute(
            "select count(*) from counting_row where source_id in (select value from json_each(?))",
            (json.dumps(leaving),),
        ).fetchone()
        if leaving == saved:
            edits.discard(db, saved)
        else:
            step = record(db, StepKind.PRESET_CHOSEN, many, writer.source_id)
            edits.set_removed(db, leaving, step)
        db.execute("update draft_source set ready = 1 where id = ?", (writer.source_id,))
        # All others leave, so that no number can be repeated.


def _replace(database: Database, more: Sequence[NamedNumber], without: Collection[str]) -> None:
    """Write the saved numbers again, with some more and without some."""
    db = database.db
    with translate_errors(database.path):
        old = edits.saved_sources(database)
        kept = list[NamedNumber]()
        for first, last in id_ranges(db, old):
            # Rows that were removed come along, so that this can be undone.
            kept += [
                NamedNumber(number, cells or "")
                for number, cells in db.execute(
                    "select number, cells from draft_row where id between :first and :last"
                    " union all select number, cells from draft_note where id between :first"
                    " and :last and first_id is not null"
                    " and id not in (select id from draft_removed)",
                    {"first": first, "last": last},
                )
            ]
    ticked = {one.number for one in more}
    rest = {one.number: one for one in kept if one.number not in ticked | set(without)}
    writer = _write(database, [*rest.values(), *{one.number: one for one in more}.values()])
    with database.transaction():
        repeats = DuplicateResolver(db)
        repeats.mark_dependent(old)
        edits.carry_removals(db, old, writer.source_id)
        (range_,) = id_ranges(db, [writer.source_id])
        db.execute(
            "delete from draft_removed where id in (select id from draft_row where id between ?"
            " and ? and number in (select value from json_each(?)))",
            (*range_, json.dumps(sorted(ticked))),
        )
        edits.discard(db, old)
        db.execute("update draft_source set ready = 1 where id = ?", (writer.source_id,))
        repeats.mark_shared([writer.source_id])
        repeats.resolve()


def _write(database: Database, recipients: Sequence[NamedNumber]) -> DraftWriter:
    """Write a source that does not count yet."""
    writer = DraftWriter(database, SourceKind.SAVED, "", Layout(), {SAVED_NAME: 0})
    rows = list[PlainRow]()
    for id, one in enumerate(recipients, writer.first_id):
        rows.append((id, NO_LINE, one.number, one.name or None))
    writer.write(ImportedRows(plain=rows))
    writer.flush()
    return writer
