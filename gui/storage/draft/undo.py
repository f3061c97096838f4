"""The undo steps of the draft as stored."""

from __future__ import annotations

import sqlite3

from gui.core.lists.draft_rows import DraftStep, StepKind
from gui.storage.database.database import now_ms


def record(db: sqlite3.Connection, kind: StepKind, many: int, source_id: int | None = None) -> int:
    """Record a step, within a transaction; return its id."""
    cursor = db.execute(
        "insert into draft_step (kind, source_id, many, done_at) values (?, ?, ?, ?)",
        (kind.value, source_id, many, now_ms()),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - a table with a rowid gives one
    return cursor.lastrowid


def last_step(db: sqlite3.Connection) -> DraftStep | None:
    """Return the step that would be undone next."""
    row = db.execute("select kind, many, id from draft_step order by id desc limit 1").fetchone()
    if row is None:
        return None
    kind, many, id = row
    return DraftStep(StepKind(kind), many, id)
