"""The next queued recipients of a run, which are looked up before the run is resumed."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import replace

from gui.core.receipts.matching import SentMessage
from gui.core.sending.outcome import UnknownFault
from gui.core.sending.state import RecipientState
from gui.storage.database.database import Database, read_rows, translate_errors
from gui.storage.database.schema import CANCELLED, QUEUED, REJECTED, UNKNOWN
from gui.storage.runs.receipts import SOUGHT, PendingReceipt, read_inquiry


class RunQueue:
    """The queued recipients of one run.

    Args:
        database: the open ledger.
        run_id: the run's id.
    """

    def __init__(self, database: Database, run_id: int) -> None:
        self._database = database
        self._run_id = run_id
        with translate_errors(database.path):
            (self._created_at,) = database.db.execute(
                "select created_at from run where id = ?", (run_id,)
            ).fetchone()

    def next(self, after: int, limit: int) -> list[PendingReceipt]:
        """Read the next recipients after the id `after`, as if called by a later copy.

        Such a call may have been made at any time since the run was created, with any OutId of the
        run. Rivals are all others with the same number in the run, or with the operator's OutId.
        """
        with translate_errors(self._database.path):
            found = self._database.db.execute(
                f"select id from recipient where run_id = ? and state = {QUEUED} and id > ?"  # noqa: S608 - fixed text
                " order by id limit ?",
                (self._run_id, after, limit),
            ).fetchall()
        return self._read([id for (id,) in found])

    def further_on(self, after: int, step: int, factor: float) -> list[PendingReceipt]:
        """Read one at each place behind the recipient `after`, the last one among them.

        Args:
            after: the id of a recipient.
            step: how far behind it the first place is.
            factor: how much further each place is than the one before.
        """
        with translate_errors(self._database.path):
            found = self._database.db.execute(
                f"select id from recipient where run_id = ? and state = {QUEUED} and id > ?"  # noqa: S608 - fixed text
                " order by id",
                (self._run_id, after),
            )
            ids = array("q", (id for (id,) in found))
        places, place = list[int](), float(step)
        while place < len(ids):
            places.append(int(place))
            place *= factor
        return self._read([ids[place] for place in places] + list(ids[-1:]))

    def _read(self, ids: Sequence[int]) -> list[PendingReceipt]:
        now = self._database.now()
        with translate_errors(self._database.path):
            found = read_rows(
                self._database.db,
                f"{SOUGHT} where state = {QUEUED}"  # noqa: S608 - fixed text
                " and recipient.id in (select value from json_each(?)) order by recipient.id",
                (json.dumps(list(ids)),),
            )
            inquiries = [read_inquiry(row) for row in found]
            return [
                replace(
                    pending,
                    message=self._as_queued(pending.message, now),
                    rivals=self._rivals(pending, now),
                )
                for pending in inquiries
            ]

    def called_last(self, limit: int) -> array[int]:
        """List the most recently called recipients whose outcome is unknown."""
        with translate_errors(self._database.path):
            found = self._database.db.execute(
                f"select id from recipient where run_id = ? and state = {UNKNOWN}"  # noqa: S608 - fixed text
                " order by submitted_at desc, id desc limit ?",
                (self._run_id, limit),
            ).fetchall()
        return array("q", (id for (id,) in found))

    def set_aside(self, inquiries: Sequence[PendingReceipt]) -> None:
        """Mark recipients as unknown for which the service's answer was inconclusive.

        Raises:
            LedgerError: the disk does not take it.
        """
        if inquiries:
            ids = json.dumps([pending.message.id for pending in inquiries])
            self._set_aside("id in (select value from json_each(:which))", ids)

    def set_all_aside(self) -> int:
        """Mark everyone still queued as unknown; return how many.

        Raises:
            LedgerError: the disk does not take it.
        """
        return self._set_aside("run_id = :which", self._run_id)

    def _set_aside(self, condition: str, which: object) -> int:
        values = {
            "fault": UnknownFault.LATER_COPY.value,
            "now": self._database.now(),
            "which": which,
        }
        with self._database.transaction() as db:
            return db.execute(
                f"update recipient set state = {UNKNOWN}, fault = :fault, submitted_at = :now,"  # noqa: S608 - fixed text
                " settled_at = :now, out_id = '', absent_at = null"
                f" where state = {QUEUED} and {condition}",
                values,
            ).rowcount

    def _as_queued(self, message: SentMessage, now: int) -> SentMessage:
        out_id = "" if message.token else message.out_id
        return replace(message, out_id=out_id, earliest=self._created_at, latest=now)

    def _rivals(self, pending: PendingReceipt, now: int) -> tuple[SentMessage, ...]:
        message = pending.message
        rows = read_rows(
            self._database.db,
            f"{SOUGHT} where number = :number and recipient.id <> :id"
            " and access_key_id = :access_key_id and template_code = :template_code"
            " and (run_id = :run_id or run.out_id = :out_id)"
            f" and state not in ({REJECTED}, {CANCELLED})",
            {
                "number": message.number,
                "id": message.id,
                "access_key_id": pending.access_key_id,
                "template_code": message.template_code,
                "run_id": self._run_id,
                "out_id": message.out_id or None if not message.token else None,
            },
        )
        rivals = [read_inquiry(row) for row in rows]
        return tuple(
            self._as_queued(rival.message, now)
            if rival.state is RecipientState.QUEUED
            else rival.message
            for rival in rivals
        )
