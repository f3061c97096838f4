"""What becomes of a ledger of which later news may be lost: nobody in it is sent to by itself.

A damaged ledger, a restored backup and a second copy have this in common: who is queued in it may
have been sent to since, who is unknown may have been declared unsent and called again, and who
was rejected may have been sent again in a run of his own.
"""

from __future__ import annotations

from sqlite3 import Connection

from gui.core.sending.outcome import UnknownFault
from gui.storage.database.schema import QUEUED, REJECTED, SUBMITTING, UNKNOWN

_REJECTED = (
    # A copy of whoever was rejected may be lost, and was sent: each is its own copy now, unless it
    # still has one, so that nobody is copied again.
    f"update recipient set source_id = null where state = {REJECTED}",  # noqa: S608 - fixed text
    f"update or ignore recipient set source_id = id where state = {REJECTED}",  # noqa: S608 - fixed text
)
_UNCERTAIN = f"""
    update recipient set state = {UNKNOWN}, fault = :fault,
        submitted_at = case state when {QUEUED} then :now else submitted_at end
    where state in ({QUEUED}, {SUBMITTING})
"""  # noqa: S608 - fixed text
# Calls that were made since have other OutIds: they are looked for by what all calls of their run
# have, from its beginning until now, and what was looked for earlier proves nothing.
_OPEN = (
    "update recipient set out_id = '', settled_at = :now, absent_at = null"  # noqa: S608 - fixed text
    f" where state = {UNKNOWN}"
)


def set_aside(db: Connection, now: int, fault: UnknownFault) -> int:
    """Make everyone unknown who is queued or under way; return how many, in a transaction.

    Args:
        db: the open ledger.
        now: ms since 1970, UTC.
        fault: why nothing is known of them.
    """
    facts = {"now": now, "fault": fault.value}
    for statement in _REJECTED:
        db.execute(statement, facts)
    many = db.execute(_UNCERTAIN, facts).rowcount
    db.execute(_OPEN, facts)
    return many
