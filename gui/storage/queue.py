"""Who is next in a run's queue, as the service is asked about them before the run goes on."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import replace

from gui.core.outcomes import UnknownFault
from gui.core.receipts import Sought
from gui.core.states import State
from gui.storage.ledger import Ledger, explained
from gui.storage.receipts import SOUGHT, Inquiry, read_inquiry
from gui.storage.schema import NUMBER_OF


class RunQueue:
    """Those queued in one run.

    Args:
        ledger: the open ledger.
        run_id: the run's number.
    """

    def __init__(self, ledger: Ledger, run_id: int) -> None:
        self._ledger = ledger
        self._run_id = run_id
        with explained(ledger.path):
            (self._created_at,) = ledger.db.execute(
                "select created_at from run where id = ?", (run_id,)
            ).fetchone()

    def next(self, after: int, limit: int) -> list[Inquiry]:
        """Read who comes next after the recipient `after`, as if called by a later copy.

        Such a call may have been made at any time since the run began, with any OutId of the run.
        Rivals are all others of the same number in the run, or with the operator's own OutId.
        """
        now = self._ledger.now()
        with explained(self._ledger.path):
            found = self._ledger.db.execute(
                f"{SOUGHT} where run_id = ? and state = 0 and recipient.id > ?"
                " order by recipient.id limit ?",
                (self._run_id, after, limit),
            ).fetchall()
            inquiries = [read_inquiry(row) for row in found]
            return [
                replace(
                    inquiry,
                    sought=self._as_queued(inquiry.sought, now),
                    rivals=self._rivals(inquiry, now),
                )
                for inquiry in inquiries
            ]

    def called_last(self, limit: int) -> array[int]:
        """List those called last of whom it is unknown what became of them."""
        with explained(self._ledger.path):
            found = self._ledger.db.execute(
                "select id from recipient where run_id = ? and state = 4"
                " order by submitted_at desc, id desc limit ?",
                (self._run_id, limit),
            ).fetchall()
        return array("q", (id for (id,) in found))

    def set_aside(self, inquiries: Sequence[Inquiry]) -> None:
        """Make unknown of whom the service leaves open whether they were sent.

        Raises:
            LedgerError: the disk does not take it.
        """
        if not inquiries:
            return
        now = self._ledger.now()
        facts = (
            NUMBER_OF[State.UNKNOWN],
            UnknownFault.LATER_COPY.value,
            now,
            now,
            json.dumps([inquiry.sought.id for inquiry in inquiries]),
        )
        with self._ledger.transaction() as db:
            db.execute(
                "update recipient set state = ?, fault = ?, submitted_at = ?, settled_at = ?,"
                " out_id = '', absent_at = null"
                " where state = 0 and id in (select value from json_each(?))",
                facts,
            )

    def _as_queued(self, sought: Sought, now: int) -> Sought:
        out_id = "" if sought.token else sought.out_id
        return replace(sought, out_id=out_id, earliest=self._created_at, latest=now)

    def _rivals(self, inquiry: Inquiry, now: int) -> tuple[Sought, ...]:
        sought = inquiry.sought
        rows = self._ledger.db.execute(
            f"{SOUGHT} where number = ? and recipient.id <> ? and access_key_id = ?"
            " and template_code = ? and (run_id = ? or run.out_id = ?) and state not in (3, 7)",
            (
                sought.number,
                sought.id,
                inquiry.access_key_id,
                sought.template_code,
                self._run_id,
                sought.out_id or None if not sought.token else None,
            ),
        ).fetchall()
        rivals = [read_inquiry(row) for row in rows]
        return tuple(
            self._as_queued(rival.sought, now) if rival.state is State.QUEUED else rival.sought
            for rival in rivals
        )
