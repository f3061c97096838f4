"""Accept doubtful rows as recipients, and undo that.

An accepted row keeps its note, with its problem in `detail`, so that the step can be undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from gui.core.lists.draft_rows import StepKind
from gui.core.lists.notes import RowNote
from gui.core.phones.number import TAKEABLE, PhoneProblem
from gui.storage.database.database import Database
from gui.storage.draft.duplicates import DuplicateResolver, id_ranges
from gui.storage.draft.undo import record

_TAKEABLE = json.dumps([problem.value for problem in TAKEABLE])
_CAN_BE_TAKEN = (
    "number is not null and note in (select value from json_each(:takeable))"
    " and source_id in (select id from counting_source)"
    " and id not in (select id from draft_removed)"
)


def take_rows(database: Database, ids: Sequence[int]) -> int:
    """Accept the doubtful rows among `ids`; return how many.

    Raises:
        LedgerError: the disk does not take it.
    """
    return _take(
        database, "id in (select value from json_each(:ids))", {"ids": json.dumps(list(ids))}
    )


def take_all(database: Database, problem: PhoneProblem, source_ids: Sequence[int]) -> int:
    """Accept all rows of some lists with one kind of doubt; return how many.

    Args:
        database: open on this thread.
        problem: one of `TAKEABLE`.
        source_ids: the lists that the operator saw; rows of later ones are not changed.

    Raises:
        LedgerError: the disk does not take it.
    """
    return _take(
        database,
        "note = :problem and source_id in (select value from json_each(:sources))",
        {"problem": problem.value, "sources": json.dumps(list(source_ids))},
    )


def undo_taken(database: Database, step: int) -> None:
    """Undo the acceptance of rows by a step."""
    values = {"step": step}
    with database.transaction() as db:
        repeats = DuplicateResolver(db)
        repeats.touch_taken(step)
        taken = "id in (select id from draft_taken where step_id = :step)"
        db.execute(f"delete from draft_row where {taken}", values)  # noqa: S608 - fixed
        db.execute(
            f"update draft_note set note = detail, detail = null, first_id = null where {taken}",  # noqa: S608 - fixed
            values,
        )
        db.execute("delete from draft_taken where step_id = :step", values)
        repeats.resolve()
        db.execute("delete from draft_step where id = :step", values)


def keep_taken(
    db: sqlite3.Connection, before: Sequence[int], source_id: int, repeats: DuplicateResolver
) -> None:
    """Accept the same rows in the source that replaces theirs, if it contains them too.

    Call it within a transaction, before the source counts; the numbers are touched.
    """
    taken = dict[tuple[str, str, str], int]()
    for range_ in id_ranges(db, before):
        for number, text, problem, step in db.execute(
            "select note.number, text, detail, step_id from draft_taken taken cross join draft_note"
            " note on note.id = taken.id where taken.id between ? and ?",
            range_,
        ):
            taken[number, text, problem] = step
    if not taken:
        return
    (range_,) = id_ranges(db, [source_id])
    found = db.execute(
        "select id, number, text, note from draft_note where id between ? and ?"
        " and number is not null and note in (select value from json_each(?))",
        (*range_, _TAKEABLE),
    ).fetchall()
    rows = [(id, taken[key]) for id, *rest in found if (key := tuple(rest)) in taken]
    db.executemany("insert into draft_taken (id, step_id) values (?, ?)", rows)
    _let_count(db, "id between ? and ?", range_)
    repeats.touch_taken_between(*range_)


def _take(database: Database, which: str, values: dict[str, object]) -> int:
    with database.transaction() as db:
        step = record(db, StepKind.ROWS_TAKEN, 0)
        many = db.execute(
            "insert into draft_taken (id, step_id) select id, :step from draft_note"  # noqa: S608 - fixed
            f" where {_CAN_BE_TAKEN} and {which}",
            {"step": step, "takeable": _TAKEABLE, **values},
        ).rowcount
        if not many:
            db.execute("delete from draft_step where id = ?", (step,))
            return 0
        db.execute("update draft_step set many = ? where id = ?", (many, step))
        _let_count(db, "step_id = ?", (step,))
        repeats = DuplicateResolver(db)
        repeats.touch_taken(step)
        repeats.resolve()
    return many


def _let_count(db: sqlite3.Connection, which: str, values: Sequence[object]) -> None:
    """Make recipients of accepted rows that are not recipients yet."""
    taken = f"id in (select id from draft_taken where {which}) and note <> ?"  # noqa: S608 - fixed
    values = (*values, RowNote.TAKEN.value)
    db.execute(
        "insert into draft_row (id, source_id, line, number, cells)"  # noqa: S608 - fixed
        f" select id, source_id, line, number, cells from draft_note where {taken}",
        values,
    )
    db.execute(
        f"update draft_note set detail = note, note = ? where {taken}",  # noqa: S608 - fixed
        (RowNote.TAKEN.value, *values),
    )
