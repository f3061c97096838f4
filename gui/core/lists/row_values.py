"""Where the values of a row stand, once its number is kept apart from the other cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gui.core.lists.layout import Layout

SEPARATOR = "\x1f"
"""Between the cells of a row as the draft keeps them: ASCII's own, which no text holds."""


def value_places(names: Sequence[str], layout: Layout) -> dict[str, int]:
    """Return the position of each named value in a row; -1 is the number itself.

    Columns go by their names, and mapped ones by their variables too.
    """
    columns = [*enumerate(names), *((column, name) for name, column in layout.mapping)]
    if layout.number_column is None:
        return {}
    return {name: place_of(column, layout.number_column) for column, name in columns}


def join_row(number: str, joined: str | None) -> list[str]:
    """Put a row together again, its number first: what stood at `place` is at `place + 1`.

    Behind the others, the number would stand where the last cell of a row too short is looked for.
    """
    return [number] if joined is None else [number, *joined.split(SEPARATOR)]


def places_in_row(places: Mapping[str, int]) -> dict[str, int]:
    """Return the positions of named values in the result of `join_row`."""
    return {name: place + 1 for name, place in places.items()}


def values_at(row: Sequence[str], places: Iterable[int]) -> list[str]:
    """Read some places of what `join_row` gives; a row too short has nothing there."""
    width = len(row) - 1
    return [row[place + 1] if place < width else "" for place in places]


def place_of(column: int, number_column: int | None) -> int:
    """Where a column stands once the number's cell is gone; -1 is the number itself."""
    if number_column is None or column < number_column:
        return column
    return column - 1 if column > number_column else -1
