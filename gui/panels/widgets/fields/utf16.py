"""Convert positions in a text: Qt counts UTF-16 units, Python characters."""

from __future__ import annotations


def units(text: str, characters: int) -> int:
    """How many UTF-16 units the first `characters` of `text` take."""
    start = text[:characters]
    return len(start) if start.isascii() else len(_encoded(start)) // 2


def characters(text: str, units: int) -> int:
    """How many characters begin in the first `units` UTF-16 units of `text`."""
    if text.isascii():
        return min(units, len(text))
    return len(_encoded(text)[: units * 2].decode("utf-16-le", "replace"))


def _encoded(text: str) -> bytes:
    # Half a pair, as a broken paste leaves it, is a unit and a character.
    return text.encode("utf-16-le", "surrogatepass")
