"""Read the XML parts of a workbook piece by piece, whatever their size.

It uses expat, which does not store what it has parsed, so that a part that unpacks to gigabytes
takes time but no memory. Entities, which can expand a small part to a huge one, are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pyexpat import ExpatError, ParserCreate, XMLParserType
from typing import BinaryIO

PIECE = 256 * 1024
"""Bytes parsed at once."""
PART_MAX = 2 * 1024 * 1024 * 1024
"""Maximum bytes of an unpacked part; a million full rows have less."""
TOKEN_MAX = 8 * 1024 * 1024
"""Bytes of one tag, or of blanks between two: it is gone through again with each piece."""

Attributes = list[str]
"""Alternating names and values."""


class XmlError(ValueError):
    """A part that is not well-formed XML, or too large."""

    def __init__(self, message: str, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.too_large = too_large


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def value_of(attributes: Attributes, name: str) -> str | None:
    """Find an attribute by its name without a prefix."""
    for place in range(0, len(attributes), 2):
        if local(attributes[place]) == name:
            return attributes[place + 1]
    return None


def is_true(text: str | None) -> bool:
    """Return whether an attribute is true [XML Schema]."""
    return text is not None and text.strip() in ("1", "true", "on")


def parser(
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> XMLParserType:
    """Create a parser with these callbacks; names include their prefixes."""
    made = ParserCreate()
    made.buffer_text = True
    made.ordered_attributes = True
    made.EntityDeclHandler = _refuse_entity
    made.StartElementHandler = start
    if end is not None:
        made.EndElementHandler = end
    if text is not None:
        made.CharacterDataHandler = text
    return made


def feed(made: XMLParserType, part: BinaryIO) -> Iterator[int]:
    """Parse a part; yield the number of bytes parsed after each piece.

    Raises:
        XmlError: it is not well-formed, or too large.
    """
    done = 0
    try:
        while piece := part.read(PIECE):
            made.Parse(piece, False)
            done += len(piece)
            if done > PART_MAX or done - made.CurrentByteIndex > TOKEN_MAX:
                raise XmlError("too much", too_large=True)
            yield done
        made.Parse(b"", True)
    except ExpatError as error:
        raise XmlError(str(error)) from error
    yield done


def parse(made: XMLParserType, part: BinaryIO) -> None:
    """Parse all of a part.

    Raises:
        XmlError: it is not well-formed, or too much.
    """
    for _ in feed(made, part):
        pass


def _refuse_entity(*_: object) -> None:
    raise XmlError("entities", too_large=True)
