"""The characters that are allowed around the digits of a phone number.

There are three kinds: decoration between the digits, list marks before the number, and arithmetic
signs, which make a cell no phone number.
"""

from __future__ import annotations

import re
import unicodedata

MINUS = "-‐‑‒–—―−﹘﹣－"
"""Hyphens, dashes and minus signs: decoration between digits, a sign before them."""
_SIGNS = MINUS + "ー⁻₋➖˗"
DROPPED = dict.fromkeys(map(ord, MINUS + "ー.．·・()（）﹙﹚"))
"""Ignored between the digits of a number, like blanks."""
_PLAIN = str.maketrans("＋﹢．，＇＝＂“”‘’ｅＥ", "++.,'=\"\"\"''eE")

_WRAPPED = re.compile(r"'(.*?)'?|=?\"(.*)\"", re.DOTALL).fullmatch
_AROUND = " \t\r\n'\"="

_AMOUNT_IN_BRACKETS = r"[(（﹙][0-9,.\s]+[)）﹚]"
_NEGATIVE = re.compile(
    rf"""
    [{_SIGNS}+.．·・\s]* [{_SIGNS}]+ [0-9+(（﹙.] .*  # -138…, +-138…, - -138…
    | [(（﹙] \s* [{_SIGNS}]+ .*                      # (-138…)
    | [{_SIGNS}]+ \s+ [0-9,.\s]* [,.] [0-9,.\s]*    # - 13,800,138,000.00, as amounts are aligned
    | .* [0-9)）﹚] \s* [{_SIGNS}]+                  # 138…-, as some bookkeeping exports have it
    | [{_SIGNS}+\s]* {_AMOUNT_IN_BRACKETS}           # (138…), as accountants write it
    """,
    re.VERBOSE | re.DOTALL,
).fullmatch
_BRACKETED = re.compile(_AMOUNT_IN_BRACKETS).fullmatch
_SEVEN_DIGITS = re.compile(r"(?:[0-9][^0-9]*){7}").search

_MARK = re.compile(
    rf"""
    \s* (?:
        [{MINUS}*#>→►▶] \s+                          # - 138…, * 138…
        | [•·●○■□◆◇★☆▪◦‣⁃] \s*
        | [①-⒛❶-❿] \s*
        | [(（] (?!0|85[23]|886) [0-9]{{1,4}} [)）] \s*  # (3) 138…, (3)138…
        | [0-9]{{1,5}} \s* [)）、] \s*                 # 1、138…
        | [0-9]{{1,5}} \s* [.．:：] \s+                # 1. 138…; 1.138 is a decimal
    )
    """,
    re.VERBOSE,
).match
"""A bullet or list number at the beginning, but not a country code in brackets."""

_EXPONENT = re.compile(r"[eE][+-]?[0-9]+$")
_FRACTION = re.compile(r"^([^.]+)\.0*$")


def visible(text: str) -> str:
    """Remove invisible characters, and convert full-width characters to ASCII."""
    return text if text.isascii() else "".join(map(_plain, text)).translate(_PLAIN)


def unwrapped(text: str) -> str:
    """Remove blanks, and the quoting of a text by spreadsheets."""
    text = "".join(text.split())
    found = _WRAPPED(text)
    return (found[1] or found[2] or "") if found else text


def is_negative(spaced: str) -> bool:
    """Return whether the result of `visible` is a negative number as in spreadsheets.

    A sign separated by a blank from a whole number is a bullet.
    """
    core = spaced.strip().strip(_AROUND)
    return _NEGATIVE(core) is not None and _SEVEN_DIGITS(core) is not None


def is_bracketed(spaced: str) -> bool:
    """Return whether the result of `visible` is a number entirely in brackets."""
    return _BRACKETED(spaced.strip().strip(_AROUND)) is not None


def after_mark(text: str) -> str:
    """Return the text after a bullet or list number; empty if there is none."""
    found = _MARK(text)
    return text[found.end() :] if found else ""


def is_written(text: str, national: str, code: str) -> bool:
    """Return whether `text` is exactly the digits of a number, in order, with decoration only.

    Also allowed are the country code, with + or 00 before it, one 0 before the national number, a
    bullet or list number, and what spreadsheets add to whole numbers: a fraction of zeros, or an
    exponent after all digits.

    Args:
        text: exactly the text that was parsed.
        national: the number without country code.
        code: the country code, optional in the text.
    """
    spaced = visible(text)
    return any(
        _has_digits(each, national, code) for each in (spaced, after_mark(spaced)) if each.strip()
    )


def _has_digits(spaced: str, national: str, code: str) -> bool:
    rest = _EXPONENT.sub("", unwrapped(spaced))
    has_exponent = rest != unwrapped(spaced)
    rest = _FRACTION.sub(r"\1", rest)
    digits = rest.translate(DROPPED).replace(",", "").replace("+", "")
    if has_exponent:
        digits = digits.rstrip("0")
        national = national.rstrip("0")
    return digits.isascii() and digits in {
        f"{prefix}{zero}{national}" for prefix in ("", code, f"00{code}") for zero in ("", "0")
    }


def _plain(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Cf":  # zero-width, byte order mark, direction marks, soft hyphen
            return ""
        case _:
            return character
