"""Numbers outside the mainland, by their countries' numbering plans.

Loads the tables of `phonenumbers`: import it only once there is such a number.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, ValidationResult

from gui.core.phone import Phone, PhoneProblem, is_mainland

_NEIGHBOUR = re.compile(r"85[23][0-9]{8}|8869[0-9]{8}")
"""Hong Kong, Macao, Taiwan; no area code of the mainland in use begins like that."""

_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_NO_MOBILE = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
}


def judge(number: str, prefix: str) -> Phone | PhoneProblem | None:
    """Judge country code and number.

    With a prefix the country code is certain. Then the length decides, for numbering plans grow
    faster than a program is updated, but what is known to be no mobile is refused.

    Args:
        number: digits, from the country code on.
        prefix: `+`, `00`, or empty if the country code stands bare.

    Returns:
        None for a bare number that is no valid mobile of another country.
    """
    if not prefix and _NEIGHBOUR.fullmatch(number):
        prefix = "+"
    try:
        parsed = phonenumbers.parse(f"+{number}")
    except NumberParseException as error:
        return _unreadable(error) if prefix else None
    kind = phonenumbers.number_type(parsed)
    if kind == PhoneNumberType.FIXED_LINE:
        return PhoneProblem.LANDLINE
    if kind in _NO_MOBILE:
        return PhoneProblem.NOT_MOBILE
    if not prefix and kind not in _MOBILE:
        return None
    digits = f"{parsed.country_code}{phonenumbers.national_significant_number(parsed)}"
    if is_mainland(digits):
        return _beside_mainland(digits, prefix, real=kind in _MOBILE)
    if kind != PhoneNumberType.UNKNOWN:
        return Phone(digits, international=True)
    # A trunk zero taken off a number that no plan knows: nothing about it is certain.
    return _by_length(parsed, digits) if digits == number else PhoneProblem.NOT_MOBILE


def _unreadable(error: NumberParseException) -> PhoneProblem:
    match error.error_type:
        case NumberParseException.INVALID_COUNTRY_CODE:
            return PhoneProblem.UNKNOWN_COUNTRY
        case NumberParseException.TOO_LONG:
            return PhoneProblem.TOO_LONG
        case _:
            return PhoneProblem.TOO_SHORT


def _beside_mainland(digits: str, prefix: str, *, real: bool) -> Phone | PhoneProblem:
    """Judge a number of +1 whose digits the service would read as a mainland mobile.

    The service documents a mere + as a prefix of mainland numbers [SendSms: PhoneNumbers], so
    that is what it means where North America has no such number.
    """
    if real:
        return PhoneProblem.AMBIGUOUS
    return PhoneProblem.NOT_MOBILE if "00" in prefix else Phone(digits, international=False)


def _by_length(parsed: PhoneNumber, digits: str) -> Phone | PhoneProblem:
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
