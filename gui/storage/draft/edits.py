"""Edit the draft as a whole: remove, clear, undo.

Removing a row removes its repetitions too: none of them counts in its place. If its list or the
typed text is read again, its number stays removed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Mapping, Sequence

from gui.core.lists.draft_rows import DraftStep, SourceKind, StepKind
from gui.core.lists.notes import RowNote
from gui.storage.database.database import Database, translate_errors
from gui.storage.draft.accepted_rows import keep_taken, undo_taken
from gui.storage.draft.duplicates import DuplicateResolver, id_ranges
from gui.storage.draft.undo import record

UNDO_MAX = 20
"""Maximum steps that can be undone."""
ROWS_PER_COMMIT = 50_000

_GONE = 0
"""Instead of a step id: removed permanently."""


def remove_rows(database: Database, ids: Sequence[int]) -> int:
    """Remove some recipients; return how many."""
    with database.transaction() as db:
        step = record(db, StepKind.ROWS_REMOVED, 0)
        many = db.execute(
            "insert or ignore into draft_removed (id, step_id) select id, ? from draft_row"
            " where id in (select value from json_each(?))",
            (step, json.dumps(list(ids))),
        ).rowcount
        if many:
            db.execute("update draft_step set many = ? where id = ?", (many, step))
            _remove_repetitions(db, step)
        else:
            db.execute("delete from draft_step where id = ?", (step,))
    return many


def remove_source(database: Database, source_id: int) -> None:
    """Remove a list; numbers repeated in another list count there from now on."""
    _hide(database, StepKind.SOURCE_REMOVED, [source_id])


def clear_draft(database: Database) -> None:
    """Remove all recipients from the draft."""
    with translate_errors(database.path):
        sources = _ids(database.db, "counting_source")
    if sources:
        _hide(database, StepKind.CLEARED, sources)


def undo_step(database: Database) -> DraftStep | None:
    """Undo the last step; return it, or none if there is none."""
    with translate_errors(database.path):
        row = database.db.execute(
            "select id, kind, many, source_id from draft_step order by id desc limit 1"
        ).fetchone()
    if row is None:
        return None
    id, kind, many, source_id = row
    step = DraftStep(StepKind(kind), many)
    match step.kind:
        case StepKind.ROWS_REMOVED:
            _undo_rows_removed(database, id)
        case StepKind.ROWS_TAKEN:
            undo_taken(database, id)
        case StepKind.ADDED | StepKind.REPLACED:
            _undo_sources(database, id, [source_id])
        case StepKind.SOURCE_REMOVED | StepKind.CLEARED:
            _undo_sources(database, id, [])
        case StepKind.PRESET_CHOSEN:
            _undo_sources(database, id, saved_sources(database))
    return step


def replace_typed(db: sqlite3.Connection, source_id: int) -> None:
    """Let a source replace the previously typed one; within a transaction."""
    typed = _ids(db, "counting_source where kind = ?", SourceKind.TYPED.value)
    repeats = DuplicateResolver(db)
    repeats.mark_dependent(typed)
    carry_removals(db, typed, source_id)
    keep_taken(db, typed, source_id, repeats)
    discard(db, typed)
    db.execute("update draft_source set ready = 1 where id = ?", (source_id,))
    repeats.mark_shared([source_id])
    repeats.resolve()


def carry_removals(db: sqlite3.Connection, before: Sequence[int], source_id: int) -> None:
    """Remove from a source the numbers that were removed from the sources it replaces.

    Call it within a transaction, before the source counts.
    """
    removed = dict[str, int]()
    for range_ in id_ranges(db, before):
        for table in ("draft_note", "draft_row"):  # a row that repeats another one is a note
            removed |= db.execute(
                f"select number, step_id from draft_removed removed cross join {table} row"  # noqa: S608 - fixed
                " on row.id = removed.id where removed.id between ? and ? and number is not null",
                range_,
            )
    if not removed:
        return
    (range_,) = id_ranges(db, [source_id])
    for query in (
        "select id, number from draft_row where id between ? and ?",
        "select id, number from draft_note where id between ? and ? and first_id is not null",
    ):
        rows = [
            (id, removed[number]) for id, number in db.execute(query, range_) if number in removed
        ]
        db.executemany("insert or ignore into draft_removed (id, step_id) values (?, ?)", rows)


def purge(database: Database) -> Generator[None, None, None]:
    """Delete rows that can never count again, in batches.

    Do not call it while a list is being loaded.
    """
    with database.transaction() as db:
        db.execute(
            "delete from draft_step where id <= (select max(id) from draft_step) - ?", (UNDO_MAX,)
        )
        gone = db.execute(
            "select id, first_id, last_id from draft_source where ready = 0 or (removed_by is not"
            " null and removed_by not in (select id from draft_step))"
        ).fetchall()
        # The typed text is read again with each key: its marks must stay.
        forgotten = (
            "draft_removed where step_id not in (select id from draft_step) and not exists"  # noqa: S608 - fixed
            f" (select 1 from counting_source where kind = '{SourceKind.TYPED.value}'"
            " and draft_removed.id between first_id and last_id)"
        )
        for table in ("draft_row", "draft_note"):
            db.execute(f"delete from {table} where id in (select id from {forgotten})")  # noqa: S608 - fixed
        db.execute(f"delete from {forgotten}")  # noqa: S608 - fixed
    for source_id, first, last in gone:
        for begin in range(first, last + 1, ROWS_PER_COMMIT):
            piece = (begin, min(last, begin + ROWS_PER_COMMIT - 1))
            with database.transaction() as db:
                db.execute("delete from draft_row where id between ? and ?", piece)
                db.execute("delete from draft_note where id between ? and ?", piece)
                db.execute("delete from draft_removed where id between ? and ?", piece)
                db.execute("delete from draft_taken where id between ? and ?", piece)
            yield
        with database.transaction() as db:
            db.execute("delete from draft_source where id = ?", (source_id,))


def _hide(database: Database, kind: StepKind, sources: Sequence[int]) -> None:
    repeats = DuplicateResolver(database.db)
    with translate_errors(database.path):
        # Deciding takes seconds for a long list: let others write meanwhile.
        repeats.mark_dependent(sources)
        repeats.decide(leaving=sources)
    with database.transaction() as db:
        (many,) = db.execute(
            "select count(*) from draft_row where source_id in (select value from json_each(?))"
            " and id not in (select id from draft_removed)",
            (json.dumps(list(sources)),),
        ).fetchone()
        step = record(db, kind, many, sources[0] if len(sources) == 1 else None)
        set_removed(db, sources, step)
        repeats.apply()


def _remove_repetitions(db: sqlite3.Connection, step: int) -> None:
    """Remove the rows that repeat those removed by a step, or have the same number and cells."""
    db.execute(
        "insert or ignore into draft_removed (id, step_id) select id, :step from draft_note"
        " where note = :repeated and (first_id in (select id from draft_removed where step_id ="
        " :step) or (number, coalesce(cells, '')) in (select number, coalesce(cells, '')"
        " from draft_row where id in (select id from draft_removed where step_id = :step)))",
        {"step": step, "repeated": RowNote.REPEATED.value},
    )


def _undo_rows_removed(database: Database, step: int) -> None:
    with database.transaction() as db:
        repeats = DuplicateResolver(db)
        repeats.mark_removed(step)
        db.execute("delete from draft_removed where step_id = ?", (step,))
        repeats.resolve()
        db.execute("delete from draft_step where id = ?", (step,))


def _undo_sources(database: Database, step: int, added: Sequence[int]) -> None:
    """Remove permanently what a step added, and restore what it removed."""
    with translate_errors(database.path):
        db = database.db
        coming = _ids(db, "draft_source where removed_by = ?", step)
        going = list(added)
        if _ids(db, "draft_source where removed_by = ? and kind = ?", step, SourceKind.TYPED.value):
            # There is one typed text: the caller adds to it what was typed since then.
            typed = _ids(db, "counting_source where kind = ?", SourceKind.TYPED.value)
            going += [id for id in typed if id not in going]
        repeats = DuplicateResolver(db)
        repeats.mark_dependent(going)
        # Their repetitions among each other have not changed since they were removed.
        repeats.mark_shared(coming, without=going)
        repeats.mark_left_out(coming)
        repeats.decide(arriving=coming, leaving=going)
    with database.transaction():
        discard(db, going)
        set_removed(db, coming, None)
        repeats.apply()
        db.execute("delete from draft_step where id = ?", (step,))


def saved_sources(database: Database) -> list[int]:
    """Return the counting sources of test phones and of presets: at most one, but for undo."""
    return _ids(database.db, "counting_source where kind = ?", SourceKind.SAVED.value)


def _ids(db: sqlite3.Connection, which: str, *values: object) -> list[int]:
    return [id for (id,) in db.execute(f"select id from {which}", values)]  # noqa: S608 - fixed


def add_column_aliases(database: Database, names: Mapping[str, str]) -> None:
    """Give columns additional names: map each new name to the existing one.

    A list where the operator mapped the new name to a column keeps that mapping.
    """
    with database.transaction() as db:
        for id, known, layout in db.execute(
            "select id, names, layout from counting_source"
        ).fetchall():
            places = json.loads(known)
            mapped = {name for name, _ in json.loads(layout)["mapping"]}
            more = {
                name: places[other]
                for name, other in names.items()
                if other in places and name not in mapped
            }
            db.execute(
                "update draft_source set names = ? where id = ?",
                (json.dumps(places | more, ensure_ascii=False), id),
            )


def discard(db: sqlite3.Connection, sources: Sequence[int]) -> None:
    """Delete sources permanently, also from the steps that removed or accepted their rows."""
    set_removed(db, sources, _GONE)
    for kind, table, rows in (
        (StepKind.ROWS_REMOVED, "draft_removed", "draft_row"),
        (StepKind.ROWS_TAKEN, "draft_taken", "draft_note"),
    ):
        steps = set[int]()
        for range_ in id_ranges(db, sources):
            gone = f"{table} where id between ? and ?"
            steps |= {step for (step,) in db.execute(f"select step_id from {gone}", range_)}  # noqa: S608 - fixed
            db.execute(f"delete from {gone}", range_)  # noqa: S608 - fixed
        for step in steps:
            db.execute(
                f"update draft_step set many = (select count(*) from {table} touched cross"  # noqa: S608 - fixed
                f" join {rows} row on row.id = touched.id where step_id = :step)"
                " where id = :step",
                {"step": step},
            )
        db.execute("delete from draft_step where many = 0 and kind = ?", (kind.value,))


def set_removed(db: sqlite3.Connection, sources: Sequence[int], step: int | None) -> None:
    """Set the step that removed some sources, or none; within a transaction."""
    db.executemany(
        "update draft_source set removed_by = ? where id = ?", [(step, id) for id in sources]
    )
