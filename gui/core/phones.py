"""Normalise and check one phone number: repair what is certain, refuse what is not."""

from __future__ import annotations

import re
import unicodedata

from gui.core.phone import MAINLAND, Phone, PhoneProblem

LONGEST = 64
"""Characters of a text that can be a number at all, however it is decorated."""


def normalise(text: str) -> Phone | PhoneProblem:
    """Read `text` as one number, however it is written.

    Taken off: blanks, hyphens, dots between groups (138.0013.8000), round brackets, zero-width
    characters, the prefixes +86, 0086, 86 and + of the mainland [SendSms: PhoneNumbers], the 0
    dialled before a mobile, and what spreadsheets add (`15494740733.0`, `'138…`, `="138…"`).
    Digits of any script are digits. A decimal is no number: 131.12345678 is a place on the map.

    A number of another country begins with + or 00, or with the bare country code where that is
    a valid mobile number, or has the length of one of Hong Kong, Macao or Taiwan.
    """
    if MAINLAND(text):
        return Phone(text, False)
    if len(text) > LONGEST:
        start = _unwrapped(_visible(text[:LONGEST])).translate(_DROPPED)
        return PhoneProblem.TOO_LONG if _WRITTEN(start) else PhoneProblem.NOT_A_NUMBER
    if found := _PREFIXED(text.translate(_USUAL)):
        return Phone(found[1], False)
    if not _ANY_DIGIT(text):
        return PhoneProblem.NOT_A_NUMBER
    digits = _digits(text)
    if isinstance(digits, PhoneProblem):
        return digits
    if found := _PREFIXED(digits):
        return Phone(found[1], False)
    return _other(digits)


def normalise_mainland(text: str) -> Phone | None:
    """Read `text` as one mainland mobile, as `normalise` does; none if it is anything else."""
    if len(text) > LONGEST:
        return None
    if found := _PREFIXED(text.translate(_USUAL)):
        return Phone(found[1], False)
    digits = _digits(text)
    found = None if isinstance(digits, PhoneProblem) else _PREFIXED(digits)
    return Phone(found[1], False) if found else None


def part(text: str) -> str:
    """Read a part of a number as `normalise` reads a whole one, for a search.

    What has anything else in it stays as it is.
    """
    digits = _unwrapped(_visible(text[:LONGEST])).translate(_DROPPED)
    if not _WRITTEN(digits):
        return text.strip()
    if found := _PREFIXED(digits) or _BEGUN(digits):
        return found[1]
    return digits.removeprefix("+")


def mask(number: str) -> str:
    """Hide the middle of a number from onlookers: 138****8000."""
    shown_first, shown_last = max(0, min(3, len(number) - 8)), min(4, len(number) // 2)
    hidden = len(number) - shown_first - shown_last
    return number[:shown_first] + "*" * hidden + number[shown_first + hidden :]


_PREFIXED = re.compile(r"(?:(?:\+|00|\+00)?86)?0?(1[3-9][0-9]{9})").fullmatch
_BEGUN = re.compile(r"(?:\+|00|\+00)86([0-9]+)").fullmatch
_EXPLICIT = re.compile(r"(\+00|\+|00)([0-9]*)").fullmatch
_LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}").fullmatch
_HOTLINE = re.compile(r"[48]00[0-9]{7}").fullmatch

_WRAPPED = re.compile(r"'(.*?)'?|=?\"(.*)\"", re.DOTALL).fullmatch
_SCIENTIFIC = re.compile(r"([0-9]+)(?:\.([0-9]*))?[eE]([+-]?[0-9]{1,3})").fullmatch
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?").fullmatch
_FLOAT = re.compile(r"(\+?[0-9]+)\.0*").fullmatch
_REGISTRAR = re.compile(r"\+(86)\.([0-9]+)").fullmatch
"""As those of domains write it [RFC 5733: e164Type]."""
_DOTTED = re.compile(r"[0-9]*\.[0-9.]*").findall
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_GROUPED = re.compile(
    rf"(?!{_OCTET}(?:\.{_OCTET}){{3}}$)[0-9]+(?:\.[0-9]+){{2,}}|0[0-9]+\.[0-9]+"
).fullmatch
"""Dots between groups of digits: neither a decimal nor an address of the internet."""
_WRITTEN = re.compile(r"\+?[0-9]+").fullmatch
_ANY_DIGIT = re.compile(r"\d").search

_USUAL = str.maketrans("", "", " -()")
"""What is taken off most often, and is sure to mean nothing."""

_DROPPED = dict.fromkeys(map(ord, "-‐‑‒–—―−﹘﹣－ー.．·・()（）﹙﹚"))
_PLAIN = str.maketrans("＋﹢．，＇＝＂“”‘’ｅＥ", "++.,'=\"\"\"''eE")


def _visible(text: str) -> str:
    """Drop invisible characters, and write the others as ASCII has them."""
    return text if text.isascii() else "".join(map(_plain, text)).translate(_PLAIN)


def _unwrapped(text: str) -> str:
    """Drop blanks, and what a spreadsheet puts around a text."""
    text = "".join(text.split())
    found = _WRAPPED(text)
    return (found[1] or found[2] or "") if found else text


def _plain(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Cf":  # zero-width, byte order mark, direction marks, soft hyphen
            return ""
        case _:
            return character


def _digits(text: str) -> str | PhoneProblem:
    """Reduce `text` to digits, with a plus sign before them if there was one."""
    spaced = _visible(text)
    text = _unwrapped(spaced)
    if found := _SCIENTIFIC(text):
        whole, fraction, exponent = found[1], found[2] or "", int(found[3])
        # Where every digit is written out, none was rounded off.
        if len(fraction.rstrip("0")) <= exponent <= len(fraction):
            return whole + fraction[:exponent]
        return PhoneProblem.LOSSY
    if _THOUSANDS(text):
        text = text.replace(",", "")
    if found := _FLOAT(text):
        return found[1]
    if found := _REGISTRAR(text):
        return found[1] + found[2]
    # Each by itself: between two decimals a blank or a hyphen is no part of one number.
    if "." in text and not all(map(_GROUPED, _DOTTED(spaced))):
        return PhoneProblem.NOT_A_NUMBER
    text = text.translate(_DROPPED)
    return text if _WRITTEN(text) else PhoneProblem.NOT_A_NUMBER


def _other(digits: str) -> Phone | PhoneProblem:
    """Judge `digits` that are no mainland mobile in any usual writing."""
    found = _EXPLICIT(digits)
    prefix, number = (found[1], found[2]) if found else ("", digits)
    if number.startswith("86"):
        return _mainland_problem(number.removeprefix("86"), area_code_zero="0")
    if not prefix and (number[0] in "01" or _HOTLINE(number) or len(number) < 8):
        return _mainland_problem(number)
    # Its tables take a tenth of a second to load, and few lists need them.
    from gui.core.foreign_phones import judge

    found_number = judge(number, prefix)
    return _mainland_problem(number) if found_number is None else found_number


def _mainland_problem(number: str, area_code_zero: str = "") -> PhoneProblem:
    """Why `number`, without its country code, is no mainland mobile."""
    if _LANDLINE(number) or _LANDLINE(area_code_zero + number):
        return PhoneProblem.LANDLINE
    if _HOTLINE(number) or len(number) == 11:
        return PhoneProblem.NOT_MOBILE
    return PhoneProblem.TOO_SHORT if len(number) < 11 else PhoneProblem.TOO_LONG
