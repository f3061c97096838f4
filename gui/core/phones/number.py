"""One phone number, and why a text is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MAINLAND = re.compile(r"1[3-9][0-9]{9}").fullmatch
"""Find 11 digits as a mainland mobile has them."""
MAINLAND_REGION = "CN"
"""Where numbers without a country code are from, unless the operator says otherwise."""


class PhoneProblem(StrEnum):
    """Why a text is not a number that can be sent to."""

    NOT_A_NUMBER = "not-a-number"
    """Letters or other signs, or no digit at all."""
    NEGATIVE = "negative"
    """A minus sign or an amount in brackets: the result of arithmetic (`=+86-138…`)."""
    LOSSY = "lossy"
    """A spreadsheet rounded it (1.59E+10): its digits are gone."""
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    LANDLINE = "landline"
    NOT_MOBILE = "not-mobile"
    """The right length, but no mobile begins like that (12…, 400…, a foreign hotline)."""
    UNKNOWN_COUNTRY = "unknown-country"
    """No country has this code."""
    AMBIGUOUS = "ambiguous"
    """It reads as two different numbers (+1 380 222 8000 and the mainland's 138 0222 8000)."""
    ROUNDED = "rounded"
    """All digits are there, but the last ones are zeros as a spreadsheet's rounding leaves them."""
    DOUBTFUL_REGION = "doubtful-region"
    """It has no country code for certain: it may be another country's number, or none at all."""
    NUMBER_INSIDE = "number-inside"
    """Words or other numbers stand around a number."""


TAKEABLE = (PhoneProblem.ROUNDED, PhoneProblem.DOUBTFUL_REGION, PhoneProblem.NUMBER_INSIDE)
"""Problems of a number that can be sent to once the operator says so."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as the service takes it.

    Attributes:
        number: 11 digits of the mainland, or country code and number; no plus sign, no blanks.
        international: not of the mainland; so are Hong Kong, Macao and Taiwan.
    """

    number: str
    international: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that needs the operator's confirmation.

    Attributes:
        phone: the number it would be.
        reason: one of `TAKEABLE`.
    """

    phone: Phone
    reason: PhoneProblem


Found = Phone | Doubt | PhoneProblem
"""What a text was read as."""


def is_mainland(number: str) -> bool:
    """Whether `number` is 11 digits as a mainland mobile has them."""
    return MAINLAND(number) is not None
