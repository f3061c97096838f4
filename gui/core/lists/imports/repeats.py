"""Find the rows of a list that repeat an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq


class RepeatFinder:
    """Remembers the numbers of a list, or the numbers with the values of their rows.

    Rows are compared by their hashes, which take less memory than their values.
    """

    def __init__(self, *, by_values: bool) -> None:
        """Create it; with `by_values` a row with the number of another and other values is new."""
        self._by_values = by_values
        self._first_ids: dict[str, int] = {}
        self._hashes = set[int]()

    def add(self, id: int, number: str, values: Sequence[str]) -> tuple[int, bool]:
        """Add a row; return the id of the first one of its number, and whether the row is new."""
        first = self._first_ids.setdefault(number, id)
        is_first = self._is_new((number, *values)) if self._by_values else first == id
        return first, is_first

    def add_all(
        self, ids: Sequence[int], numbers: Sequence[str], values: Sequence[Sequence[str]]
    ) -> tuple[list[int], list[bool]]:
        """Add many rows at once; `values` are by column. Return the same as `add`, as two lists."""
        firsts = list(map(self._first_ids.setdefault, numbers, ids))
        if self._by_values:
            return firsts, [self._is_new(row) for row in zip(numbers, *values, strict=True)]
        return firsts, list(map(eq, firsts, ids))

    def _is_new(self, row: tuple[str, ...]) -> bool:
        row_hash = hash(row)
        if row_hash in self._hashes:
            return False
        self._hashes.add(row_hash)
        return True
