"""Detect an older copy of a ledger with the help of a witness file outside of it.

A ledger counts the commits that are followed by calls. The witness stores the same count, written
after each of these commits and before its calls are made. A ledger with a lower count than its
witness is an older copy: a restored backup, a snapshot, or a file that lost its last commits. A
higher count is in order: the program ended between the commit and the update of the witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Record:
    """The identity and call count of a ledger, as stored in it or in its witness.

    Attributes:
        ledger_id: random, drawn when the ledger was created.
        calls: number of commits that were followed by calls.
        machine: identifies the computer; empty if unknown.
        path: the ledger's file.
    """

    ledger_id: str
    calls: int
    machine: str
    path: str


class Doubt(Enum):
    """Why a ledger may be an older or a second copy."""

    BEHIND = auto()
    """Calls were made that are not recorded in it."""
    MISSING = auto()
    """Its runs have started, but there is no witness, or only that of another ledger."""
    ELSEWHERE = auto()
    """Its witness names another computer or another path."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """How a doubtful ledger was made safe.

    Attributes:
        recipients: how many queued or submitting ones were made unknown.
    """

    doubt: Doubt
    recipients: int


def find_doubt(ledger: Record, witnesses: Sequence[Record], *, begun: bool) -> Doubt | None:
    """Compare a ledger with its witnesses; return none if it is the newest copy.

    Args:
        ledger: the ledger's own record.
        witnesses: all that exist, of this ledger or of an earlier one at this path.
        begun: whether calls were made for any of its runs.
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
