"""Format numbers of a file as a spreadsheet shows them without a display format."""

from __future__ import annotations

import math
import re

DIGITS = 15
"""Significant digits of a spreadsheet."""
_WHOLE = re.compile(rf"-?[0-9]{{1,{DIGITS}}}").fullmatch
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?").fullmatch


def shown_number(text: str) -> str:
    """Format a number of a file with 15 significant digits and no exponent.

    Returns:
        The digits, or an empty string if `text` is not a number.
    """
    text = text.strip()
    if _WHOLE(text):
        return text
    if not _NUMBER(text):
        return ""
    value = float(text)
    if not math.isfinite(value):
        return ""
    rounded = float(f"{value:.{DIGITS}g}")
    if rounded.is_integer():
        # Use the rounded digits: int() would show binary rounding noise.
        digits, _, exponent = f"{value:.{DIGITS - 1}e}".partition("e")
        whole = digits.replace(".", "")
        sign = "-" if whole.startswith("-") else ""
        whole = whole.lstrip("-")
        places = int(exponent) + 1
        shown = whole[:places].ljust(places, "0") if places > 0 else "0"
        return sign + (shown.lstrip("0") or "0") if shown.strip("0") else "0"
    shown = f"{value:.{DIGITS}g}"
    if "e" in shown:
        shown = f"{value:.{DIGITS + 5}f}".rstrip("0").rstrip(".")
    return shown
