"""One row of the history."""

from __future__ import annotations

from dataclasses import dataclass

from gui.core.draft import SendMode
from gui.core.states import State


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything known of one recipient of one run.

    Attributes:
        time: when it was last called, or when its run was made; ms since 1970, UTC.
        settled_at: when its answer came, or none.
        fault: a `NetworkFault` or `UnknownFault` value, or empty.
        template_content: the template's text, or empty where it was not known.
    """

    id: int
    run_id: int
    time: int
    number: str
    sign_name: str
    template_code: str
    state: State
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
