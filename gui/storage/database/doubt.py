"""Make a ledger safe that may lack later changes: nothing in it is sent automatically.

This applies to a damaged ledger, a restored backup and a second copy: queued recipients may have
been sent to since, unknown ones may have been declared unsent and called again, and rejected ones
may have been sent again in another run.
"""

from __future__ import annotations

from sqlite3 import Connection

from gui.core.sending.outcome import UnknownFault
from gui.storage.database.schema import QUEUED, REJECTED, SUBMITTING, UNKNOWN

_REJECTED = (
    # The resent copy of a rejected recipient may be lost. Each one without a copy is marked as its
    # own copy, so that it cannot be copied again.
    f"update recipient set source_id = null where state = {REJECTED}",  # noqa: S608 - fixed text
    f"update or ignore recipient set source_id = id where state = {REJECTED}",  # noqa: S608 - fixed text
)
_UNCERTAIN = f"""
    update recipient set state = {UNKNOWN}, fault = :fault,
        submitted_at = case state when {QUEUED} then :now else submitted_at end
    where state in ({QUEUED}, {SUBMITTING})
"""  # noqa: S608 - fixed text
# Later calls have other OutIds: look them up by the prefix of their run, from its start until now.
# Earlier look-ups prove nothing.
_OPEN = (
    "update recipient set out_id = '', settled_at = :now, absent_at = null"  # noqa: S608 - fixed text
    f" where state = {UNKNOWN}"
)


def set_aside(db: Connection, now: int, fault: UnknownFault) -> int:
    """Make all queued and submitting recipients unknown, within a transaction; return how many.

    Args:
        db: the open ledger.
        now: ms since 1970, UTC.
        fault: the reason to record.
    """
    facts = {"now": now, "fault": fault.value}
    for statement in _REJECTED:
        db.execute(statement, facts)
    many = db.execute(_UNCERTAIN, facts).rowcount
    db.execute(_OPEN, facts)
    return many
