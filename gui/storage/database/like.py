"""Search text with LIKE, or as LIKE does."""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_SPECIAL = re.compile(r"[\\%_]")


def contains_pattern(text: str) -> str:
    """Make the pattern of what contains `text`, with backslash as the escape character."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return f"%{escaped}%"


def contains(text: str, search: str) -> bool:
    """Whether LIKE would match `text` with the pattern of `search`: it folds ASCII letters only."""
    return search.translate(_LOWER) in text.translate(_LOWER)
