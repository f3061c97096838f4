"""The meaning of one code of the service or of a carrier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceCode:
    """A code with its meaning and remedy in both languages.

    Attributes:
        safe_to_retry: the same request may be repeated, later, without a second copy.
        may_have_been_sent: a message may exist in spite of the code.
        kind: where it comes from: send-api, gateway, receipt, carrier, sdk and so on.
        certainty: high, medium or low.
        known: false for a code that is in no table; its texts are empty.
    """

    code: str
    zh: str = ""
    en: str = ""
    remedy_zh: str = ""
    remedy_en: str = ""
    safe_to_retry: bool = False
    may_have_been_sent: bool = True
    kind: str = ""
    certainty: str = ""
    known: bool = False
