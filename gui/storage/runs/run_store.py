"""Store runs in the ledger: create them before the first call, then record each call."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from sqlite3 import Connection

from gui.core.errors import FileFault, LedgerError
from gui.core.message.draft import NUMBERS_PER_CALL
from gui.core.message.fields import SendMode
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.receipts import schedule
from gui.core.sending.batching import QueuedRecipient, group_into_calls
from gui.core.sending.calls import Call, CallResult
from gui.core.sending.outcome import SkipReason
from gui.core.sending.progress import StateCounts
from gui.storage.blocked_numbers import IS_BLOCKED
from gui.storage.database.database import Database, translate_errors
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
from gui.storage.runs.run_head import read_head


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
            self.head = read_head(database.db, run_id)

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
                (result.ids, outcome_columns(result, now, few=self._few)) for result in results
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
        # Unless the operator typed one, each call has a unique OutId, even if recipients are queued
        # again or a copy of the ledger makes the calls. All start with the run's token, which older
        # copies know too.
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
