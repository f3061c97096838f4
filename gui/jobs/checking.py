"""Jobs that look at the draft as it would be sent, and at the blocked numbers."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gui.core.account import Account
from gui.core.draft import Draft
from gui.core.drafted import DraftRecipient, Overview
from gui.core.params import Params
from gui.core.pattern import Pattern
from gui.core.sending import Wait
from gui.core.sent_before import LookupProgress, SentBefore
from gui.jobs.job import Job
from gui.storage import blocked, drafts
from gui.storage.ledger import Ledger
from gui.storage.run_from_draft import StartProgress, rehearse
from gui.storage.sent_before import find_sent_before

PAGE = 256
"""Recipients read at once."""
LOOKED_AT = 2_560
"""Recipients at each end among whom those are looked for who will be sent to."""


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
    """

    recipients: int = 0
    blocked: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    example: DraftRecipient | None = None


def checking(ledger: Path, access_key_id: str, pattern: Pattern) -> Job:
    """Find out who would be sent to; yields `StartProgress`, and a `Readiness` at the end."""

    def steps(wait: Wait) -> Generator[StartProgress | Readiness, None, None]:
        with Ledger(ledger) as open_ledger:
            yield (yield from _check(open_ledger, access_key_id, pattern))

    return Job(steps)


def look_up_sent_before(ledger: Path, account: Account, draft: Draft, pattern: Pattern) -> Job:
    """Find whom the same message was sent to; yields `LookupProgress`, and a `SentBefore` last."""

    def steps(wait: Wait) -> Generator[LookupProgress | SentBefore, None, None]:
        with Ledger(ledger) as open_ledger:
            yield (yield from find_sent_before(open_ledger, account, draft, pattern))

    return Job(steps)


def listing_blocked(ledger: Path, access_key_id: str) -> Job:
    """List the account's do-not-send list, the newest first; yields `BlockedNumber`s."""

    def steps(wait: Wait) -> Generator[list[blocked.BlockedNumber], None, None]:
        with Ledger(ledger) as open_ledger:
            yield blocked.blocked_numbers(open_ledger, access_key_id)

    return Job(steps)


def _check(
    ledger: Ledger, access_key_id: str, pattern: Pattern
) -> Generator[StartProgress, None, Readiness]:
    overview = drafts.overview(ledger)
    if pattern.refers:
        would = yield from rehearse(ledger, access_key_id, pattern)
        recipients, left_out, missing = would.recipients, would.blocked, would.missing
    else:
        left_out = blocked.count_blocked_recipients(ledger, access_key_id)
        recipients, missing = overview.recipients - left_out, {}
    ids = drafts.recipient_ids(ledger)
    if recipients == overview.recipients:
        first, last = overview.first, overview.last
    else:
        first, last = _ends(ledger, access_key_id, pattern, ids, recipients)
    return Readiness(
        recipients, left_out, missing, first, last, _example(ledger, ids, overview, first)
    )


def _ends(
    ledger: Ledger, access_key_id: str, pattern: Pattern, ids: array[int], recipients: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Look from both ends for those who will be sent to."""
    unwanted = {row.number for row in blocked.blocked_numbers(ledger, access_key_id)}

    def wanted(some: array[int]) -> Iterable[str]:
        for begin in range(0, len(some), PAGE):
            page = some[begin : begin + PAGE]
            rows = drafts.DraftRecipients(ledger).rows(page)
            for row in (rows[id] for id in page if id in rows):
                if row.number not in unwanted and isinstance(pattern.values(row.values), Params):
                    yield row.number

    def some(ids: array[int], many: int) -> tuple[str, ...]:
        return tuple(number for number, _ in zip(wanted(ids), range(many), strict=False))

    first = some(ids[:LOOKED_AT], drafts.ENDS)
    rest = min(drafts.ENDS, recipients - len(first))
    return first, some(ids[-LOOKED_AT:][::-1], rest)[::-1]


def _example(
    ledger: Ledger, ids: array[int], overview: Overview, first: tuple[str, ...]
) -> DraftRecipient | None:
    rows = drafts.DraftRecipients(ledger).rows(ids[:LOOKED_AT])
    found = (rows[id] for id in ids[:LOOKED_AT] if id in rows)
    return next((row for row in found if row.number in first[:1]), None)
