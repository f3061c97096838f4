"""Store runs in the ledger: create them before the first call, then record each call."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from gui.core.accounts.account import Account
from gui.core.errors import FileFault, LedgerError
from gui.core.message.draft import NUMBERS_PER_CALL, Draft, SendMode
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.receipts import schedule
from gui.core.sending.batching import QueuedRecipient, group_into_calls
from gui.core.sending.calls import Call, CallResult
from gui.core.sending.outcome import SkipReason
from gui.core.sending.progress import StateCounts
from gui.storage.blocked_numbers import IS_BLOCKED
from gui.storage.database.database import Database, read_rows, translate_errors
from gui.storage.database.schema import (
    CANCELLED,
    QUEUED,
    STATE_BY_NUMBER,
    SUBMITTING,
)
from gui.storage.database.witness import Witness
from gui.storage.runs.call_updates import (
    RECORD_EACH,
    RECORD_RANGE,
    SUBMIT_EACH,
    SUBMIT_RANGE,
    Submission,
    outcome_columns,
)

DECLARED = "exists (select 1 from recipient where run_id = run.id and declared_at is not null)"
"""SQL: whether a recipient of a run was declared unsent."""


@dataclass(frozen=True, slots=True)
class RunHead:
    """The values that all recipients of a run share.

    Attributes:
        endpoint: where the next call goes.
        former_endpoints: where calls went before the endpoint was changed, the oldest first.
        declared: whether the operator declared a recipient with an unknown outcome unsent.
    """

    id: int
    token: str
    created_at: int
    access_key_id: str
    account_label: str
    sandbox: bool
    sign_name: str
    template_code: str
    template_param: str
    out_id: str
    up_extend_code: str
    mode: SendMode
    endpoint: str
    former_endpoints: tuple[str, ...]
    declared: bool


def insert_head(
    db: Connection,
    account: Account,
    draft: Draft,
    content: str,
    created_at: int,
    preset_id: int = 0,
) -> int:
    """Insert a run without recipients, within a transaction; return its id.

    `preset_id` is the preset it is sent from, or 0.
    """
    cursor = db.execute(
        "insert into run (token, created_at, access_key_id, account_label, production,"
        " sandbox, endpoint, sign_name, template_code, template_param, template_content,"
        " out_id, up_extend_code, mode, preset_id) values (:token, :created_at, :access_key_id,"
        " :account_label, :production, :sandbox, :endpoint, :sign_name, :template_code,"
        " :template_param, :template_content, :out_id, :up_extend_code, :mode, :preset_id)",
        {
            "token": os.urandom(5).hex(),
            "created_at": created_at,
            "access_key_id": account.access_key_id,
            "account_label": account.label,
            "production": account.production,
            "sandbox": account.sandbox,
            "endpoint": account.endpoint,
            "sign_name": draft.sign_name,
            "template_code": draft.template_code,
            "template_param": draft.template_param,
            "template_content": content,
            "out_id": draft.out_id,
            "up_extend_code": draft.up_extend_code,
            "mode": draft.mode.value,
            "preset_id": preset_id or None,
        },
    )
    run_id = cursor.lastrowid
    assert run_id is not None  # noqa: S101 - an insert into a table with a rowid gives one
    return run_id


class StoredRun:
    """The `RunStore` of one run, used by `gui.core.sending.delivery.deliver`.

    Args:
        database: the open ledger.
        run_id: the run's number.
        witness: of the ledger; without one, an older copy cannot be detected.
    """

    def __init__(self, database: Database, run_id: int, witness: Witness | None = None) -> None:
        self._database = database
        self._witness = witness or Witness(database.path)
        self._delivery = self._calls_made = 0
        self._met = 0
        self.skipped = 0
        self._few = False
        with translate_errors(database.path):
            self.head = _read_head(database.db, run_id)

    @property
    def run_id(self) -> int:
        """Its id in the ledger."""
        return self.head.id

    @property
    def location(self) -> str:
        """The ledger's file."""
        return str(self._database.path)

    def begin(self) -> StateCounts:
        """Start a delivery of the recipients queued now, not of those queued later."""
        with self._database.transaction() as db:
            self._begin(db)
            counts = self.counts()
        self._few = counts.total <= schedule.FEW_MAX
        self._witness.note()
        return counts

    def counts(self) -> StateCounts:
        """Count its recipients by state."""
        with translate_errors(self._database.path):
            found = self._database.db.execute(
                "select state, count(*) from recipient where run_id = ? group by state",
                (self.run_id,),
            ).fetchall()
        return StateCounts(**{STATE_BY_NUMBER[number].value: count for number, count in found})

    def advance(self, results: Sequence[CallResult], calls: int) -> list[Call]:
        """Record outcomes, and mark up to `calls` next calls as submitting, in one durable commit.

        Recipients that are on the do-not-send list by now are cancelled, unless already handed out.

        It uses few statements: after each one, this thread waits for the interpreter lock.
        """
        if calls:
            self._database.check_in_place()
            self._witness.check_lock()
        now, self._met = self._database.now(), 0
        with self._database.transaction() as db:
            facts = (
                (settled.ids, outcome_columns(settled, now, few=self._few)) for settled in results
            )
            self._update(db, facts, RECORD_EACH, RECORD_RANGE)
            if not calls:
                self._witness.step(db, calls=False)
                return []
            if not self._delivery:
                self._begin(db)
            next_calls = [self._call(rows) for rows in self._next(db, calls)]
            given = (
                (call.ids, Submission(SUBMITTING, call.request.out_id, now)) for call in next_calls
            )
            changed = self._update(db, given, SUBMIT_EACH, SUBMIT_RANGE)
            if changed != sum(len(call.ids) for call in next_calls):
                # A damaged index lists recipients as queued that are not: make no calls.
                raise LedgerError(FileFault.DAMAGED, str(self._database.path))
            self._witness.step(db, calls=bool(next_calls))
        if next_calls:
            self._witness.note()
        self.skipped += self._met
        return next_calls

    def _begin(self, db: Connection) -> None:
        self._witness.step(db, calls=False)
        (self._delivery,) = db.execute(
            "update run set deliveries = deliveries + 1 where id = ? returning deliveries",
            (self.run_id,),
        ).fetchone()

    def _update(
        self,
        db: Connection,
        changes: Iterable[tuple[Sequence[int], tuple[object, ...]]],
        each: str,
        all_between: str,
    ) -> int:
        """Update recipients: single ids in one statement, consecutive ids as ranges.

        Returns the number of updated rows.
        """
        single, wide = [], []
        for ids, facts in changes:
            for first, last in _stretches(ids):
                if first == last:
                    single.append((first, *facts))
                else:
                    wide.append((*facts, self.run_id, first, last))
        changed = 0
        if single:
            changed += db.execute(each, (json.dumps(single), self.run_id)).rowcount
        if wide:
            changed += db.executemany(all_between, wide).rowcount
        return changed

    def _next(self, db: Connection, calls: int) -> list[Sequence[QueuedRecipient]]:
        """Group the next queued recipients into at most `calls` calls."""
        if self.head.mode is SendMode.BATCHED:
            return list(islice(group_into_calls(self._queued(db, NUMBERS_PER_CALL)), calls))
        return [(one,) for one in islice(self._queued(db, calls), calls)]

    def _queued(self, db: Connection, at_once: int) -> Iterator[QueuedRecipient]:
        """Yield the queued recipients in order, reading `at_once` rows at a time."""
        last = 0
        while True:
            wanted = {
                "run_id": self.run_id,
                "after": last,
                "delivery": self._delivery,
                "limit": at_once,
            }
            found, blocked = db.execute(_QUEUED, wanted).fetchone()
            if blocked:
                self._withhold(db)
                continue
            rows = json.loads(found)
            for last, number, param in rows:
                yield QueuedRecipient(
                    last, number, self.head.template_param if param is None else param
                )
            if len(rows) < at_once:
                return

    def _withhold(self, db: Connection) -> None:
        """Cancel all queued recipients on the do-not-send list, once one is found in the queue."""
        values = {
            "fault": SkipReason.BLOCKED.value,
            "now": self._database.now(),
            "run_id": self.run_id,
            "delivery": self._delivery,
        }
        self._met += db.execute(_WITHHOLD, values).rowcount

    def _call(self, rows: Sequence[QueuedRecipient]) -> Call:
        head = self.head
        self._calls_made += 1
        # Each call has a unique OutId, even if recipients are queued again or a copy of the ledger
        # makes the calls. All start with the run's token, which older copies know too.
        ours = f"{head.token}-{self._witness.owner}-{self._delivery}-{self._calls_made}"
        out_id = head.out_id or ours
        numbers = tuple(row.number for row in rows)
        params = tuple(row.param for row in rows)
        request: SendSms | SendBatchSms
        if len(set(params)) == 1:
            request = SendSms(
                numbers,
                head.sign_name,
                head.template_code,
                params[0],
                out_id,
                head.up_extend_code,
            )
        else:
            request = SendBatchSms(
                numbers, head.sign_name, head.template_code, params, out_id, head.up_extend_code
            )
        return Call(tuple(row.id for row in rows), request)


def _read_head(db: Connection, run_id: int) -> RunHead:
    query = f"select *, {DECLARED} as declared from run where id = ?"  # noqa: S608 - fixed text
    (row,) = read_rows(db, query, (run_id,))
    former = db.execute(
        "select endpoint from former_endpoint where run_id = ? order by id", (run_id,)
    )
    return RunHead(
        id=row["id"],
        token=row["token"],
        created_at=row["created_at"],
        access_key_id=row["access_key_id"],
        account_label=row["account_label"],
        sandbox=bool(row["sandbox"]),
        sign_name=row["sign_name"],
        template_code=row["template_code"],
        template_param=row["template_param"],
        out_id=row["out_id"],
        up_extend_code=row["up_extend_code"],
        mode=SendMode(row["mode"]),
        endpoint=row["endpoint"],
        former_endpoints=tuple(endpoint for (endpoint,) in former),
        declared=bool(row["declared"]),
    )


_QUEUED = f"""
    select json_group_array(json_array(id, number, template_param)), max(is_blocked) from (
        select id, number, template_param, {IS_BLOCKED} as is_blocked from recipient
        where run_id = :run_id and state = {QUEUED} and id > :after and queued_after < :delivery
        order by id limit :limit)
"""  # noqa: S608 - fixed text
_WITHHOLD = (
    f"update recipient set state = {CANCELLED}, fault = :fault, settled_at = :now"  # noqa: S608 - fixed text
    f" where run_id = :run_id and state = {QUEUED} and queued_after < :delivery and {IS_BLOCKED}"
)


def _stretches(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Group consecutive ids into ranges: first and last."""
    start = 0
    for place in range(1, len(ids) + 1):
        if place == len(ids) or ids[place] != ids[place - 1] + 1:
            yield ids[start], ids[place - 1]
            start = place
