"""What the operator does to the draft as a whole: remove, clear, undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Sequence

from gui.core.drafted import SourceKind, Step, StepKind
from gui.storage import draft_repeats
from gui.storage.ledger import Ledger, explained, now_ms

UNDO_MAX = 20
"""Steps that can be undone."""
ROWS_PER_COMMIT = 50_000

_GONE = 0
"""In place of a step: removed for good."""


def record(db: sqlite3.Connection, kind: StepKind, many: int, source_id: int | None = None) -> int:
    """Write a step down, within a transaction; return its number."""
    cursor = db.execute(
        "insert into draft_step (kind, source_id, many, done_at) values (?, ?, ?, ?)",
        (kind.value, source_id, many, now_ms()),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - a table with a rowid gives one
    return cursor.lastrowid


def last_step(db: sqlite3.Connection) -> Step | None:
    """Tell what would be undone next."""
    row = db.execute("select kind, many from draft_step order by id desc limit 1").fetchone()
    return Step(StepKind(row[0]), row[1]) if row else None


def remove_rows(ledger: Ledger, ids: Sequence[int]) -> int:
    """Take some recipients out; return how many."""
    with ledger.transaction() as db:
        step = record(db, StepKind.ROWS_REMOVED, 0)
        many = db.execute(
            "insert or ignore into draft_removed (id, step_id) select id, ? from draft_row"
            " where id in (select value from json_each(?))",
            (step, json.dumps(list(ids))),
        ).rowcount
        if many:
            db.execute("update draft_step set many = ? where id = ?", (many, step))
        else:
            db.execute("delete from draft_step where id = ?", (step,))
    return many


def remove_source(ledger: Ledger, source_id: int) -> None:
    """Take a list out; numbers that another list repeats count there from now on."""
    _hide(ledger, StepKind.SOURCE_REMOVED, [source_id])


def clear(ledger: Ledger) -> None:
    """Take everything out."""
    with explained(ledger.path):
        found = ledger.db.execute("select id from counting_source")
        sources = [id for (id,) in found]
    if sources:
        _hide(ledger, StepKind.CLEARED, sources)


def undo(ledger: Ledger) -> Step | None:
    """Take the last step back; return it, or none if there is none."""
    with explained(ledger.path):
        row = ledger.db.execute(
            "select id, kind, many, source_id from draft_step order by id desc limit 1"
        ).fetchone()
    if row is None:
        return None
    id, kind, many, source_id = row
    step = Step(StepKind(kind), many)
    match step.kind:
        case StepKind.ADDED:
            _undo_added(ledger, id, source_id)
        case StepKind.ROWS_REMOVED:
            _undo_rows_removed(ledger, id)
        case StepKind.SOURCE_REMOVED | StepKind.CLEARED:
            _undo_hidden(ledger, id)
    return step


def drop_typed(db: sqlite3.Connection) -> None:
    """Take what was typed out, to be replaced; within a transaction, before `settle`."""
    found = db.execute(
        "select id from counting_source where kind = ?",
        (SourceKind.TYPED.value,),
    )
    typed = [id for (id,) in found]
    if typed:
        draft_repeats.touch_dependent(db, typed)
        _set_removed(db, typed, _GONE)


def purge(ledger: Ledger) -> Generator[None, None, None]:
    """Delete what will never count again, a piece at a time.

    Not while a list is being loaded.
    """
    with ledger.transaction() as db:
        db.execute(
            "delete from draft_step where id <= (select max(id) from draft_step) - ?", (UNDO_MAX,)
        )
        gone = db.execute(
            "select id, first_id, last_id from draft_source where ready = 0 or (removed_by is not"
            " null and removed_by not in (select id from draft_step))"
        ).fetchall()
        db.execute(
            "delete from draft_row where id in (select id from draft_removed"
            " where step_id not in (select id from draft_step))"
        )
        db.execute("delete from draft_removed where step_id not in (select id from draft_step)")
    for source_id, first, last in gone:
        for begin in range(first, last + 1, ROWS_PER_COMMIT):
            piece = (begin, min(last, begin + ROWS_PER_COMMIT - 1))
            with ledger.transaction() as db:
                db.execute("delete from draft_row where id between ? and ?", piece)
                db.execute("delete from draft_note where id between ? and ?", piece)
                db.execute("delete from draft_removed where id between ? and ?", piece)
            yield
        with ledger.transaction() as db:
            db.execute("delete from draft_source where id = ?", (source_id,))


def _hide(ledger: Ledger, kind: StepKind, sources: Sequence[int]) -> None:
    with ledger.transaction() as db:
        (many,) = db.execute(
            "select count(*) from draft_row where source_id in (select value from json_each(?))"
            " and id not in (select id from draft_removed)",
            (json.dumps(list(sources)),),
        ).fetchone()
        draft_repeats.touch_dependent(db, sources)
        step = record(db, kind, many, sources[0] if len(sources) == 1 else None)
        _set_removed(db, sources, step)
        draft_repeats.settle(db)


def _undo_added(ledger: Ledger, step: int, source_id: int) -> None:
    with ledger.transaction() as db:
        draft_repeats.touch_dependent(db, [source_id])
        _set_removed(db, [source_id], _GONE)
        draft_repeats.settle(db)
        db.execute("delete from draft_step where id = ?", (step,))


def _undo_rows_removed(ledger: Ledger, step: int) -> None:
    with ledger.transaction() as db:
        db.execute(draft_repeats.TOUCHED)
        db.execute(
            "insert or ignore into touched select number from draft_row where id in"
            " (select id from draft_removed where step_id = ?)",
            (step,),
        )
        db.execute("delete from draft_removed where step_id = ?", (step,))
        draft_repeats.settle(db)
        db.execute("delete from draft_step where id = ?", (step,))


def _undo_hidden(ledger: Ledger, step: int) -> None:
    with ledger.transaction() as db:
        if db.execute(
            "select 1 from counting_source where kind = ?",
            (SourceKind.TYPED.value,),
        ).fetchone():
            # What has been typed since stands in the editor.
            db.execute(
                "update draft_source set removed_by = ? where removed_by = ? and kind = ?",
                (_GONE, step, SourceKind.TYPED.value),
            )
        found = db.execute("select id from draft_source where removed_by = ?", (step,))
        sources = [id for (id,) in found]
        _set_removed(db, sources, None)
        for source_id in sources:
            draft_repeats.touch_shared(db, source_id)
            draft_repeats.touch_left_out(db, source_id)
        draft_repeats.settle(db)
        db.execute("delete from draft_step where id = ?", (step,))


def _set_removed(db: sqlite3.Connection, sources: Sequence[int], step: int | None) -> None:
    db.executemany(
        "update draft_source set removed_by = ? where id = ?", [(step, id) for id in sources]
    )
