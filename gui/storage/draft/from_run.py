"""Fill the draft from a run: its message as it stood in the form, and its recipients."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from sqlite3 import Connection

from gui.core.lists.draft_rows import LoadProgress, SourceKind
from gui.core.lists.layout import Layout, Sheet
from gui.core.lists.sheet_notes import NO_SHEET_NOTES, SheetNotes
from gui.core.lists.typed_entries import with_name
from gui.core.message.fields import DraftFields, SendMode
from gui.core.params.document import Params, parse_params
from gui.core.params.placeholders import find_placeholders
from gui.core.phones.number import is_mainland
from gui.storage.database.database import Database, read_rows, translate_errors
from gui.storage.draft.edits import clear_draft
from gui.storage.draft.typed import load_typed
from gui.storage.draft.writer import load_list
from gui.storage.lists.source import CHUNK, RowChunk, tidy_chunk
from gui.storage.runs.names import names_of

TYPED_MAX = 200
"""Recipients up to which they are put into the editor; more become a list."""


def load_run(database: Database, run_id: int) -> Generator[LoadProgress, None, DraftFields]:
    """Put the recipients of a run in place of the draft's; return the fields of the message.

    Where each recipient had parameters of its own, they become columns of a list, to which the
    parameters refer. Clearing the draft is a step that can be undone.

    Raises:
        LedgerError: it cannot be read or written.
        ListError: the run has no recipients.
    """
    with translate_errors(database.path):
        (head,) = read_rows(
            database.db,
            "select sign_name, template_code, template_param, out_id, up_extend_code, mode,"
            " (select count(*) from recipient where run_id = run.id) as recipients,"
            " exists (select 1 from recipient where run_id = run.id and template_param is not null)"
            " as personalised from run where id = ?",
            (run_id,),
        )
    clear_draft(database)
    param = head["template_param"]
    if head["personalised"]:
        names, param = _refer_to_columns(param)
        source = _RunSource(database.db, run_id, names)
        mapping = tuple((name, place) for place, name in enumerate(names, 1))
        layout = Layout(header_rows=1, number_column=0, mapping=mapping, keep_both=True)
        yield from load_list(database, source, SourceKind.PASTED, layout=layout)
    elif head["recipients"] <= TYPED_MAX:
        with translate_errors(database.path):
            named = names_of(database.db, run_id)
            numbers = [row[0] for row in _RunSource(database.db, run_id, ()).rows(0)]
        lines = (with_name(number, named.get(number.lstrip("+"), "")) for number in numbers)
        yield from load_typed(database, "\n".join(lines))
    else:
        plain = _RunSource(database.db, run_id, ())
        layout = Layout(header_rows=1, number_column=0)
        yield from load_list(database, plain, SourceKind.PASTED, layout=layout)
    return DraftFields(
        head["sign_name"],
        head["template_code"],
        param,
        head["out_id"],
        head["up_extend_code"],
        SendMode(head["mode"]),
    )


def _refer_to_columns(param: str) -> tuple[tuple[str, ...], str]:
    """Find the parameters that differ by recipient, and let each refer to a column of its name."""
    params = parse_params(param)
    members = find_placeholders(params if isinstance(params, Params) else Params()).members
    names = tuple(
        key for key, pieces in members if any(not isinstance(piece, str) for piece in pieces)
    )
    values = tuple(
        (key, f"{{{{{key}}}}}" if key in names else "".join(map(str, pieces)))
        for key, pieces in members
    )
    return names, Params(values).to_json()


class _RunSource:
    """The recipients of a run as a list: the number, then the values by name."""

    def __init__(self, db: Connection, run_id: int, names: tuple[str, ...]) -> None:
        self._db = db
        self._run_id = run_id
        self._names = names
        (self._size,) = db.execute(
            "select count(*) from recipient where run_id = ?", (run_id,)
        ).fetchone()

    @property
    def size(self) -> int:
        """How many recipients there are."""
        return int(self._size)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """None."""
        return ()

    @property
    def basis(self) -> Layout:
        """Nothing of it has to be guessed."""
        return Layout()

    def chunks(self) -> Iterator[RowChunk]:
        """Yield the header, and the recipients in their order."""
        rows: list[list[str]] = [["", *self._names]]
        line = after = 0
        while rows:
            yield tidy_chunk(range(line + 1, line + len(rows) + 1), rows, min(line, self._size))
            line += len(rows)
            rows, after = self._next(after)

    def sheet_notes(self) -> SheetNotes:
        """None."""
        return NO_SHEET_NOTES

    def rows(self, after: int) -> list[list[str]]:
        """Read the recipients behind an id; no more than a chunk."""
        return self._next(after)[0]

    def _next(self, after: int) -> tuple[list[list[str]], int]:
        found = self._db.execute(
            "select id, number, template_param from recipient where run_id = ? and id > ?"
            " order by id limit ?",
            (self._run_id, after, CHUNK),
        ).fetchall()
        rows = [[_written(number), *self._values(param)] for _, number, param in found]
        return rows, found[-1][0] if found else after

    def _values(self, param: str | None) -> list[str]:
        if not self._names:
            return []
        values = json.loads(param or "{}")
        return [str(values.get(name, "")) for name in self._names]


def _written(number: str) -> str:
    """Write a number so that it is read as the same again."""
    return number if is_mainland(number) else f"+{number}"
