"""Receipts in the ledger: which are due, and recording the answers of the service."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection, Row

from gui.core.message.query_results import SendDetail
from gui.core.receipts import matching, schedule
from gui.core.receipts.matching import Match, MatchKind, SentMessage
from gui.core.sending.state import ACCEPTED_BY_SERVICE, RecipientState
from gui.core.service_text import Limit, is_cut
from gui.storage.database.database import STEADY, Database, read_rows, translate_errors
from gui.storage.database.schema import (
    ACCEPTED,
    CANCELLED,
    QUEUED,
    REJECTED,
    STATE_BY_NUMBER,
    STATE_NUMBERS,
    UNKNOWN,
)
from gui.storage.runs.due_receipts import DUE_LAST, DUE_OF_SMALL_RUNS, LONGEST_DUE

ASKED_FOR = schedule.SCHEDULE[-1]
"""Milliseconds from the acceptance of a message to its last query."""
ENDED = "max(coalesce(submitted_at, settled_at), coalesce(settled_at, submitted_at))"
"""SQL: the end of a call, which may have been made until its outcome was recorded."""

# A call is made between the commit of its submission and that of its outcome; it may wait in
# between for a thread, or while the computer sleeps. A recipient without a recorded call (in a
# damaged ledger) may have been called at any time since the run was created.
_EARLIEST = "case recipient.out_id when '' then created_at else submitted_at end"
_LATEST = (
    f"case state when {UNKNOWN}"
    " then max(coalesce(submitted_at, created_at), coalesce(settled_at, 0))"
    " else coalesce(accepted_at, submitted_at, created_at) end"
)
SOUGHT = f"""
    select recipient.id as id, number, template_code, biz_id, state, access_key_id, sandbox,
        queries,
        case run.out_id when '' then token else '' end as token,
        case run.out_id when '' then recipient.out_id else run.out_id end as out_id,
        coalesce({_EARLIEST}, created_at) as earliest, {_LATEST} as latest, endpoint,
        (select json_group_array(endpoint) from (
            select endpoint from former_endpoint where run_id = run.id order by id
        )) as former_endpoints,
        (select count(*) from (
            select 1 from recipient other where other.run_id = run.id limit {schedule.FEW_MAX + 1}
        )) <= {schedule.FEW_MAX} as few
    from recipient join run on run.id = run_id
"""  # noqa: S608 - fixed text
"""SQL that selects the columns for `read_inquiry`; append a condition."""


@dataclass(frozen=True, slots=True)
class PendingReceipt:
    """A recipient to be looked up.

    Attributes:
        endpoints: through which its call may have been made: that of the run, preceded by those
            before it was changed.
        queries: number of previous queries.
        rivals: other recipients that the same answer rows may belong to.
        few: whether its run is so small that somebody waits for the receipt.
    """

    message: SentMessage
    state: RecipientState
    access_key_id: str
    sandbox: bool
    endpoints: tuple[str, ...]
    queries: int
    rivals: tuple[SentMessage, ...] = ()
    few: bool = False


class ReceiptStore:
    """Reads and writes receipts in an open database; every call is short."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._newest_next = True

    def now(self) -> int:
        """Read the ledger's clock: ms since 1970, UTC."""
        return self._database.now()

    def due(
        self, now: int, limit: int, *, but: Iterable[int] = (), resting: Iterable[str] = ()
    ) -> list[PendingReceipt]:
        """List recipients whose receipt is due.

        Those of new runs that are small come first: somebody waits for them. The others are taken
        in turn from those due last and those longest overdue, so that neither a new run waits for
        the backlog of an old one, nor the backlog for new runs.

        Args:
            now: ms since 1970, UTC.
            limit: maximum number of rows.
            but: ids to leave out, because they are being looked up.
            resting: AccessKey IDs of accounts to leave out.
        """
        left_out = list(but)
        found = list[PendingReceipt]()

        def take(condition: str, most: int) -> None:
            values = {
                "now": now,
                "but": json.dumps(left_out),
                "resting": json.dumps(list(resting)),
                "limit": most,
            }
            rows = read_rows(self._database.db, f"{SOUGHT} where {condition}", values)
            found.extend(read_inquiry(row) for row in rows)
            left_out.extend(row["id"] for row in rows)

        with translate_errors(self._database.path):
            take(DUE_OF_SMALL_RUNS, limit)
            rest = limit - len(found)
            if rest > 0:
                first, second = DUE_LAST, LONGEST_DUE
                if not self._newest_next:
                    first, second = second, first
                take(first, (rest + 1) // 2)
                take(second, limit - len(found))
                if rest % 2:
                    self._newest_next = not self._newest_next
        return found

    def read_unknown(self, ids: Sequence[int]) -> list[PendingReceipt]:
        """Read the unknown ones among some recipients, with their rivals."""
        with translate_errors(self._database.path):
            found = read_rows(
                self._database.db,
                f"{SOUGHT} where state = {UNKNOWN}"  # noqa: S608 - fixed text
                " and recipient.id in (select value from json_each(?)) order by recipient.id",
                (json.dumps(list(ids)),),
            )
            return [read_inquiry(row, self._rivals(read_inquiry(row))) for row in found]

    def record(
        self,
        findings: Sequence[tuple[PendingReceipt, Match | None]],
        now: int,
        steady: Callable[[int], int] = STEADY.since,
    ) -> None:
        """Record the results of some look-ups, in one commit.

        Without a finding the service could not be asked: only the query is counted. Recipients
        whose state has changed meanwhile are not updated.

        Args:
            findings: recipients and their results.
            now: when, ms since 1970, UTC.
            steady: returns how many ms have passed from a wall-clock time to the queries by a
                monotonic clock.
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
                        db.execute(_NOT_FOUND, {"now": now, "absent_at": absent, "id": id})
                else:
                    latest = pending.message.latest
                    again = schedule.next_query_time(latest, now, few=pending.few)
                    db.execute(_WAITING, {"next": again, "id": pending.message.id})

    def defer(
        self, access_key_id: str, sandbox: bool, now: int, until: int, *, lasts: int = ASKED_FOR
    ) -> None:
        """Postpone up to a thousand due receipts of an account.

        They are due again by their schedule, but not before `until`. Recipients accepted more than
        `lasts` ms ago are not queried any more. Times are ms since 1970, UTC.
        """
        self._database.db.create_function("next_query", 2, schedule.next_query_time)
        with self._database.transaction() as db:
            db.execute(
                _DEFER,
                {
                    "access_key_id": access_key_id,
                    "sandbox": sandbox,
                    "now": now,
                    "until": until,
                    "oldest": now - lasts,
                },
            )

    def _rivals(self, pending: PendingReceipt) -> tuple[SentMessage, ...]:
        """Find other recipients whose messages the same answer rows could describe."""
        message = pending.message
        if message.token and message.out_id:
            return ()  # a generated OutId is unique
        rows = read_rows(
            self._database.db,
            f"{SOUGHT} where number = :number and recipient.id <> :id"
            " and access_key_id = :access_key_id and template_code = :template_code"
            " and (run.out_id = :out_id or run.token = :token)"
            f" and {_LATEST} >= :earliest and {_EARLIEST} <= :latest"
            # Also recipients declared unsent and queued again: their records may arrive late.
            f" and (state not in ({QUEUED}, {REJECTED}, {CANCELLED}) or declared_at is not null)",
            {
                "number": message.number,
                "id": message.id,
                "access_key_id": pending.access_key_id,
                "template_code": message.template_code,
                "out_id": message.out_id or None,
                "token": message.token,
                "earliest": message.earliest - 2 * schedule.SKEW,
                "latest": message.latest + 2 * schedule.SKEW,
            },
        )
        return tuple(read_inquiry(row).message for row in rows)


def read_inquiry(row: Row, rivals: tuple[SentMessage, ...] = ()) -> PendingReceipt:
    """Make a pending receipt of a row of `SOUGHT`."""
    state = STATE_BY_NUMBER[row["state"]]
    earliest, latest = row["earliest"], row["latest"]
    message = SentMessage(
        id=row["id"],
        number=row["number"],
        template_code=row["template_code"],
        token=row["token"],
        out_id=row["out_id"],
        # The service knows nothing of a truncated BizId.
        biz_id="" if is_cut(row["biz_id"], Limit.BIZ_ID) else row["biz_id"],
        earliest=min(earliest, latest),
        latest=latest,
        certain=state in ACCEPTED_BY_SERVICE,
        under_way=state is RecipientState.SUBMITTING,
    )
    return PendingReceipt(
        message,
        state,
        row["access_key_id"],
        bool(row["sandbox"]),
        (*json.loads(row["former_endpoints"]), row["endpoint"]),
        row["queries"],
        rivals,
        few=bool(row["few"]),
    )


def _absent_at(
    db: Connection, id: int, finding: Match, now: int, steady: Callable[[int], int]
) -> int:
    """Return the end of the call plus the time proven to have passed until the look-up."""
    (ended,) = db.execute(
        f"select {ENDED} from recipient where id = ?",  # noqa: S608 - fixed text
        (id,),
    ).fetchone()
    if ended is None:
        return now
    return int(ended) + matching.passed(ended, steady(ended), finding.served_at)


_FOUND = f"""
    update recipient set state = :state, receipt_code = :receipt_code,
        out_id = coalesce(nullif(:out_id, ''), out_id),
        accepted_at = coalesce(accepted_at, :accepted_at), received_at = :received_at,
        receipt_seconds = :receipt_seconds, next_query_at = :next_query_at, queries = queries + 1,
        looked_at = case state when {UNKNOWN} then :now else looked_at end, absent_at = null,
        fault = ''
    where id = :id and state = :state_before
"""  # noqa: S608 - fixed text
"""`fault` said why the outcome was unknown, which it no longer is."""
_DEFER = """
    update recipient set next_query_at = case
            when coalesce(accepted_at, submitted_at, 0) <= :oldest then null
            else max(:until,
                coalesce(next_query(coalesce(accepted_at, submitted_at), :now), :until)) end
    where id in (
        select recipient.id from recipient join run on run.id = run_id
        where next_query_at <= :now and access_key_id = :access_key_id and sandbox = :sandbox
        order by next_query_at limit 1000)
"""
_UNASKED = f"update recipient set queries = queries + 1 where id = ? and state = {UNKNOWN}"  # noqa: S608 - fixed text
# An inconclusive look-up sets `absent_at` back to null.
_NOT_FOUND = (
    "update recipient set looked_at = :now, absent_at = :absent_at, queries = queries + 1"  # noqa: S608 - fixed text
    f" where id = :id and state = {UNKNOWN}"
)
_WAITING = (
    "update recipient set next_query_at = :next, queries = queries + 1"  # noqa: S608 - fixed text
    f" where id = :id and state = {ACCEPTED}"
)


def _found(pending: PendingReceipt, detail: SendDetail, now: int) -> dict[str, object]:
    receipt = matching.read_receipt(detail)
    message = pending.message
    accepted = message.latest if message.certain or receipt.sent_at is None else receipt.sent_at
    waiting = receipt.state is RecipientState.ACCEPTED
    return {
        "id": message.id,
        "state_before": STATE_NUMBERS[pending.state],
        "state": STATE_NUMBERS[receipt.state],
        "receipt_code": receipt.code,
        "out_id": detail.out_id,
        "accepted_at": accepted,
        "received_at": receipt.received_at,
        "receipt_seconds": receipt.seconds,
        "next_query_at": (
            schedule.next_query_time(accepted, now, few=pending.few) if waiting else None
        ),
        "now": now,
    }
