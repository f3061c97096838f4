"""A phone number, and the reasons why a text is not one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MAINLAND = re.compile(r"1[3-9][0-9]{9}").fullmatch
"""Match the 11 digits of a mainland mobile."""
MAINLAND_REGION = "CN"
"""The default region of numbers without a country code."""


class PhoneProblem(StrEnum):
    """Why a text is not a number that messages can be sent to."""

    NOT_A_NUMBER = "not-a-number"
    """Letters or other characters, or no digits."""
    NEGATIVE = "negative"
    """A minus sign or an amount in brackets: the result of arithmetic (`=+86-138…`)."""
    LOSSY = "lossy"
    """A spreadsheet rounded it (1.59E+10): digits are lost."""
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    LANDLINE = "landline"
    NOT_MOBILE = "not-mobile"
    """The right length, but not a mobile prefix (12…, 400…, a foreign hotline)."""
    UNKNOWN_COUNTRY = "unknown-country"
    """No country has this code."""
    AMBIGUOUS = "ambiguous"
    """It may be two different numbers (+1 380 222 8000, or 138 0222 8000 of the mainland)."""
    ROUNDED = "rounded"
    """All digits are there, but the last ones are zeros, as after rounding by a spreadsheet."""
    DOUBTFUL_REGION = "doubtful-region"
    """It has no certain country code: it may be a foreign number, or none at all."""
    NUMBER_INSIDE = "number-inside"
    """A number between words or other numbers."""


TAKEABLE = (PhoneProblem.ROUNDED, PhoneProblem.DOUBTFUL_REGION, PhoneProblem.NUMBER_INSIDE)
"""Problems of numbers that the operator may accept."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in the format of the service.

    Attributes:
        number: 11 digits of the mainland, or country code and number; no plus sign or blanks.
        international: outside the mainland, including Hong Kong, Macao and Taiwan.
    """

    number: str
    international: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that needs the operator's confirmation.

    Attributes:
        phone: the presumed number.
        reason: one of `TAKEABLE`.
    """

    phone: Phone
    reason: PhoneProblem


Found = Phone | Doubt | PhoneProblem
"""The result of parsing a text."""


def is_mainland(number: str) -> bool:
    """Return whether `number` has the 11 digits of a mainland mobile."""
    return MAINLAND(number) is not None
