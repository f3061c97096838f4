"""Many rows into one table, quickly."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain

ROWS_PER_STATEMENT = 1_000
"""Rows of one INSERT: half the time of `executemany`; SQLite takes 32766 values at most. With fewer
rows, a writing thread would wait more often for Python's lock than it writes."""


def insert_many(
    db: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]], fixed: str = ""
) -> None:
    """Insert rows of the same length, in their order.

    Args:
        db: within a transaction.
        into: the table and its columns, `table (one, other)`; never from outside.
        rows: their values.
        fixed: SQL of the last columns' values, the same for all rows; never from outside.
    """
    if not rows:
        return
    marks = ", ".join(["?"] * len(rows[0]))
    one = f"({marks}, {fixed})" if fixed else f"({marks})"
    whole = len(rows) // ROWS_PER_STATEMENT * ROWS_PER_STATEMENT
    # Nothing in these statements comes from outside: what does is bound.
    statement = f"insert into {into} values {', '.join([one] * ROWS_PER_STATEMENT)}"  # noqa: S608
    for begin in range(0, whole, ROWS_PER_STATEMENT):
        piece = rows[begin : begin + ROWS_PER_STATEMENT]
        db.execute(statement, tuple(chain.from_iterable(piece)))
    db.executemany(f"insert into {into} values {one}", rows[whole:])  # noqa: S608
