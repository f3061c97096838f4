"""What the sandbox has accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SandboxMessage:
    """One accepted message: one number of one call.

    Attributes:
        call: index of its call in `Outbox.calls()`.
        number: normalised: 11 digits, or country code and number.
        content: as the phone shows it, sign included.
        out_id: empty if none was given.
        sent: seconds since the epoch.
        receipt_at: when its receipt arrives, infinite for never.
        shown: when QuerySendDetails starts to list it.
        final_status, final_code: SendStatus and ErrCode from then on.
    """

    call: int
    number: str
    sign_name: str
    template_code: str
    params: Mapping[str, str]
    content: str
    out_id: str
    up_extend_code: str
    biz_id: str
    sent: float
    receipt_at: float
    shown: float
    final_status: int = 3
    final_code: str = "DELIVERED"

    def status(self, now: float) -> int:
        """SendStatus at `now`: 1 waiting for the receipt, 2 failed, 3 delivered."""
        return self.final_status if now >= self.receipt_at else 1
