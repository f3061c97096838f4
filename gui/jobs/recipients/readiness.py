"""Jobs that find out who of the draft would be sent to, and who is blocked."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gui.core.accounts.account import Account
from gui.core.lists.draft_rows import DraftOverview, DraftRecipient
from gui.core.message.draft import Draft
from gui.core.message.unfit_values import UnfitValues
from gui.core.message.variables import Variable
from gui.core.params.document import Params
from gui.core.params.placeholders import Placeholders
from gui.core.sending.delivery import Wait
from gui.core.sending.sent_before import SearchProgress, SentBefore
from gui.jobs.database import query_database
from gui.jobs.job import Job, Query
from gui.storage import blocked_numbers
from gui.storage.database.database import Database
from gui.storage.draft import reader
from gui.storage.runs.creation import CreationProgress, preview_run
from gui.storage.runs.sent_before.search import find_sent_before

PAGE = 256
"""Recipients read at once."""
SEARCHED_AT_EACH_END = 2_560
"""How many recipients are examined at each end to find some to be sent to."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Who of the draft would be sent to.

    Attributes:
        recipients: how many.
        blocked: how many are not, for being on the account's do-not-send list.
        missing: how many are not for want of a value, by the name that has none.
        first, last: some numbers from both ends, in the order of sending; `last` has none of
            those in `first`.
        example: the first of them, for the preview; none if there is none.
        magic: some of the sandbox's magic numbers among the recipients, where they were looked for.
        unfit: how many of the recipients have values that the service is likely to refuse.
    """

    recipients: int = 0
    blocked: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    example: DraftRecipient | None = None
    magic: tuple[str, ...] = ()
    unfit: tuple[UnfitValues, ...] = ()


def check_readiness(
    ledger: Path,
    access_key_id: str,
    placeholders: Placeholders,
    variables: Sequence[Variable] = (),
    *,
    find_magic: bool = False,
) -> Job[CreationProgress, Readiness]:
    """Find out who would be sent to, and with which values of these variables.

    `find_magic`: look for magic numbers among them.
    """

    def steps(wait: Wait) -> Generator[CreationProgress, None, Readiness]:
        with Database(ledger) as database:
            found = yield from _check(database, access_key_id, placeholders, variables)
            return replace(found, magic=_find_magic(database)) if find_magic else found

    return Job(steps)


def search_sent_before(
    ledger: Path, account: Account, draft: Draft, placeholders: Placeholders
) -> Job[SearchProgress, SentBefore]:
    """Find whom the same message was sent to before."""

    def steps(wait: Wait) -> Generator[SearchProgress, None, SentBefore]:
        with Database(ledger) as database:
            return (yield from find_sent_before(database, account, draft, placeholders))

    return Job(steps)


def list_blocked_numbers(
    ledger: Path, access_key_id: str
) -> Query[list[blocked_numbers.BlockedNumber]]:
    """List the account's do-not-send list, the newest first."""
    return query_database(
        ledger, lambda database: blocked_numbers.list_blocked_numbers(database, access_key_id)
    )


def _check(
    database: Database,
    access_key_id: str,
    placeholders: Placeholders,
    variables: Sequence[Variable],
) -> Generator[CreationProgress, None, Readiness]:
    overview = reader.read_overview(database)
    if placeholders.present:
        would = yield from preview_run(database, access_key_id, placeholders, variables=variables)
        recipients, left_out, missing = would.recipients, would.blocked, would.missing
        unfit = would.unfit
    else:
        left_out = blocked_numbers.count_blocked_recipients(database, access_key_id)
        recipients, missing, unfit = overview.recipients - left_out, {}, ()
    ids = reader.list_recipient_ids(database)
    if recipients == overview.recipients:
        first, last = overview.first, overview.last
    else:
        first, last = _ends(database, access_key_id, placeholders, ids, recipients)
    example = _example(database, ids, overview, first)
    return Readiness(recipients, left_out, missing, first, last, example, unfit=unfit)


def _find_magic(database: Database) -> tuple[str, ...]:
    from gui.cloud.sandbox.magic import BY_NUMBER  # not before it is needed

    return reader.find_recipients(database, BY_NUMBER)


def _ends(
    database: Database,
    access_key_id: str,
    placeholders: Placeholders,
    ids: array[int],
    recipients: int,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the first and the last recipients that will be sent to."""
    unwanted = {row.number for row in blocked_numbers.list_blocked_numbers(database, access_key_id)}

    def wanted(some: array[int]) -> Iterable[str]:
        for begin in range(0, len(some), PAGE):
            page = some[begin : begin + PAGE]
            rows = reader.RecipientReader(database).rows(page)
            for row in (rows[id] for id in page if id in rows):
                if row.number not in unwanted and isinstance(placeholders.fill(row.values), Params):
                    yield row.number

    def some(ids: array[int], many: int) -> tuple[str, ...]:
        return tuple(number for number, _ in zip(wanted(ids), range(many), strict=False))

    first = some(ids[:SEARCHED_AT_EACH_END], reader.ENDS)
    rest = min(reader.ENDS, recipients - len(first))
    return first, some(ids[-SEARCHED_AT_EACH_END:][::-1], rest)[::-1]


def _example(
    database: Database, ids: array[int], overview: DraftOverview, first: tuple[str, ...]
) -> DraftRecipient | None:
    rows = reader.RecipientReader(database).rows(ids[:SEARCHED_AT_EACH_END])
    found = (rows[id] for id in ids[:SEARCHED_AT_EACH_END] if id in rows)
    return next((row for row in found if row.number in first[:1]), None)
