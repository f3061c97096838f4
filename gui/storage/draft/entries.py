"""Read the typed and saved entries of the draft, which the window shows one by one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from gui.core.lists.draft_rows import ENTRIES_MAX, DraftEntry, SourceKind
from gui.core.lists.notes import Note, RowNote
from gui.core.phones.number import PhoneProblem
from gui.core.phones.typed_text import is_word, lines_of

NAMES_MAX = 1_000
"""Named recipients of a draft whose names are kept with a run; more are of a list."""

_ENTRIES = """
    select id, line, number, number, null, coalesce(cells, '') from draft_row
    where id between :first and :last
    and id not in (select id from draft_note where id between :first and :last)
    and id not in (select id from draft_removed)
    union all
    select id, line, coalesce(number, ''), text, note, coalesce(cells, '') from draft_note
    where id between :first and :last and id not in (select id from draft_removed)
    order by id limit :many
"""


def count_entries(db: sqlite3.Connection, ids: tuple[int, int]) -> int:
    """Count the entries with ids in a range, including those that are left out."""
    values = {"first": ids[0], "last": ids[1], "many": -1}
    (many,) = db.execute(f"select count(*) from ({_ENTRIES})", values).fetchone()  # noqa: S608 - fixed
    return int(many)


def read_saved(db: sqlite3.Connection, ids: tuple[int, int]) -> list[DraftEntry]:
    """Read the entries of saved numbers with ids in a range, within `translate_errors`."""
    return [
        DraftEntry(id, SourceKind.SAVED, line, number, name, shown, _note(note))
        for id, line, number, shown, note, name in _read(db, ids)
    ]


def read_typed(
    db: sqlite3.Connection, ids: tuple[int, int], text: str, region: str
) -> list[DraftEntry]:
    """Read the typed entries with ids in a range.

    Args:
        db: within `translate_errors`.
        ids: the first and the last id.
        text: the typed text.
        region: ISO 3166 region of numbers without a country code.
    """
    names = _Names(lines_of(text), region)
    return [
        DraftEntry(id, SourceKind.TYPED, line, number, names.of(line, number), shown, _note(note))
        for id, line, number, shown, note, _ in _read(db, ids)
    ]


def read_names(db: sqlite3.Connection) -> dict[str, str]:
    """Read the names beside typed and saved numbers of the draft, by number.

    Of a draft with more than `NAMES_MAX` of them there are none.
    """
    names = dict[str, str]()
    for kind, text, layout, first, last in db.execute(
        "select kind, text, layout, first_id, last_id from counting_source"
        " where kind in (:typed, :saved)",
        {"typed": SourceKind.TYPED.value, "saved": SourceKind.SAVED.value},
    ).fetchall():
        rows = db.execute(
            "select line, number, cells from counting_row where id between ? and ? order by id"
            " limit ?",
            (first, last, NAMES_MAX + 1),
        ).fetchall()
        if len(rows) > NAMES_MAX:
            return {}
        if kind == SourceKind.SAVED.value:
            found = {number: cells or "" for _, number, cells in rows}
        else:
            typed = _Names(lines_of(text), json.loads(layout)["region"])
            found = {number: typed.of(line, number) for line, number, _ in rows}
        names |= {number: name for number, name in found.items() if name}
    return names


def _read(
    db: sqlite3.Connection, ids: tuple[int, int]
) -> list[tuple[int, int, str, str, str, str]]:
    values = {"first": ids[0], "last": ids[1], "many": ENTRIES_MAX}
    return db.execute(_ENTRIES, values).fetchall()


class _Names:
    """Finds the names beside the numbers of a line, each once."""

    def __init__(self, lines: Sequence[str], region: str) -> None:
        self._lines, self._region = lines, region
        self._by_line = dict[int, Mapping[str, list[str]]]()

    def of(self, line: int, number: str) -> str:
        if not number or not 0 < line <= len(self._lines):
            return ""
        if line not in self._by_line:
            self._by_line[line] = self._read(self._lines[line - 1])
        names = self._by_line[line].get(number)
        return names.pop(0) if names else ""

    def _read(self, line: str) -> Mapping[str, list[str]]:
        names = dict[str, list[str]]()
        if any(map(is_word, line.replace(",", " ").replace("，", " ").split())):
            from gui.core.lists.typed_entries import name_readings
            from gui.core.phones.number import Doubt
            from gui.core.phones.scan import scan_numbers

            for (_, found), name in name_readings(scan_numbers(line, self._region)):
                if not isinstance(found, PhoneProblem):
                    phone = found.phone if isinstance(found, Doubt) else found
                    names.setdefault(phone.number, []).append(name)
        return names


def _note(text: str | None) -> Note | None:
    if text is None:
        return None
    return RowNote(text) if text in frozenset(RowNote) else PhoneProblem(text)
