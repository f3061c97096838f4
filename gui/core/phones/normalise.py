"""Normalise and validate one phone number: repair what is certain, reject the rest.

Every accepted number passes `decoration.is_written`: it has exactly the digits of the text.
"""

from __future__ import annotations

import re

from gui.core.phones.decoration import (
    DROPPED,
    after_mark,
    is_bracketed,
    is_negative,
    is_written,
    unwrapped,
    visible,
)
from gui.core.phones.number import MAINLAND, MAINLAND_REGION, Doubt, Found, Phone, PhoneProblem

DIGITS_MAX = 64
"""Maximum length of a text that can be a number, including decoration."""
LONGEST_SEARCHED = 4096
"""Maximum length of a text that is searched for a number."""
BARE_MAX = 10
"""Digits up to which a bare number may have no country code at all."""


def normalise(text: str, region: str = MAINLAND_REGION) -> Found:
    """Parse `text` as one number in any notation.

    Removed are blanks, hyphens, dots between groups (138.0013.8000), round brackets, zero-width
    characters, the prefixes +86, 0086, 86 and + of the mainland [SendSms: PhoneNumbers], the 0
    dialled before a mobile, a bullet or list number before it, and what spreadsheets add
    (`15494740733.0`, `'138…`, `="138…"`). Digits of any script are digits. A decimal is not a phone
    number: 131.12345678 may be a longitude; nor is a negative number, which is the result of
    arithmetic.

    A number of another country begins with + or 00, or with the bare country code where that is
    a valid mobile number, or has the length of one of Hong Kong, Macao or Taiwan. With ten digits
    or fewer a bare one may be anything else.

    Args:
        text: a cell, or a part of a line.
        region: ISO 3166 region of numbers without a country code.

    Returns:
        The number, or a doubtful one that the operator must accept, or the problem.
    """
    if region == MAINLAND_REGION:
        if MAINLAND(text):
            return Phone(text, False)
        if _FEW_DIGITS(text):
            # Digits alone contain neither another number nor a list mark.
            read = _prefixed(text) or _other(text)
            if isinstance(read, PhoneProblem):
                return read
        if found := _read_usual(text):
            return found
    if len(text) > DIGITS_MAX:
        return _read_long(text, region)
    if not _ANY_DIGIT(text):
        return PhoneProblem.NOT_A_NUMBER
    spaced = visible(text)
    if is_negative(spaced):
        return PhoneProblem.NEGATIVE
    read = _read(spaced, region)
    if isinstance(read, Phone) and not read.international:
        return _checked(text, read)
    rest = after_mark(spaced)
    if rest and not isinstance(read, Phone) and is_negative(rest) and not is_bracketed(rest):
        return PhoneProblem.NEGATIVE
    marked = _read(rest, region) if rest and not is_negative(rest) else None
    if isinstance(marked, Phone) and (not marked.international or not isinstance(read, Phone)):
        # (55) 13912345678 is a mobile of São Paulo, or the 55th of a list and one of ours.
        return PhoneProblem.AMBIGUOUS if isinstance(read, Phone) else _checked(text, marked)
    if isinstance(read, Phone):
        return _checked(text, read)
    if isinstance(read, Doubt):
        checked = _checked(text, read.phone)
        return read if isinstance(checked, Phone) else checked
    inside = numbers_inside(text, region) if read not in _NOTHING_INSIDE else []
    return Doubt(inside[0], PhoneProblem.NUMBER_INSIDE) if inside else read


def normalise_mainland(text: str) -> Phone | None:
    """Parse `text` as `normalise` does; none unless it is a mainland mobile."""
    if len(text) > DIGITS_MAX:
        return None
    if found := _read_usual(text):
        return found
    spaced = visible(text)
    if is_negative(spaced):
        return None
    for each in (spaced, after_mark(spaced)):
        digits = _digits(each) if each else PhoneProblem.NOT_A_NUMBER
        found = None if isinstance(digits, PhoneProblem) else _prefixed(digits)
        if found:
            return found if isinstance(_checked(text, found), Phone) else None
    return None


def numbers_inside(text: str, region: str = MAINLAND_REGION) -> list[Phone]:
    """Find the numbers in a text that has other things in it.

    They are mainland ones, those with a +, and mobiles of `region` as it is chosen.

    Numbers with a decimal point or a currency are amounts, and longer runs of digits contain none.
    """
    spaced = visible(text)
    if _CURRENCY(spaced) or (is_negative(spaced) and not is_bracketed(spaced)):
        return []
    found = dict[str, Phone]()
    for each in _INSIDE(spaced):
        read = _read(each[0], MAINLAND_REGION)
        if isinstance(read, Phone):
            found.setdefault(read.number, read)
    if region != MAINLAND_REGION:
        from gui.core.phones.foreign import judge_local

        for each in _LOCAL_INSIDE(spaced):
            local = judge_local(each[0].translate(_UNDRESSED), region)
            if isinstance(local, Phone):
                found.setdefault(local.number, local)
    return list(found.values())


def is_bare(text: str) -> bool:
    """Return whether `text` has no + or 00 before its digits."""
    return _EXPLICIT_START(visible(text)) is None


def zeros_at_end(text: str) -> int:
    """Count the trailing zeros of a plain number; 0 if it is decorated.

    A number rounded by a spreadsheet has no +, blanks or hyphens.
    """
    found = _PLAIN_NUMBER(text)
    return len(found[1]) - len(found[1].rstrip("0")) if found else 0


def normalise_fragment(text: str) -> str:
    """Normalise a part of a number, for a search.

    A text with other content is returned unchanged.
    """
    digits = unwrapped(visible(text[:DIGITS_MAX])).translate(DROPPED)
    if not _WRITTEN(digits):
        return text.strip()
    if found := _PREFIXED(digits) or _BEGUN(digits):
        return found[1]
    return digits.removeprefix("+")


_PREFIXED = re.compile(r"(?:(?:\+|00|\+00)?86)?0?(1[3-9][0-9]{9})").fullmatch
_FEW_DIGITS = re.compile(rf"[0-9]{{1,{DIGITS_MAX}}}").fullmatch
_BEGUN = re.compile(r"(?:\+|00|\+00)86([0-9]+)").fullmatch
_EXPLICIT = re.compile(r"(\+00|\+|00)([0-9]*)").fullmatch
_LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}").fullmatch
_HOTLINE = re.compile(r"[48]00[0-9]{7}").fullmatch

_SCIENTIFIC = re.compile(r"([0-9]+)(?:\.([0-9]*))?[eE]([+-]?[0-9]{1,3})").fullmatch
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?").fullmatch
_FLOAT = re.compile(r"(\+?[0-9]+)\.0*").fullmatch
_REGISTRAR = re.compile(r"\+(86)\.([0-9]+)").fullmatch
"""The notation of domain registrars [RFC 5733: e164Type]."""
_DOTTED = re.compile(r"[0-9]*\.[0-9.]*").findall
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_GROUPED = re.compile(
    rf"(?!{_OCTET}(?:\.{_OCTET}){{3}}$)[0-9]+(?:\.[0-9]+){{2,}}|0[0-9]+\.[0-9]+"
).fullmatch
"""Dots between groups of digits: neither a decimal nor an IP address."""
_WRITTEN = re.compile(r"\+?[0-9]+").fullmatch
_ANY_DIGIT = re.compile(r"\d").search

_USUAL = re.compile(r"(?:[0-9]|\+[0-9(])[0-9 ()-]*[0-9]").fullmatch
"""A number with common decoration, and nothing before or after it."""
_UNDRESSED = str.maketrans("", "", " -()")
_EXPLICIT_START = re.compile(r"[\s(（'\"=]*(?:[+]|00)").match
_PLAIN_NUMBER = re.compile(r"[\s'\"=]*([0-9]{8,15})(?:\.0*)?[\s'\"]*").fullmatch
_INSIDE = re.compile(
    r"(?<![0-9+])(?<![0-9\s][.,])(?<!^[.,])(?:"
    r"(?:(?:\+|00)?86[- ]?)?1[3-9][0-9]([- ]?)[0-9]{4}\1[0-9]{4}"
    r"|\+[1-9][0-9]{0,2}[- ]?[0-9]{3,5}[- ]?[0-9]{3,4}[- ]?[0-9]{0,4}"
    r")(?![0-9])(?![.,][0-9])"
).finditer
_LOCAL_INSIDE = re.compile(
    r"(?<![0-9+])(?<![0-9\s][.,])(?<!^[.,])[0-9](?:[- ]?[0-9]){6,14}(?![0-9])(?![.,][0-9])"
).finditer
_CURRENCY = re.compile("[$¢£¤¥₠-₿﹩＄￠￡￥元圆円%％]").search
_NOTHING_INSIDE = (PhoneProblem.LOSSY, PhoneProblem.AMBIGUOUS, PhoneProblem.NEGATIVE)


def _read_usual(text: str) -> Phone | None:
    """Parse a mainland mobile with common decoration: the fast path."""
    if not _USUAL(text):
        return None
    return _prefixed(text.translate(_UNDRESSED))


def _prefixed(digits: str) -> Phone | None:
    found = _PREFIXED(digits)
    return Phone(found[1], False) if found else None


def _read_long(text: str, region: str) -> Found:
    start = unwrapped(visible(text[:DIGITS_MAX])).translate(DROPPED)
    if _WRITTEN(start):
        return PhoneProblem.TOO_LONG
    inside = numbers_inside(text[:LONGEST_SEARCHED], region)
    return Doubt(inside[0], PhoneProblem.NUMBER_INSIDE) if inside else PhoneProblem.NOT_A_NUMBER


def _read(spaced: str, region: str) -> Found:
    """Parse the result of `visible`, ignoring list marks."""
    digits = _digits(spaced)
    if isinstance(digits, PhoneProblem):
        return digits
    if region != MAINLAND_REGION and not digits.startswith(("+", "00")):
        return _read_local(digits, region)
    return _prefixed(digits) or _other(digits)


def _read_local(digits: str, region: str) -> Found:
    """Parse bare digits as a number of `region`, or as a doubtful one of another region."""
    from gui.core.phones.foreign import judge_local

    local = judge_local(digits, region)
    if digits.startswith("86") and (mainland := _prefixed(digits)):
        return PhoneProblem.AMBIGUOUS if isinstance(local, Phone) else mainland
    if isinstance(local, (Phone, Doubt)) or local is PhoneProblem.AMBIGUOUS:
        return local
    other = _prefixed(digits) or _other(digits)
    if isinstance(other, Phone):
        return Doubt(other, PhoneProblem.DOUBTFUL_REGION)
    return local if isinstance(other, PhoneProblem) else other


def _checked(text: str, phone: Phone) -> Phone | PhoneProblem:
    """Reject a number that does not have exactly the digits of the text."""
    if not phone.international:
        return phone if is_written(text, phone.number, "86") else PhoneProblem.NOT_A_NUMBER
    from gui.core.phones.foreign import split_code

    code, national = split_code(phone.number)
    return phone if is_written(text, national, code) else PhoneProblem.NOT_MOBILE


def _digits(spaced: str) -> str | PhoneProblem:
    """Reduce the result of `visible` to digits, with a leading plus sign if there was one."""
    text = unwrapped(spaced)
    if found := _SCIENTIFIC(text):
        whole, fraction, exponent = found[1], found[2] or "", int(found[3])
        # If all digits are there, none was rounded away.
        if len(fraction.rstrip("0")) <= exponent <= len(fraction):
            return whole + fraction[:exponent]
        return PhoneProblem.LOSSY
    if _THOUSANDS(text):
        text = text.replace(",", "")
    if found := _FLOAT(text):
        return found[1]
    if found := _REGISTRAR(text):
        return found[1] + found[2]
    # Treat each alone: a blank or hyphen between two decimals does not join them.
    if "." in text and not all(map(_GROUPED, _DOTTED(spaced))):
        return PhoneProblem.NOT_A_NUMBER
    text = text.translate(DROPPED)
    return text if _WRITTEN(text) else PhoneProblem.NOT_A_NUMBER


def _other(digits: str) -> Found:
    """Classify `digits` that are not a mainland mobile."""
    found = _EXPLICIT(digits)
    prefix, number = (found[1], found[2]) if found else ("", digits)
    if number.startswith("86"):
        return _mainland_problem(number.removeprefix("86"), area_code_zero="0")
    if not prefix and (number[0] in "01" or _HOTLINE(number) or len(number) < 8):
        return _mainland_problem(number)
    # Its tables take a tenth of a second to load, and few lists need them.
    from gui.core.phones.foreign import parse_foreign_number

    found_number = parse_foreign_number(number, prefix)
    if found_number is None:
        return _mainland_problem(number)
    if isinstance(found_number, Phone) and not prefix and len(number) <= BARE_MAX:
        return Doubt(found_number, PhoneProblem.DOUBTFUL_REGION)
    return found_number


def _mainland_problem(number: str, area_code_zero: str = "") -> PhoneProblem:
    """Return why `number`, without country code, is not a mainland mobile."""
    if _LANDLINE(number) or _LANDLINE(area_code_zero + number):
        return PhoneProblem.LANDLINE
    if _HOTLINE(number) or len(number) == 11:
        return PhoneProblem.NOT_MOBILE
    return PhoneProblem.TOO_SHORT if len(number) < 11 else PhoneProblem.TOO_LONG
