"""One phone number, and why a text is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MAINLAND = re.compile(r"1[3-9][0-9]{9}").fullmatch
"""Find 11 digits as a mainland mobile has them."""


class PhoneProblem(StrEnum):
    """Why a text is not a number that can be sent to."""

    NOT_A_NUMBER = "not-a-number"
    """Letters or other signs, or no digit at all."""
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


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as the service takes it.

    Attributes:
        number: 11 digits of the mainland, or country code and number; no plus sign, no blanks.
        international: not of the mainland; so are Hong Kong, Macao and Taiwan.
    """

    number: str
    international: bool


def is_mainland(number: str) -> bool:
    """Whether `number` is 11 digits as a mainland mobile has them."""
    return MAINLAND(number) is not None
