"""Rows of the history, and filters of them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from gui.core.accounts.account_key import AccountKey
from gui.core.history_period import Period
from gui.core.message.fields import SendMode
from gui.core.sending.state import FAILED_FOR_SURE, RecipientState


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """All that is known about one recipient of one run.

    Attributes:
        time: when it was last called, or when its run was made; ms since 1970, UTC.
        settled_at: when its outcome was recorded, or none.
        fault: a `NetworkFault`, `UnknownFault` or `SkipReason` value, or empty.
        template_content: the template's text, or empty where it was not known.
        accepted_at: when the service accepted it, or none.
        queries: how often the service was asked for its receipt.
        next_query_at: when its receipt is asked for next, or none for never.
        receipt_code: ErrCode of its receipt as the service spells it, or empty.
        received_at: when it was delivered or delivery failed, or none.
        receipt_seconds: seconds from sending to `received_at` by the service's clock, or none.
        looked_at: when the service was last asked about it while it was unknown, or none.
        absent_at: set if the service had no record of it when last asked (at `looked_at`): the end
            of its call plus the time that had certainly passed since, see
            `core.receipts.matching.passed`.
        declared_at: when the operator last declared it unsent, or none.
        created_at: when its run was made.
        resent: whether another run holds a copy of it that was sent again.
        name: that stood beside its number when its run was made, or empty.
    """

    id: int
    run_id: int
    time: int
    number: str
    sign_name: str
    template_code: str
    state: RecipientState
    code: str
    message: str
    request_id: str
    biz_id: str
    out_id: str
    fault: str
    http_status: int
    submitted_at: int | None
    settled_at: int | None
    account_label: str
    access_key_id: str
    sandbox: bool
    template_param: str
    template_content: str
    mode: SendMode
    accepted_at: int | None = None
    queries: int = 0
    next_query_at: int | None = None
    receipt_code: str = ""
    received_at: int | None = None
    receipt_seconds: int | None = None
    looked_at: int | None = None
    absent_at: int | None = None
    declared_at: int | None = None
    created_at: int | None = None
    resent: bool = False
    name: str = ""

    @property
    def can_resend(self) -> bool:
        """Whether it may be sent again: it surely did not arrive, and nobody has done so yet."""
        return self.state in FAILED_FOR_SURE and not self.resent


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """A filter of the history; a field that is empty or none filters nothing.

    Attributes:
        text: a part of the number, of the name beside it, of an id or code of the service, of sign
            or template.
        account: whose messages.
        run_id: the run they belong to.
        template: the code of the template they were sent with.
        period: the days on which they were called, or in which their run was made if they were
            not called.
    """

    text: str = ""
    state: RecipientState | None = None
    account: AccountKey | None = None
    run_id: int | None = None
    template: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class HistoryRun:
    """Identifies a run for display; `created_at` is in ms since 1970, UTC."""

    id: int
    created_at: int
    template_code: str


@dataclass(frozen=True, slots=True)
class HistoryListing:
    """The rows that match a filter, and what the filters offer.

    Attributes:
        ids: the rows, those of the newest run first.
        accounts: every account that has sent anything, by its newest label; newest first.
        run: the run of the filter, or none.
        unknown: number of rows of the whole history that are unknown.
        resendable: the newest shown run, if failed rows of it may be sent again; or none.
        templates: the code of every template that was ever sent with, the last used first.
        named: whether any run, or that of the filter, has names beside its numbers.
    """

    ids: array[int]
    accounts: tuple[tuple[AccountKey, str], ...] = ()
    run: HistoryRun | None = None
    unknown: int = 0
    resendable: int | None = None
    templates: tuple[str, ...] = ()
    named: bool = False
