"""Escape text for the pattern of a LIKE."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\%_]")


def contains_pattern(text: str) -> str:
    """Make the pattern of what contains `text`, with backslash as the escape character."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return f"%{escaped}%"
