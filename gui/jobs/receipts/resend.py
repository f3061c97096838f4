"""Send again to those who got nothing, in a run of their own."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
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
        run_id: the run.
        refused: those that `create_resend_run` would take.
        sent_since: who of them exactly the same was sent to by another run since.
        elsewhere: how many of the chosen got nothing in other runs.
    """

    run_id: int
    refused: resend.ResendableRecipients
    sent_since: SentBefore
    elsewhere: int = 0


def list_resendable(
    ledger: Path, run_id: int, chosen: Sequence[int] | None = None
) -> Job[SearchProgress, ResendOffer]:
    """List the recipients of a run that `create_resend_run` would take."""

    def steps(wait: Wait) -> Generator[SearchProgress, None, ResendOffer]:
        with Database(ledger) as database:
            return (yield from _offer(database, run_id, chosen))

    return Job(steps)


def list_resendable_of_any_run(
    ledger: Path, chosen: Sequence[int]
) -> Job[SearchProgress, ResendOffer | None]:
    """List those of the newest run of the chosen, and count those of other runs.

    A run has one sign, template and account: each is sent again as a run of its own. There is no
    offer if none of the chosen may be sent to again.
    """

    def steps(wait: Wait) -> Generator[SearchProgress, None, ResendOffer | None]:
        with Database(ledger) as database:
            run_id = resend.find_resendable_run(database, chosen)
            if run_id is None:
                return None
            offer = yield from _offer(database, run_id, chosen)
            elsewhere = resend.count_resendable_elsewhere(database, run_id, chosen)
            return replace(offer, elsewhere=elsewhere)

    return Job(steps)


def _offer(
    database: Database, run_id: int, chosen: Sequence[int] | None
) -> Generator[SearchProgress, None, ResendOffer]:
    refused = resend.list_resendable(database, run_id, chosen)
    found = yield from find_sent_since(database, run_id, refused.ids)
    return ResendOffer(run_id, refused, found)


def create_resend_run(ledger: Path, run_id: int, chosen: Sequence[int]) -> Query[int | None]:
    """Make a run, one by one, of those of a run who got nothing.

    Returns its number, or none if there is nobody left to take.
    """
    return query_database(
        ledger, lambda database: resend.create_resend_run(database, run_id, chosen)
    )
