"""Phone numbers as they are shown while masking is on."""

from __future__ import annotations


def mask_number(number: str) -> str:
    """Mask the middle of a number: 138****8000."""
    shown_first, shown_last = max(0, min(3, len(number) - 8)), min(4, len(number) // 2)
    hidden = len(number) - shown_first - shown_last
    return number[:shown_first] + "*" * hidden + number[shown_first + hidden :]
