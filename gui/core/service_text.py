"""Sanitise texts of the service before they are stored or shown.

An answer may contain anything. What is stored of it ends up in the database, in tables and in
files, so each text has a maximum length, and no control or direction character can disguise a line.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum

CUT = "…"
"""Marks the end of a truncated text."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: controls, formats (direction, zero width), surrogates, line separators."""


class Limit(IntEnum):
    """Maximum characters kept of each text; real ones are far shorter."""

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
    """A sign name has 2 to 12 characters (older ones more), a template name 30 [CreateSmsSign]."""
    CONTENT = 1000
    """A message or template has up to 500 [CreateSmsTemplate], international ones maybe more."""


def clean(text: str, limit: int, *, lines: bool = False) -> str:
    """Make a text of the service safe to store and show.

    Hidden characters become blanks, leading and trailing blanks are stripped, and a text longer
    than `limit` is truncated and ends in `CUT`.

    Args:
        text: as received; may contain lone surrogates.
        limit: characters kept, including `CUT`.
        lines: whether line feeds are kept.
    """
    # Read only the beginning: the text may have megabytes.
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
    """Return whether `clean` truncated this text."""
    return len(text) >= limit and text.endswith(CUT)
