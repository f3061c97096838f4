"""A notice for the inline bar of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Severity(Enum):
    """How much a notice matters; each has a colour and an icon of its own."""

    INFORMATION = auto()
    SUCCESS = auto()
    WARNING = auto()
    ERROR = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence with its remedy and, where there is one, a button that does it.

    Attributes:
        action: the text of the button; empty for none.
        verb: what the button does.
        question: whether it asks back about what the operator just did, and waits for an answer.
    """

    severity: Severity
    text: str
    action: str = ""
    verb: Callable[[], None] | None = None
    question: bool = False
