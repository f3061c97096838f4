"""Numbers of a file, written as a spreadsheet shows them without a format of their own."""

from __future__ import annotations

import math
import re

DIGITS = 15
"""A spreadsheet counts no further."""
_WHOLE = re.compile(rf"-?[0-9]{{1,{DIGITS}}}").fullmatch
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?").fullmatch


def shown_number(text: str) -> str:
    """Write a number of a file with 15 significant digits and without an exponent.

    Returns:
        The digits; or nothing if `text` is no number.
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
        # By way of the rounded digits: int() would show what is binary noise.
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
