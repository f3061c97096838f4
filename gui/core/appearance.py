"""The choices of the settings dialog: language, colours, text size, speed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TEXT_SCALES = (90, 100, 110, 125, 150)
"""Percent of the usual text size that can be chosen."""


class SchemeChoice(StrEnum):
    """Which colours the operator wants."""

    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the settings dialog shows.

    Attributes:
        language: `zh_CN`, `en`, or empty to follow the system.
        text_scale: percent, one of `TEXT_SCALES`.
        masked: whether the middle of every number is hidden.
        callers, rate: calls under way at once, and calls a second.
    """

    language: str
    scheme: SchemeChoice
    text_scale: int
    masked: bool
    callers: int
    rate: int
