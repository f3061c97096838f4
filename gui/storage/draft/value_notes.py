"""Recipients whose rows lack a value for a placeholder, or have one that is likely to be refused.

They are listed among the notes, with the negative id of their row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gui.core.lists.imports.row_values import join_row, places_in_row
from gui.core.message.unfit_values import UnfitValue, make_finder
from gui.core.message.variables import Variable
from gui.core.params.placeholders import MissingValue, Placeholders
from gui.storage.database.like import contains

Find = Callable[[Sequence[str]], "MissingValue | UnfitValue | None"]


class ValueNote(NamedTuple):
    """What is to be said of the values of a row.

    Attributes:
        found: the name without a value, empty if it has one by now; or the unfit value.
    """

    source_id: int
    line: int
    number: str
    found: MissingValue | UnfitValue


class ValueRules(NamedTuple):
    """What the values of rows are checked for.

    Attributes:
        placeholders: the parameters, which need values.
        variables: of the template, which have a rule for them.
    """

    placeholders: Placeholders = Placeholders()
    variables: tuple[Variable, ...] = ()

    def finder(self, db: sqlite3.Connection, source_id: int) -> Find:
        """Prepare for the rows of a source."""
        places = read_places(db, source_id)
        render = self.placeholders.filler(places)
        find_unfit = make_finder(self.placeholders, self.variables, places)

        def find(cells: Sequence[str]) -> MissingValue | UnfitValue | None:
            rendered = render(cells)
            if isinstance(rendered, MissingValue):
                return rendered
            return find_unfit(cells) if find_unfit is not None else None

        return find


NO_RULES = ValueRules()


def read_places(db: sqlite3.Connection, source_id: int) -> Mapping[str, int]:
    """Read where in the rows of a source the value of each name is, see `join_row`."""
    (names,) = db.execute("select names from draft_source where id = ?", (source_id,)).fetchone()
    return places_in_row(json.loads(names))


def find_noted_ids(
    db: sqlite3.Connection,
    range_: Sequence[int],
    rules: ValueRules,
    access_key_id: str,
    search: str,
) -> Iterator[int]:
    """Yield the ids of such rows of a source, except blocked ones.

    Args:
        db: of the ledger.
        range_: the source's id, and the first and the last of its rows.
        rules: what the values are checked for.
        access_key_id: whose do-not-send list counts.
        search: what the number must contain, or the unfit value, which is shown in its place.
    """
    source_id, first, last = range_
    find = rules.finder(db, source_id)
    rows = db.execute(
        "select id, number, cells from counting_row where id between ? and ? and number not in"
        " (select number from blocked where access_key_id = ?) order by id",
        (first, last, access_key_id),
    )
    for id, number, cells in rows:
        found = find(join_row(number, cells))
        if found is None:
            continue
        text = found.value if isinstance(found, UnfitValue) else ""
        if not search or contains(number, search) or contains(text, search):
            yield id


def read_value_notes(
    db: sqlite3.Connection, ids: Sequence[int], rules: ValueRules
) -> Mapping[int, ValueNote]:
    """Read some of these rows."""
    finders = dict[int, Find]()
    notes = {}
    for id, source_id, line, number, cells in db.execute(
        "select id, source_id, line, number, cells from draft_row"
        " where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall():
        if source_id not in finders:
            finders[source_id] = rules.finder(db, source_id)
        # A row that has a value by now will disappear from the table.
        found = finders[source_id](join_row(number, cells)) or MissingValue()
        notes[id] = ValueNote(source_id, line, number, found)
    return notes
