"""Decide which of several rows with the same number counts: the first one.

Where lists come and go, a row that was left out for being repeated may count again. So the numbers
that were touched are looked at again, in the order of the rows. The first row of each number is
kept in a dictionary: for two million rows this takes half the time of sorting them, and 150 MB. Of
more rows, and where a number may count once for each of its values, SQLite sorts all of them, which
takes some megabytes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from gui.core.lists.imports.row_import import is_repair
from gui.core.lists.imports.row_values import SEPARATOR, join_row, values_at
from gui.core.lists.notes import RowNote

MANY = 20_000
"""Number of changed rows above which all numbers are compared at once."""

CACHE = 16_000
"""KB of cache for SQLite then, because an index is filled in random order."""

ROWS_IN_MEMORY = 2_500_000
"""Ids of the draft up to which the first row of each number is found without sorting."""

_LAST = 2**63 - 1
_NOTES = {
    note.name.lower(): note.value for note in (RowNote.REPAIRED, RowNote.REPEATED, RowNote.TAKEN)
}
"""The notes as parameters of SQL: `:repaired`, `:repeated`, `:taken`."""


class DuplicateResolver:
    """Compares the touched numbers again; removed rows neither count nor are repeated.

    First touch numbers, maybe more than necessary: unaffected ones do not change. Then call
    `decide` and `apply`, or both with `resolve`.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._all = False
        for table in (
            "touched (number text primary key) without rowid",
            "verdict (id integer primary key, first_id integer)",
        ):
            db.execute(f"create temp table if not exists {table}")
        db.execute("delete from touched")
        db.create_function("is_repair", 2, is_repair, deterministic=True)

    def mark_shared(self, source_ids: Sequence[int], without: Sequence[int] = ()) -> None:
        """Touch the numbers that some sources may share with other counting ones.

        The sources `without` are not among the others.
        """
        mine, others = list[tuple[int, int]](), list[tuple[int, int]]()
        for id, ready, removed_by, *range_ in self._db.execute(
            "select id, ready, removed_by, first_id, last_id from draft_source"
        ):
            first, last = range_
            if id in source_ids:
                mine.append((first, last))
            elif ready and removed_by is None and id not in without:
                others.append((first, last))
        # The numbers of either side include all shared ones.
        for range_ in min(mine, others, key=_rows_in):
            self._touch("select number from draft_row where id between ? and ?", range_)

    def mark_dependent(self, source_ids: Sequence[int]) -> None:
        """Touch the numbers that are repeated after rows of some sources."""
        for first, last in id_ranges(self._db, source_ids):
            self._touch(
                "select number from draft_note where first_id between ? and ?"
                " and source_id not in (select value from json_each(?))",
                (first, last, json.dumps(list(source_ids))),
            )

    def mark_left_out(self, source_ids: Sequence[int]) -> None:
        """Touch the numbers of some sources that were left out as repeated."""
        ids = json.dumps(list(source_ids))
        for first, last in id_ranges(self._db, source_ids):
            self._touch(
                "select number from draft_note note where id between ? and ?"
                " and first_id is not null and not exists (select 1 from draft_source source"
                " where note.first_id between source.first_id and source.last_id"
                " and source.id in (select value from json_each(?)))",
                (first, last, ids),
            )

    def mark_removed(self, step: int) -> None:
        """Touch the numbers of the rows that a step removed."""
        removed = "(select id from draft_removed where step_id = ?)"
        self._touch(f"select number from draft_row where id in {removed}", (step,))  # noqa: S608 - fixed
        self._touch(f"select number from draft_note where id in {removed}", (step,))  # noqa: S608 - fixed

    def touch_taken(self, step: int) -> None:
        """Touch the numbers of the rows that a step accepted."""
        self._touch(
            "select number from draft_note where id in"
            " (select id from draft_taken where step_id = ?)",
            (step,),
        )

    def touch_taken_between(self, first: int, last: int) -> None:
        """Touch the numbers of the accepted rows in a range of ids."""
        self._touch(
            "select number from draft_note where id in"
            " (select id from draft_taken where id between ? and ?)",
            (first, last),
        )

    def resolve(self) -> None:
        """Let the first row of each touched number count; within a transaction."""
        self.decide()
        self.apply()

    def decide(self, arriving: Sequence[int] = (), leaving: Sequence[int] = ()) -> None:
        """Find the rows that become repeated, or count again.

        Arriving sources are treated as counting, leaving ones as not counting.
        """
        self._db.execute("delete from verdict")
        if self._all:
            self._db.execute(f"pragma cache_size = -{CACHE}")
        some = self._db.execute("select 1 from touched limit 1").fetchone()
        if not self._all and some is None:
            return
        sources = [id for (id,) in self._db.execute("select id from counting_source")]
        sources = [id for id in (*sources, *arriving) if id not in leaving]
        both = self._keep_both(sources)
        which = (
            "source_id in (select value from json_each(:sources))"
            " and id not in (select id from draft_removed)"
        )
        if not self._all:
            which += " and number in (select number from touched)"
        values = {
            "sources": json.dumps(sources),
            "repeated": RowNote.REPEATED.value,
            "both": json.dumps(both),
        }
        many = _rows_in(id_ranges(self._db, sources))
        if both or many > ROWS_IN_MEMORY or not self._decide_in_memory(which, values):
            self._decide_sorted(which, values, both=bool(both))

    def _decide_in_memory(self, which: str, values: Mapping[str, object]) -> bool:
        """Find the first row of each number while going through the rows in their order.

        Returns:
            Whether it was done; not if memory is too short in the process that reads lists.
        """
        firsts: dict[int, int] = {}
        self._db.create_function("first_of", 2, firsts.setdefault)
        # Only fixed SQL is joined here and below; values are bound. The limits, which limit
        # nothing, keep the order from being dropped as useless.
        rows = (
            "select id, cast(number as integer) as number, null as first_id, 0 as noted"  # noqa: S608
            f" from draft_row where {which} union all"
            " select id, cast(number as integer), first_id, 1 from draft_note"
            f" where {which} and note = :repeated and first_id is not null order by id limit -1"
        )
        began = self._db.in_transaction
        try:
            self._db.execute(
                "insert into verdict select id, case when id <> head then head end from"  # noqa: S608
                " (select id, first_id, noted, first_of(number, id) as head"
                f" from ({rows}) limit -1)"
                " where (id <> head and (not noted or first_id is not head))"
                " or (id = head and noted)",
                values,
            )
        except MemoryError:
            if began:  # SQLite may have rolled it back
                raise
            return False
        finally:
            self._db.create_function("first_of", 2, None)
        return True

    def _decide_sorted(self, which: str, values: Mapping[str, object], *, both: bool) -> None:
        """Find the first row of each number by sorting all rows by number."""
        cells = "cells" if both else "null as cells"
        candidates = (
            f"select id, source_id, number, {cells}, null as first_id, 0 as noted from draft_row"  # noqa: S608
            f" where {which} union all"
            f" select id, source_id, number, {cells}, first_id, 1 from draft_note"
            f" where {which} and note = :repeated and first_id is not null"
        )
        repeated = "id <> head"
        if both:
            repeated = (
                "case when source_id in (select value from json_each(:both)) then id <>"
                " min(case when id = head or source_id in (select value from json_each(:both))"
                " then id end) over (partition by number, mapped_values(source_id, cells))"
                " else id <> head end"
            )
        self._db.execute(
            "insert into verdict select id, case when repeated then head end from"  # noqa: S608
            f" (select id, first_id, noted, head, {repeated} as repeated from"
            # Sorting integers takes three quarters of the time.
            " (select *, first_value(id) over (partition by cast(number as integer) order by id)"
            f" as head from ({candidates})))"
            " where (repeated and (not noted or first_id is not head))"
            " or (not repeated and noted) order by id",
            values,
        )

    def apply(self, first: int = 0, last: int = _LAST) -> None:
        """Apply the decisions to a range of ids; within a transaction."""
        self._promote(first, last)
        self._demote(first, last)

    def _keep_both(self, sources: Sequence[int]) -> list[int]:
        """List the sources that keep rows with the same number and different values."""
        both, places = [], dict[int, list[int]]()
        for id, names, layout in self._db.execute(
            "select id, names, layout from draft_source where id in"
            " (select value from json_each(?))",
            (json.dumps(list(sources)),),
        ):
            place_of = json.loads(names)
            described = json.loads(layout)
            mapped = sorted(name for name, _ in described["mapping"] if name in place_of)
            places[id] = [place_of[name] for name in mapped]
            if described["keep_both"] and mapped:
                both.append(id)

        def mapped_values(source_id: int, joined: str | None) -> str:
            # The compared rows all have the same number.
            return SEPARATOR.join(values_at(join_row("", joined), places[source_id]))

        self._db.create_function("mapped_values", 2, mapped_values, deterministic=True)
        return both

    def _promote(self, first: int, last: int) -> None:
        values = {"first": first, "last": last, **_NOTES}
        chosen = "(select id from verdict where id between :first and :last and first_id is null)"
        for statement in (
            "insert into draft_row (id, source_id, line, number, cells)"  # noqa: S608 - fixed
            f" select id, source_id, line, number, cells from draft_note where id in {chosen}",
            "update draft_note set note = :taken, first_id = null"  # noqa: S608 - fixed
            f" where id in {chosen} and id in (select id from draft_taken)",
            "update draft_note set note = coalesce(detail, :repaired), first_id = null,"  # noqa: S608 - fixed
            f" detail = null where id in {chosen} and note = :repeated"
            " and (detail is not null or (text <> number and is_repair(text, number)))",
            f"delete from draft_note where id in {chosen} and note = :repeated",  # noqa: S608 - fixed
        ):
            self._db.execute(statement, values)

    def _demote(self, first: int, last: int) -> None:
        values = {"first": first, "last": last, **_NOTES}
        chosen = "id between :first and :last and first_id is not null"
        for statement in (
            # Its present note: it was repaired, its cells have a problem, which is kept as the
            # detail, or it repeats another row. An accepted row has its problem there.
            "update draft_note set note = :repeated,"  # noqa: S608 - fixed
            " detail = case note when :repeated then detail when :taken then detail"
            " when :repaired then null else note end,"
            " first_id = (select first_id from verdict where id = draft_note.id),"
            " cells = coalesce((select cells from draft_row where id = draft_note.id), cells)"
            f" where id in (select id from verdict where {chosen})",
            "insert or ignore into draft_note (id, source_id, line, number, cells, text, note,"  # noqa: S608 - fixed
            " first_id) select row.id, source_id, line, number, cells, number, :repeated, first_id"
            f" from (select * from verdict where {chosen}) one"
            " join draft_row row on row.id = one.id order by one.id",
            f"delete from draft_row where id in (select id from verdict where {chosen})",  # noqa: S608 - fixed
        ):
            self._db.execute(statement, values)

    def _touch(self, numbers: str, values: Sequence[object]) -> None:
        if self._all:
            return
        many = self._db.execute(
            f"insert into touched select distinct number from ({numbers})"  # noqa: S608 - ours
            f" where number not in (select number from touched) limit {MANY + 1}",
            values,
        ).rowcount
        self._all = many > MANY


def id_ranges(db: sqlite3.Connection, source_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Yield the first and last id of the rows of some sources."""
    return db.execute(
        "select first_id, last_id from draft_source where id in (select value from json_each(?))",
        (json.dumps(list(source_ids)),),
    ).fetchall()


def _rows_in(ranges: Sequence[tuple[int, int]]) -> int:
    return sum(last - first + 1 for first, last in ranges)
