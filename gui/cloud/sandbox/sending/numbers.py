"""Phone numbers in the format that the service accepts [help centre 419273]."""

from __future__ import annotations

import re

from gui.cloud.sandbox.protocol.refusals import Refusal, make_refusal

_MAINLAND = re.compile(r"(?:\+86|0086|86|\+)?(1[3-9][0-9]{9})")
_INTERNATIONAL = re.compile(r"[1-9][0-9]{6,14}")


def normalise_number(text: str) -> str:
    """Normalise one number to 11 digits of the mainland, or country code and number.

    A mainland number may start with +, +86, 0086 or 86, an international one may not. This is the
    rule of the service, deliberately apart from `gui.core.phones.normalise`, which accepts what
    operators write.

    Raises:
        Refusal: isv.MOBILE_NUMBER_ILLEGAL.
    """
    if found := _MAINLAND.fullmatch(text):
        return found[1]
    if not _INTERNATIONAL.fullmatch(text) or text.startswith("86"):
        raise illegal_number(text)
    return text


def is_mainland(number: str) -> bool:
    """Return whether a normalised number is one of the mainland."""
    return _MAINLAND.fullmatch(number) is not None


def illegal_number(number: str) -> Refusal:
    """Make the refusal of a number, worded as by the service."""
    return make_refusal("isv.MOBILE_NUMBER_ILLEGAL", f"{number}invalid mobile number")
