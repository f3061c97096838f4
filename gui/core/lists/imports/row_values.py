"""Positions of values in a row whose number is stored apart from its other cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gui.core.lists.layout import Layout

SEPARATOR = "\x1f"
"""Separates the cells of a row as stored in the draft; cleaned cells never contain it."""


def value_places(names: Sequence[str], layout: Layout) -> dict[str, int]:
    """Return the position of each named value in a row; -1 is the number itself.

    Columns are known by their names, mapped ones also by their variables.
    """
    columns = [*enumerate(names), *((column, name) for name, column in layout.mapping)]
    if layout.number_column is None:
        return {}
    return {name: place_of(column, layout.number_column) for column, name in columns}


def join_row(number: str, joined: str | None) -> list[str]:
    """Join a row again, its number first: the cell at `place` moves to `place + 1`.

    The number comes first so that a short row does not have it in place of a missing cell.
    """
    return [number] if joined is None else [number, *joined.split(SEPARATOR)]


def places_in_row(places: Mapping[str, int]) -> dict[str, int]:
    """Return the positions of named values in the result of `join_row`."""
    return {name: place + 1 for name, place in places.items()}


def values_at(row: Sequence[str], places: Iterable[int]) -> list[str]:
    """Return some values of a joined row; missing cells are empty."""
    width = len(row) - 1
    return [row[place + 1] if place < width else "" for place in places]


def place_of(column: int, number_column: int | None) -> int:
    """Return the position of a column without the number's cell; -1 is the number itself."""
    if number_column is None or column < number_column:
        return column
    return column - 1 if column > number_column else -1
