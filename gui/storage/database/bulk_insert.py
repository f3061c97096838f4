"""Insert many rows into a table quickly."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain

ROWS_PER_STATEMENT = 1_000
"""Rows per INSERT: half the time of `executemany`; SQLite accepts at most 32766 values. With fewer
rows, a writing thread would wait more often for Python's lock than it writes."""


def insert_many(
    db: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]], fixed: str = ""
) -> None:
    """Insert rows of the same length, in order.

    Args:
        db: within a transaction.
        into: the table and its columns, `table (one, other)`; trusted SQL.
        rows: their values.
        fixed: SQL of the values of the last columns, the same for all rows; trusted SQL.
    """
    if not rows:
        return
    marks = ", ".join(["?"] * len(rows[0]))
    one = f"({marks}, {fixed})" if fixed else f"({marks})"
    whole = len(rows) // ROWS_PER_STATEMENT * ROWS_PER_STATEMENT
    # Only trusted SQL is inserted into the statements; values are bound.
    statement = f"insert into {into} values {', '.join([one] * ROWS_PER_STATEMENT)}"  # noqa: S608
    for begin in range(0, whole, ROWS_PER_STATEMENT):
        piece = rows[begin : begin + ROWS_PER_STATEMENT]
        db.execute(statement, tuple(chain.from_iterable(piece)))
    db.executemany(f"insert into {into} values {one}", rows[whole:])  # noqa: S608
