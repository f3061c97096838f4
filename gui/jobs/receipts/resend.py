"""Send again to those who got nothing, in a run of their own."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gui.core.sending.delivery import Wait
from gui.core.sending.sent_before import SearchProgress, SentBefore
from gui.jobs.database import query_database
from gui.jobs.job import Job, Query
from gui.storage.database.database import Database
from gui.storage.runs import resend
from gui.storage.runs.sent_before.search import find_sent_since


@dataclass(frozen=True, slots=True)
class ResendOffer:
    """Who of a run got nothing, for the operator to decide.

    Attributes:
        refused: those that `create_resend_run` would take.
        sent_since: who of them exactly the same was sent to by another run since.
    """

    refused: resend.ResendableRecipients
    sent_since: SentBefore


def list_resendable(
    ledger: Path, run_id: int, chosen: Sequence[int] | None = None
) -> Job[SearchProgress, ResendOffer]:
    """List the recipients that `create_resend_run` would take."""

    def steps(wait: Wait) -> Generator[SearchProgress, None, ResendOffer]:
        with Database(ledger) as database:
            refused = resend.list_resendable(database, run_id, chosen)
            found = yield from find_sent_since(database, run_id, refused.ids)
            return ResendOffer(refused, found)

    return Job(steps)


def create_resend_run(ledger: Path, run_id: int, chosen: Sequence[int]) -> Query[int | None]:
    """Make a run, one by one, of those of a run who got nothing.

    Returns its number, or none if there is nobody left to take.
    """
    return query_database(
        ledger, lambda database: resend.create_resend_run(database, run_id, chosen)
    )
