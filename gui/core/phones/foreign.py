"""Validate numbers outside the mainland by the numbering plans of their countries.

Importing this loads the tables of `phonenumbers`: import it only when needed.
"""

from __future__ import annotations

import re
from functools import cache

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneMetadata,
    PhoneNumber,
    PhoneNumberType,
    ValidationResult,
)

from gui.core.phones.number import Doubt, Found, Phone, PhoneProblem, is_mainland

_NEIGHBOUR = re.compile(r"85[23][0-9]{8}|8869[0-9]{8}")
"""Hong Kong, Macao, Taiwan; no mainland area code in use starts like these."""
_LIKE_THEIR_MOBILES = re.compile(r"852[4-9][0-9]{7}|8536[0-9]{7}|8869[0-9]{8}").fullmatch
"""Those that begin as mobiles do; dates (20261127) do not."""

_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_NO_MOBILE = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
}


def parse_foreign_number(number: str, prefix: str) -> Phone | PhoneProblem | None:
    """Parse country code and number.

    With a prefix the country code is certain. Then the length decides, because numbering plans
    change faster than programs are updated; known landlines are rejected.

    Args:
        number: digits, including the country code.
        prefix: `+`, `00`, or empty for a bare country code.

    Returns:
        None for a bare number that is not a valid foreign mobile.
    """
    if not prefix and _NEIGHBOUR.fullmatch(number):
        prefix = "+"
    try:
        parsed = phonenumbers.parse(f"+{number}")
    except NumberParseException as error:
        return _parse_problem(error) if prefix else None
    kind = phonenumbers.number_type(parsed)
    if kind == PhoneNumberType.FIXED_LINE:
        return PhoneProblem.LANDLINE
    if kind in _NO_MOBILE:
        return PhoneProblem.NOT_MOBILE
    if not prefix and kind not in _MOBILE:
        return None
    digits = f"{parsed.country_code}{phonenumbers.national_significant_number(parsed)}"
    if is_mainland(digits):
        return _check_mainland_lookalike(digits, prefix, real=kind in _MOBILE)
    if kind != PhoneNumberType.UNKNOWN:
        return Phone(digits, international=True)
    # A trunk zero was removed from a number that is in no plan: nothing is certain.
    return _length_problem(parsed, digits) if digits == number else PhoneProblem.NOT_MOBILE


def judge_local(number: str, region: str) -> Found:
    """Validate a number of `region`, with or without country code and trunk 0.

    Without the code, one of the right length that does not begin as a mobile is doubtful: a date
    and an order number have eight digits, too.

    Args:
        number: digits alone.
        region: ISO 3166 code; an unknown one has no numbers.
    """
    if _is_plain_mobile(number, region):
        return Phone(f"{phonenumbers.country_code_for_region(region)}{number}", True)
    try:
        parsed = phonenumbers.parse(number, region)
    except NumberParseException as error:
        return _parse_problem(error)
    national = phonenumbers.national_significant_number(parsed)
    code = str(parsed.country_code)
    if number not in {national, f"0{national}", f"{code}{national}"}:
        return PhoneProblem.NOT_MOBILE
    whole = f"{code}{national}"
    found = parse_foreign_number(whole, "+")
    if not isinstance(found, Phone):
        return PhoneProblem.NOT_MOBILE if found is None else found
    if not found.international:
        return PhoneProblem.NOT_MOBILE
    if phonenumbers.number_type(parsed) in _MOBILE or _LIKE_THEIR_MOBILES(whole):
        return found
    if not _NEIGHBOUR.fullmatch(whole):
        return PhoneProblem.NOT_MOBILE
    return found if number == whole else Doubt(found, PhoneProblem.DOUBTFUL_REGION)


def _is_plain_mobile(number: str, region: str) -> bool:
    """Return whether `number` is certainly a mobile of `region`: the fast path for lists."""
    mobile, others = _patterns(region)
    if mobile is None or not mobile.fullmatch(number):
        return False
    # The service reads +1 650 253 0000 as a mainland number; see `_check_mainland_lookalike`.
    return phonenumbers.country_code_for_region(region) != 1 and not any(
        pattern.fullmatch(number) for pattern in others
    )


@cache
def _patterns(region: str) -> tuple[re.Pattern[str] | None, tuple[re.Pattern[str], ...]]:
    """Compile a region's patterns of mobile numbers and of all other kinds."""
    plan = PhoneMetadata.metadata_for_region(region, None)
    if plan is None:
        return None, ()
    kinds = [plan.fixed_line, plan.toll_free, plan.premium_rate, plan.shared_cost]
    kinds += [plan.personal_number, plan.voip, plan.pager, plan.uan, plan.voicemail]
    others = (kind.national_number_pattern for kind in kinds if kind is not None)
    mobile = plan.mobile.national_number_pattern if plan.mobile else None
    return (
        re.compile(mobile) if mobile else None,
        tuple(re.compile(pattern) for pattern in others if pattern),
    )


def split_code(number: str) -> tuple[str, str]:
    """Split a number into its country code and the rest."""
    for length in (1, 2, 3):
        if int(number[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            return number[:length], number[length:]
    return "", number


def region_of(number: str) -> str:
    """Return the region of a number with country code; empty if unknown."""
    try:
        parsed = phonenumbers.parse(f"+{number}")
    except NumberParseException:
        return ""
    found = phonenumbers.region_code_for_number(parsed)
    if found is None and parsed.country_code is not None:
        found = phonenumbers.region_code_for_country_code(parsed.country_code)
    return "" if found in {None, "ZZ", "001"} else str(found)


def _parse_problem(error: NumberParseException) -> PhoneProblem:
    match error.error_type:
        case NumberParseException.INVALID_COUNTRY_CODE:
            return PhoneProblem.UNKNOWN_COUNTRY
        case NumberParseException.TOO_LONG:
            return PhoneProblem.TOO_LONG
        case _:
            return PhoneProblem.TOO_SHORT


def _check_mainland_lookalike(digits: str, prefix: str, *, real: bool) -> Phone | PhoneProblem:
    """Validate a +1 number whose digits the service would read as a mainland mobile.

    The service documents a bare + as a prefix of mainland numbers [SendSms: PhoneNumbers], so it is
    read as one where North America has no such number.
    """
    if real:
        return PhoneProblem.AMBIGUOUS
    return PhoneProblem.NOT_MOBILE if "00" in prefix else Phone(digits, international=False)


def _length_problem(parsed: PhoneNumber, digits: str) -> Phone | PhoneProblem:
    mobile = PhoneNumberType.MOBILE
    match phonenumbers.is_possible_number_for_type_with_reason(parsed, mobile):
        case ValidationResult.IS_POSSIBLE:
            return Phone(digits, international=True)
        case ValidationResult.TOO_LONG:
            return PhoneProblem.TOO_LONG
        case ValidationResult.INVALID_LENGTH:
            return PhoneProblem.NOT_MOBILE
        case _:
            return PhoneProblem.TOO_SHORT
