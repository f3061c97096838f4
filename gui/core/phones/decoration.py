"""What may stand in a cell besides the digits of its phone number, and nothing else may.

Three kinds of signs are told apart: decoration between the digits, marks before the number that a
list has for each line, and the signs of arithmetic, which make a cell no number at all.
"""

from __future__ import annotations

import re
import unicodedata

MINUS = "-‐‑‒–—―−﹘﹣－"
"""Hyphens, dashes and minus signs: between digits they are decoration, before them a sign."""
_SIGNS = MINUS + "ー⁻₋➖˗"
DROPPED = dict.fromkeys(map(ord, MINUS + "ー.．·・()（）﹙﹚"))
"""Between the digits of a number these mean nothing, as blanks do."""
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
"""A bullet or a running number before what a line is about; no country code in brackets."""

_EXPONENT = re.compile(r"[eE][+-]?[0-9]+$")
_FRACTION = re.compile(r"^([^.]+)\.0*$")


def visible(text: str) -> str:
    """Drop invisible characters, and convert full-width characters to ASCII."""
    return text if text.isascii() else "".join(map(_plain, text)).translate(_PLAIN)


def unwrapped(text: str) -> str:
    """Drop blanks, and what a spreadsheet puts around a text."""
    text = "".join(text.split())
    found = _WRAPPED(text)
    return (found[1] or found[2] or "") if found else text


def is_negative(spaced: str) -> bool:
    """Whether a text, made `visible`, is a negative number as spreadsheets write one.

    A sign that a blank keeps from a whole number is a bullet.
    """
    core = spaced.strip().strip(_AROUND)
    return _NEGATIVE(core) is not None and _SEVEN_DIGITS(core) is not None


def is_bracketed(spaced: str) -> bool:
    """Whether a text, made `visible`, is a number and nothing else in brackets."""
    return _BRACKETED(spaced.strip().strip(_AROUND)) is not None


def after_mark(text: str) -> str:
    """Give what follows a bullet or a running number; empty if there is none."""
    found = _MARK(text)
    return text[found.end() :] if found else ""


def is_written(text: str, national: str, code: str) -> bool:
    """Whether a number stands in `text`: exactly its digits, in this order, and only decoration.

    Besides the digits there may be the country code, with + or 00 before it, one 0 before the
    national number, a bullet or running number, and what a spreadsheet adds to a whole number: a
    fraction of zeros, an exponent beside all the digits.

    Args:
        text: all that was read, and nothing that was not.
        national: the number without its country code.
        code: the country code; the number may stand without it.
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
