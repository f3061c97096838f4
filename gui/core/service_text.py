"""Texts of the service made safe to keep and to show: bounded, and free of hidden characters.

An answer can be anything that is on the wire. What is kept of it goes into the database, into
tables and into files, so each text has a longest length, and no control or direction character
can make a line look like something else.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum

CUT = "…"
"""Marks the end of a truncated text."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: controls, formats (direction, zero width), surrogates, line separators."""


class Limit(IntEnum):
    """Characters kept of each text; the real ones are shorter by far."""

    CODE = 128
    """Code and ErrCode; the longest published one has 40."""
    MESSAGE = 500
    REQUEST_ID = 64
    """A UUID has 36."""
    BIZ_ID = 64
    """`900619746936498440^0` has 20 [SendSms]."""
    OUT_ID = 255
    """[SendBatchSms: OutId]"""
    NUMBER = 32
    TIME = 32
    """`YYYY-MM-DD HH:mm:ss` has 19 [QuerySendDetails]."""
    NAME = 100
    """A sign has 2 to 12 characters (older ones more), a template's name 30 [CreateSmsSign]."""
    CONTENT = 1000
    """A message and a template have 500 [CreateSmsTemplate]; foreign ones may have more."""


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """Make a text of the service safe to keep.

    Hidden characters become blanks, blanks at either end go, and what is longer than `limit` is
    cut; `CUT` then is the last character.

    Args:
        text: as it came; may hold halves of surrogate pairs.
        limit: characters kept, the mark of a cut included.
        lines: whether line feeds stay.
    """
    # Nothing after the limit is looked at: the text may have megabytes.
    some = text[: 2 * limit]
    if not some.isprintable():
        some = some.replace("\r\n", "\n")
        some = "".join(
            " " if unicodedata.category(c) in _HIDDEN and not (lines and c == "\n") else c
            for c in some
        )
    some = some.strip()
    if len(some) <= limit and len(text) <= 2 * limit:
        return some
    return some[: limit - 1] + CUT


def is_cut(text: str, limit: int) -> bool:
    """Say whether `clean` cut this text."""
    return len(text) >= limit and text.endswith(CUT)
