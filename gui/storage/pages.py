"""Rows straight from the pages of a SQLite file, where the way to them through its trees is lost.

What a page looks like: https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.
"""

from __future__ import annotations

import mmap
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096
"""Bytes of a page of our files, SQLite's default."""
_HEADER = 100
"""Bytes before what is a page like any other in the first one."""
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_LOCAL_MIN = (PAGE - 12) * 32 // 255 - 23
_LOCAL_MAX = {_TABLE_LEAF: PAGE - 35}
_LOCAL_MAX_OF_INDEX = (PAGE - 12) * 64 // 255 - 23
_ROWID_MAX = 1 << 48
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer, by its serial type."""

Value = int | str | None


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows of a table look like in a page.

    Attributes:
        columns: in the order of the file, each with whether it is text, and whether it may be null.
        least: values that every row has; columns that came later may be missing.
        has_rowid: whether the first column is the row's id, which stands outside of the row.
    """

    name: str
    columns: tuple[tuple[str, bool, bool], ...]
    least: int
    has_rowid: bool

    def fits(self, row: Sequence[Value]) -> bool:
        """Whether a row may be one of this table."""
        return self.least <= len(row) <= len(self.columns) and all(
            nullable if value is None else isinstance(value, str) is text
            for value, (_, text, nullable) in zip(row, self.columns, strict=False)
        )


def table_of(db: sqlite3.Connection, name: str) -> Table:
    """Describe a table of ours, whose columns are texts and integers."""
    info = db.execute(f"pragma table_info({name})").fetchall()
    try:
        db.execute(f"select rowid from {name} limit 0")  # noqa: S608 - a table of ours
        has_rowid = True
    except sqlite3.OperationalError:
        has_rowid = False
    columns = tuple((row[1], row[2].lower() == "text", not row[3] and not row[5]) for row in info)
    needed = [place for place, row in enumerate(info) if (row[3] or row[5]) and row[4] is None]
    return Table(name, columns, max(needed) + 1, has_rowid)


def loose_rows(path: Path, tables: Sequence[Table]) -> Iterator[tuple[Table, list[Value]]]:
    """Go through all pages for rows that look as if they were of one of the tables.

    A page may be one that was given up: what it holds may be of long ago, or deleted since.
    """
    if path.stat().st_size < PAGE:
        return
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        for start in range(0, len(content) - PAGE + 1, PAGE):
            for row, outside in _cells(content, start):
                fitting = [
                    table
                    for table in tables
                    if table.has_rowid is (outside is not None) and table.fits(_whole(row, outside))
                ]
                # The id's own place in the row is empty.
                if len(fitting) == 1 and (outside is None or row[0] is None):
                    yield fitting[0], _whole(row, outside)


def _whole(row: list[Value], rowid: int | None) -> list[Value]:
    return row if rowid is None else [rowid, *row[1:]]


def _cells(content: mmap.mmap, start: int) -> Iterator[tuple[list[Value], int | None]]:
    """Read the rows of a page, and their ids if they are of a table with ids."""
    head = start + (_HEADER if start == 0 else 0)
    kind = content[head]
    if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER):
        return
    pointers = head + (12 if kind == _INDEX_INNER else 8)
    many = min(int.from_bytes(content[head + 3 : head + 5], "big"), PAGE // 4)
    for place in range(pointers, pointers + 2 * many, 2):
        cell = start + int.from_bytes(content[place : place + 2], "big")
        rowid = None
        with suppress(IndexError, ValueError):
            if not pointers + 2 * many <= cell < start + PAGE:
                continue
            if kind == _INDEX_INNER:
                cell += 4
            size, cell = _varint(content, cell)
            if kind == _TABLE_LEAF:
                rowid, cell = _varint(content, cell)
                if not 0 < rowid < _ROWID_MAX:
                    continue
            yield _record(_payload(content, cell, size, kind)), rowid


def _payload(content: mmap.mmap, place: int, size: int, kind: int) -> bytes:
    """Put a row's bytes together, also those that had no room in its page."""
    most = _LOCAL_MAX.get(kind, _LOCAL_MAX_OF_INDEX)
    if size <= most:
        return content[place : place + size]
    if size > len(content):
        raise ValueError
    local = _LOCAL_MIN + (size - _LOCAL_MIN) % (PAGE - 4)
    local = local if local <= most else _LOCAL_MIN
    parts, left = [content[place : place + local]], size - local
    place += local
    while left > 0:
        following = (int.from_bytes(content[place : place + 4], "big") - 1) * PAGE
        if not 0 < following <= len(content) - PAGE:
            raise ValueError
        parts.append(content[following + 4 : following + 4 + min(left, PAGE - 4)])
        left -= PAGE - 4
        place = following
    return b"".join(parts)


def _record(data: bytes) -> list[Value]:
    """Take a row apart.

    Raises:
        ValueError, IndexError: it is none, or holds what no table of ours does.
    """
    end, place = _varint(data, 0)
    if end > len(data):
        raise ValueError
    row: list[Value] = []
    at = end
    while place < end:
        kind, place = _varint(data, place)
        if kind == 0:
            row.append(None)
        elif kind in (8, 9):
            row.append(kind - 8)
        elif kind in _INTEGERS:
            size = _INTEGERS[kind]
            row.append(int.from_bytes(data[at : at + size], "big", signed=True))
            at += size
        elif kind >= 13 and kind % 2:
            size = (kind - 13) // 2
            row.append(data[at : at + size].decode("utf-8", "replace"))
            at += size
        else:
            raise ValueError
    if at != len(data):
        raise ValueError
    return row


def _varint(data: bytes | mmap.mmap, place: int) -> tuple[int, int]:
    """Read a number of 1 to 9 bytes; return it and the place after it."""
    value = 0
    for _ in range(8):
        byte = data[place]
        place += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place
    return value << 8 | data[place], place + 1
