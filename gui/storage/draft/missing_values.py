"""Recipients whose rows lack a value for a placeholder.

They are listed among the notes, with the negative id of their row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from gui.core.lists.imports.row_values import join_row, places_in_row
from gui.core.params.placeholders import Filler, MissingValue, Placeholders


def find_missing_ids(
    db: sqlite3.Connection,
    range_: Sequence[int],
    placeholders: Placeholders,
    access_key_id: str,
    like: str,
) -> Iterator[int]:
    """Yield the ids of rows of a source that lack a value, except blocked ones.

    Args:
        db: of the ledger.
        range_: the source's id, and the first and the last of its rows.
        placeholders: the parameters.
        access_key_id: whose do-not-send list counts.
        like: a pattern for SQL's LIKE that the numbers must match.
    """
    source_id, first, last = range_
    render = _renderer(db, source_id, placeholders)
    found = db.execute(
        "select id, number, cells from counting_row where id between ? and ?"
        " and number like ? escape '\\' and number not in"
        " (select number from blocked where access_key_id = ?) order by id",
        (first, last, like, access_key_id),
    )
    for id, number, cells in found:
        if isinstance(render(join_row(number, cells)), MissingValue):
            yield id


def read_missing_names(
    db: sqlite3.Connection, ids: Sequence[int], placeholders: Placeholders
) -> Mapping[int, tuple[int, int, str, MissingValue]]:
    """Read some of these rows: source, line, number, and the name without a value."""
    renderers = dict[int, Filler]()
    rows = {}
    for id, source_id, line, number, cells in db.execute(
        "select id, source_id, line, number, cells from draft_row"
        " where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall():
        if source_id not in renderers:
            renderers[source_id] = _renderer(db, source_id, placeholders)
        lacking = renderers[source_id](join_row(number, cells))
        # A row that has a value by now will disappear from the table.
        name = lacking if isinstance(lacking, MissingValue) else MissingValue()
        rows[id] = (source_id, line, number, name)
    return rows


def _renderer(db: sqlite3.Connection, source_id: int, placeholders: Placeholders) -> Filler:
    (names,) = db.execute("select names from draft_source where id = ?", (source_id,)).fetchone()
    return placeholders.filler(places_in_row(json.loads(names)))
