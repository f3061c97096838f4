"""Decide which confirmation a sending needs, by its risk."""

from __future__ import annotations

from enum import Enum, auto

from gui.core.accounts.account import Account

DIRECT_MAX = 5
"""Messages to the sandbox that leave when the button is pressed."""
TYPED_ABOVE = 100
"""Messages of a production account above which their count is typed."""


class Confirmation(Enum):
    """The kinds of confirmation before a run starts."""

    NONE = auto()
    DIALOG = auto()
    TYPED_COUNT = auto()
    """A dialog in which the count is typed."""


def needed_confirmation(account: Account, count: int) -> Confirmation:
    """Return the confirmation that `count` messages of `account` need."""
    if account.sandbox and count <= DIRECT_MAX:
        return Confirmation.NONE
    if account.production and count > TYPED_ABOVE:
        return Confirmation.TYPED_COUNT
    return Confirmation.DIALOG


def is_count(typed: str, count: int) -> bool:
    """Whether an operator has typed `count`, with or without grouping: `1572`, `1,572`."""
    digits = "".join(char for char in typed if char not in " ,，'’.\u00a0\u202f\u2009")
    return digits.isdecimal() and int(digits) == count
