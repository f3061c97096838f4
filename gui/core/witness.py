"""Whether a ledger is the newest copy of itself, told by a witness that lies outside of it.

A ledger counts the commits after which calls left. The witness has the same count, written after
each of these commits and before its calls leave. So a ledger that counts less than its witness is
an older copy: a restored backup, a snapshot, or a file that lost its last commits. A ledger that
counts more is in order: the program ended between the commit and the witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Record:
    """The identity and call count of a ledger, as stored in it or in its witness.

    Attributes:
        ledger_id: drawn at random when the ledger was made.
        calls: how many commits were made after which calls left.
        machine: names the computer; empty if it has no name.
        path: where the ledger lies.
    """

    ledger_id: str
    calls: int
    machine: str
    path: str


class Doubt(Enum):
    """Why a ledger may be an older or a second copy."""

    BEHIND = auto()
    """Calls were made that it does not know of."""
    MISSING = auto()
    """It has no witness, or another ledger's, though its runs have begun."""
    ELSEWHERE = auto()
    """Its witness knows it on another computer or at another path."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was done about a ledger that is in doubt.

    Attributes:
        recipients: how many were queued or under way in it, and are unknown now.
    """

    doubt: Doubt
    recipients: int


def find_doubt(ledger: Record, witnesses: Sequence[Record], *, begun: bool) -> Doubt | None:
    """Compare a ledger with its witnesses; none if it may be believed.

    Args:
        ledger: as it was found.
        witnesses: those that there are, of this ledger or of the one that lay here before.
        begun: whether calls were made for one of its runs.
    """
    own = [witness for witness in witnesses if witness.ledger_id == ledger.ledger_id]
    if len(own) < len(witnesses) or not own:
        return Doubt.MISSING if begun or witnesses else None
    if any(witness.calls > ledger.calls for witness in own):
        return Doubt.BEHIND
    here = (ledger.machine, ledger.path)
    if any((witness.machine, witness.path) != here for witness in own):
        return Doubt.ELSEWHERE
    return None
