"""Receipts in the ledger: who is due to be asked about, and what the service answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from gui.core.message.query_results import SendDetail
from gui.core.receipts import matching, schedule
from gui.core.receipts.matching import Match, MatchKind, SentMessage
from gui.core.sending.state import RecipientState
from gui.core.service_text import Limit, is_cut
from gui.storage.database.database import STEADY, Database, translate_errors
from gui.storage.database.schema import STATE_BY_NUMBER, STATE_NUMBERS

ASKED_FOR = schedule.SCHEDULE[-1]
"""Milliseconds from its acceptance to the last question about a message."""
ENDED = "max(coalesce(submitted_at, settled_at), coalesce(settled_at, submitted_at))"
"""SQL: when a call was over; it may have left any time until its outcome was written."""
_TAKEN = {RecipientState.ACCEPTED, RecipientState.DELIVERED, RecipientState.UNDELIVERED}

# A call leaves between the commit of its submission and that of its outcome; it may wait in
# between, for a caller or while the computer sleeps. Who was never handed out as far as the ledger
# knows (it was damaged) may have been since its run began.
_EARLIEST = "case recipient.out_id when '' then created_at else submitted_at end"
_LATEST = (
    "case state when 4 then max(coalesce(submitted_at, created_at), coalesce(settled_at, 0))"
    " else coalesce(accepted_at, submitted_at, created_at) end"
)
SOUGHT = f"""
    select recipient.id, number, template_code,
        case run.out_id when '' then token else '' end, run.out_id, biz_id, recipient.out_id,
        coalesce({_EARLIEST}, created_at), {_LATEST}, state, access_key_id, sandbox,
        run.endpoint, queries
    from recipient join run on run.id = run_id
"""  # noqa: S608 - fixed text
"""SQL that reads what `read_inquiry` takes; a condition is to follow."""


@dataclass(frozen=True, slots=True)
class PendingReceipt:
    """Somebody the service is to be asked about.

    Attributes:
        endpoint: through which its call was made.
        queries: how often it was asked before.
        rivals: the others whose message the same rows could be.
    """

    message: SentMessage
    state: RecipientState
    access_key_id: str
    sandbox: bool
    endpoint: str
    queries: int
    rivals: tuple[SentMessage, ...] = ()


class ReceiptStore:
    """Reads and writes receipts through one open ledger; every call is short."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def now(self) -> int:
        """Read the ledger's clock: ms since 1970, UTC."""
        return self._database.now()

    def due(
        self, now: int, limit: int, *, but: Iterable[int] = (), resting: Iterable[str] = ()
    ) -> list[PendingReceipt]:
        """List whose receipt is to be asked for, the longest due first.

        Args:
            now: ms since 1970, UTC.
            limit: how many at most.
            but: ids to leave out: they are being asked about.
            resting: AccessKey IDs of accounts to leave out.
        """
        with translate_errors(self._database.path):
            found = self._database.db.execute(
                f"{SOUGHT} where next_query_at <= ?"  # noqa: S608 - fixed text
                " and recipient.id not in (select value from json_each(?))"
                " and access_key_id not in (select value from json_each(?))"
                " order by next_query_at limit ?",
                (now, json.dumps(list(but)), json.dumps(list(resting)), limit),
            ).fetchall()
        return [read_inquiry(row) for row in found]

    def read_unknown(self, ids: Sequence[int]) -> list[PendingReceipt]:
        """Read those of some recipients that are unknown, with their rivals."""
        with translate_errors(self._database.path):
            found = self._database.db.execute(
                f"{SOUGHT} where state = 4"  # noqa: S608 - fixed text
                " and recipient.id in (select value from json_each(?)) order by recipient.id",
                (json.dumps(list(ids)),),
            ).fetchall()
            return [read_inquiry(row, self._rivals(read_inquiry(row))) for row in found]

    def record(
        self,
        findings: Sequence[tuple[PendingReceipt, Match | None]],
        now: int,
        steady: Callable[[int], int] = STEADY.since,
    ) -> None:
        """Write down what some searches came to, in one commit.

        Without a finding the service could not be asked: it counts as a query, and as no look.
        Whoever has another state by now is left as it is.

        Args:
            findings: whom was looked for, and what came of it.
            now: when, ms since 1970, UTC.
            steady: says how many ms passed from a time of our clock to the questions, on a clock
                that does not jump.
        """
        with self._database.transaction() as db:
            for pending, finding in findings:
                if finding is not None and finding.detail is not None:
                    db.execute(_FOUND, _found(pending, finding.detail, now))
                elif pending.state is RecipientState.UNKNOWN:
                    id = pending.message.id
                    if finding is None:
                        db.execute(_UNASKED, (id,))
                    else:
                        absent = None
                        if finding.kind is MatchKind.ABSENT:
                            absent = _absent_at(db, id, finding, now, steady)
                        db.execute(_NOT_FOUND, (now, absent, id))
                else:
                    again = schedule.next_query_time(pending.message.latest, now)
                    db.execute(_WAITING, (again, pending.message.id))

    def defer(
        self, access_key_id: str, sandbox: bool, now: int, until: int, *, lasts: int = ASKED_FOR
    ) -> None:
        """Put off an account's receipts that are due, a thousand of them.

        They are due again as their schedule has it, but not before `until`. Whoever was accepted
        more than `lasts` ms ago is asked about no more. Times are ms since 1970, UTC.
        """
        self._database.db.create_function("next_query", 2, schedule.next_query_time)
        with self._database.transaction() as db:
            db.execute(_DEFER, (now - lasts, until, now, until, now, access_key_id, sandbox))

    def _rivals(self, pending: PendingReceipt) -> tuple[SentMessage, ...]:
        """Find other recipients whose messages the same answer rows could describe."""
        message = pending.message
        if message.token and message.out_id:
            return ()  # an OutId of ours is nobody else's
        rows = self._database.db.execute(
            f"{SOUGHT} where number = ? and recipient.id <> ? and access_key_id = ?"
            " and template_code = ? and (run.out_id = ? or token = ?)"
            f" and {_LATEST} >= ? and {_EARLIEST} <= ? "
            # Also whoever is queued again, by the operator's judgement: its record may be late.
            " and (state in (1, 2, 4, 5, 6) or declared_at is not null)",
            (
                message.number,
                message.id,
                pending.access_key_id,
                message.template_code,
                message.out_id or None,
                message.token,
                message.earliest - 2 * schedule.SKEW,
                message.latest + 2 * schedule.SKEW,
            ),
        ).fetchall()
        return tuple(read_inquiry(row).message for row in rows)


def read_inquiry(row: Sequence[Any], rivals: tuple[SentMessage, ...] = ()) -> PendingReceipt:
    """Make an inquiry of a row of `SOUGHT`."""
    state = STATE_BY_NUMBER[row[9]]
    earliest, latest = row[7], row[8]
    message = SentMessage(
        id=row[0],
        number=row[1],
        template_code=row[2],
        token=row[3],
        out_id=row[4] or row[6],
        # Half a BizId would be asked for in vain.
        biz_id="" if is_cut(row[5], Limit.BIZ_ID) else row[5],
        earliest=min(earliest, latest),
        latest=latest,
        certain=state in _TAKEN,
        under_way=state is RecipientState.SUBMITTING,
    )
    return PendingReceipt(message, state, row[10], bool(row[11]), row[12], row[13], rivals)


def _absent_at(
    db: Connection, id: int, finding: Match, now: int, steady: Callable[[int], int]
) -> int:
    """Say when there was no trace: so long after the call as is proven, by the call's clock."""
    (ended,) = db.execute(
        f"select {ENDED} from recipient where id = ?",  # noqa: S608 - fixed text
        (id,),
    ).fetchone()
    if ended is None:
        return now
    return int(ended) + matching.passed(ended, steady(ended), finding.served_at)


_FOUND = (
    "update recipient set state = ?, receipt_code = ?, out_id = coalesce(nullif(?, ''), out_id),"
    " accepted_at = coalesce(accepted_at, ?),"
    " received_at = ?, receipt_seconds = ?, next_query_at = ?, queries = queries + 1,"
    " looked_at = case state when 4 then ? else looked_at end, absent_at = null,"
    # Why it was unknown is no longer true of it.
    " fault = ''"
    " where id = ? and state = ?"
)
_DEFER = """
    update recipient set next_query_at = case
            when coalesce(accepted_at, submitted_at, 0) <= ? then null
            else max(?, coalesce(next_query(coalesce(accepted_at, submitted_at), ?), ?)) end
    where id in (
        select recipient.id from recipient join run on run.id = run_id
        where next_query_at <= ? and access_key_id = ? and sandbox = ?
        order by next_query_at limit 1000)
"""
_UNASKED = "update recipient set queries = queries + 1 where id = ? and state = 4"
# A look that leaves open whether there is a trace takes back that there was none.
_NOT_FOUND = (
    "update recipient set looked_at = ?, absent_at = ?, queries = queries + 1"
    " where id = ? and state = 4"
)
_WAITING = (
    "update recipient set next_query_at = ?, queries = queries + 1 where id = ? and state = 2"
)


def _found(pending: PendingReceipt, detail: SendDetail, now: int) -> tuple[object, ...]:
    receipt = matching.read_receipt(detail)
    message = pending.message
    accepted = message.latest if message.certain or receipt.sent_at is None else receipt.sent_at
    waiting = receipt.state is RecipientState.ACCEPTED
    return (
        STATE_NUMBERS[receipt.state],
        receipt.code,
        detail.out_id,
        accepted,
        receipt.received_at,
        receipt.seconds,
        schedule.next_query_time(accepted, now) if waiting else None,
        now,
        message.id,
        STATE_NUMBERS[pending.state],
    )
