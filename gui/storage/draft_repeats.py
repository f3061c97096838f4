"""Which of several lists' rows with one number counts: the one that came first.

Where lists come and go, a row that was left out for being repeated may count again. `settle` looks
anew at the numbers that were touched, in the order of the rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gui.core.intake import is_repair
from gui.core.row_notes import RowNote
from gui.core.row_values import row_of, values_at

TOUCHED = "create temp table if not exists touched (number text primary key) without rowid"


def touch_shared(db: sqlite3.Connection, source_id: int) -> None:
    """Touch the numbers of a source that another one which counts has too."""
    db.execute(TOUCHED)
    others = [
        range_
        for (other, *range_) in db.execute("select id, first_id, last_id from counting_source")
        if other != source_id
    ]
    for first, last in others:
        db.execute(
            "insert or ignore into touched select number from draft_row"
            " where source_id = ? and number in"
            " (select number from draft_row where id between ? and ?)",
            (source_id, first, last),
        )


def touch_dependent(db: sqlite3.Connection, source_ids: Sequence[int]) -> None:
    """Touch the numbers that others repeat after rows of some sources."""
    db.execute(TOUCHED)
    ids = json.dumps(list(source_ids))
    for source_id in source_ids:
        db.execute(
            "insert or ignore into touched select number from draft_note where first_id between"
            " (select first_id from draft_source where id = ?1) and"
            " (select last_id from draft_source where id = ?1)"
            " and source_id not in (select value from json_each(?2))",
            (source_id, ids),
        )


def touch_left_out(db: sqlite3.Connection, source_id: int) -> None:
    """Touch the numbers of a source that were left out because of another one."""
    db.execute(TOUCHED)
    db.execute(
        "insert or ignore into touched select number from draft_note where source_id = ?1 and"
        " (first_id < (select first_id from draft_source where id = ?1) or"
        " first_id > (select last_id from draft_source where id = ?1))",
        (source_id,),
    )


class _Candidate(NamedTuple):
    id: int
    source_id: int
    line: int
    number: str
    cells: str | None
    text: str | None
    first_id: int | None


class _Rule(NamedTuple):
    """How a source looks at its repetitions: places of the values compared, if any are."""

    keep_both: bool
    places: tuple[int, ...]


def settle(db: sqlite3.Connection) -> None:
    """Let of each touched number the first row count; within a transaction."""
    db.execute(TOUCHED)
    if db.execute("select 1 from touched limit 1").fetchone() is None:
        return
    rules = _rules(db)
    firsts: dict[str, int] = {}
    kept: set[tuple[str, ...]] = set()
    promoted: list[_Candidate] = []
    demoted: list[tuple[_Candidate, int]] = []
    for row in _candidates(db):
        rule = rules[row.source_id]
        values = (row.number, *values_at(row_of(row.number, row.cells), rule.places))
        first = firsts.setdefault(row.number, row.id)
        repeated = values in kept if rule.keep_both else first != row.id
        was_repeated = row.first_id is not None
        if repeated:
            if not was_repeated or row.first_id != first:
                demoted.append((row, first))
        else:
            kept.add(values)
            if was_repeated:
                promoted.append(row)
    _promote(db, promoted)
    _demote(db, demoted)
    db.execute("delete from touched")


def _candidates(db: sqlite3.Connection) -> Iterator[_Candidate]:
    """Go through all rows of the touched numbers, in their order."""
    found = db.execute(
        "select row.id, row.source_id, row.line, row.number, row.cells, note.text, null"
        " from counting_row row left join draft_note note on note.id = row.id"
        " where row.source_id in (select id from counting_source)"
        " and row.number in (select number from touched)"
        " union all select id, source_id, line, number, cells, text, first_id from draft_note"
        " where source_id in (select id from counting_source)"
        " and note = ? and first_id is not null"
        " and number in (select number from touched) order by 1",
        (RowNote.REPEATED.value,),
    )
    return map(_Candidate._make, found.fetchall())


def _rules(db: sqlite3.Connection) -> dict[int, _Rule]:
    rules = {}
    for id, names, layout in db.execute("select id, names, layout from draft_source"):
        mapping = sorted(name for name, _ in json.loads(layout)["mapping"])
        places = json.loads(names)
        keep_both = json.loads(layout)["keep_both"] and bool(mapping)
        rules[id] = _Rule(keep_both, tuple(places[name] for name in mapping))
    return rules


def _promote(db: sqlite3.Connection, rows: Sequence[_Candidate]) -> None:
    db.executemany(
        "insert into draft_row (id, source_id, line, number, cells) values (?, ?, ?, ?, ?)",
        [row[:5] for row in rows],
    )
    repaired = [(row.id,) for row in rows if is_repair(row.text or "", row.number)]
    db.executemany(
        "update draft_note set note = ?, first_id = null where id = ?",
        [(RowNote.REPAIRED.value, *id) for id in repaired],
    )
    plain = {row.id for row in rows} - {id for (id,) in repaired}
    db.executemany("delete from draft_note where id = ?", [(id,) for id in plain])


def _demote(db: sqlite3.Connection, rows: Sequence[tuple[_Candidate, int]]) -> None:
    db.executemany("delete from draft_row where id = ?", [(row.id,) for row, _ in rows])
    db.executemany(
        "insert or replace into draft_note (id, source_id, line, number, cells, text, note,"
        " first_id) values (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row[:5], row.text or row.number, RowNote.REPEATED.value, first) for row, first in rows],
    )
