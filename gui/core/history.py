"""One row of the history."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.message.draft import SendMode
from gui.core.sending.state import RecipientState


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
