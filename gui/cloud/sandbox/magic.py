"""Magic numbers, which trigger a certain effect for any message.

They are checked right after the gateway: the effect applies even if sign, template or parameters
are invalid, except if the message is accepted, which requires a valid one. The first magic number
of a call counts; receipts are individual.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

from gui.cloud.sandbox.faults import FaultKind, SandboxFault
from gui.cloud.sandbox.protocol.refusals import Refusal, make_refusal
from gui.cloud.sandbox.sending.flow_control import too_many
from gui.cloud.sandbox.sending.numbers import illegal_number

LATE = 60.0
"""Delay in seconds of a late receipt, and of a late row of QuerySendDetails."""


class MagicEffect(Enum):
    """The effect of a magic number, for a table that explains them."""

    REFUSED = auto()
    """Refused with the row's code; nothing is accepted."""
    LIMIT_MINUTE = auto()
    LIMIT_HOUR = auto()
    LIMIT_DAY = auto()
    LIMIT_NUMBER_DAY = auto()
    THROTTLED_ONCE = auto()
    """The first call is throttled, the second accepted, and so on alternately."""
    SYSTEM_ERROR = auto()
    SYSTEM_ERROR_TAKEN = auto()
    TIMEOUT = auto()
    TIMEOUT_TAKEN = auto()
    RESET = auto()
    RESET_TAKEN = auto()
    CLOSED_TAKEN = auto()
    HTTP_500 = auto()
    HTTP_500_TAKEN = auto()
    HTTP_503 = auto()
    HTML = auto()
    EMPTY_TAKEN = auto()
    TRUNCATED_TAKEN = auto()
    BROKEN_JSON_TAKEN = auto()
    REDIRECT = auto()
    RECEIPT_LATE = auto()
    RECEIPT_FAILED = auto()
    """Accepted; the receipt reports a failure with the row's code."""
    RECEIPT_NEVER = auto()
    RECEIPT_SPELLING = auto()
    """Delivered, with the row's code as in old documentation."""
    ROW_LATE = auto()
    """Accepted, but QuerySendDetails lists it late."""
    TOTAL_AS_TEXT = auto()
    """Accepted; QuerySendDetails returns TotalCount as a string."""
    ROWS_MISSING = auto()
    """Accepted; QuerySendDetails counts it but lists nothing."""


@dataclass(frozen=True, slots=True)
class ReceiptOverride:
    """Deviations of the receipt of a number.

    Attributes:
        after: seconds from the sending, infinite for never, or none for the default.
        status: 2 failed, 3 delivered.
        code: ErrCode.
        shown_after: seconds until QuerySendDetails lists the message.
    """

    after: float | None = None
    status: int = 3
    code: str = "DELIVERED"
    shown_after: float = 0.0


@dataclass(frozen=True, slots=True)
class MagicNumber:
    """One row of the table.

    Attributes:
        number: 11 digits.
        code: the service's code in the answer or in the receipt, or empty.
        fault: the injected fault, or none.
        receipt: deviations of its receipt, or none.
    """

    number: str
    effect: MagicEffect
    code: str = ""
    fault: SandboxFault | None = None
    receipt: ReceiptOverride | None = None

    def refusal(self) -> Refusal | None:
        """The refusal for each call with it, or none."""
        match self.effect:
            case MagicEffect.REFUSED:
                if self.code == "isv.MOBILE_NUMBER_ILLEGAL":
                    return illegal_number(self.number)
                return make_refusal(self.code)
            case MagicEffect.LIMIT_MINUTE:
                return too_many("分钟级", 1)
            case MagicEffect.LIMIT_HOUR:
                return too_many("小时级", 5)
            case MagicEffect.LIMIT_DAY:
                return too_many("天级", 10)
            case MagicEffect.LIMIT_NUMBER_DAY:
                return too_many("号码天级", 40)
            case _:
                return None


def _fault(number: str, effect: MagicEffect, kind: FaultKind, code: str = "") -> MagicNumber:
    return MagicNumber(
        number, effect, code, fault=SandboxFault(kind, effect.name.endswith("_TAKEN"))
    )


def _receipt(number: str, effect: MagicEffect, receipt: ReceiptOverride) -> MagicNumber:
    usual = effect is not MagicEffect.RECEIPT_SPELLING and receipt.status == 3
    return MagicNumber(number, effect, "" if usual else receipt.code, receipt=receipt)


_LIMIT = "isv.BUSINESS_LIMIT_CONTROL"

MAGIC_NUMBERS = (
    MagicNumber("13800000101", MagicEffect.LIMIT_MINUTE, _LIMIT),
    MagicNumber("13800000102", MagicEffect.LIMIT_HOUR, _LIMIT),
    MagicNumber("13800000103", MagicEffect.LIMIT_DAY, _LIMIT),
    MagicNumber("13800000104", MagicEffect.LIMIT_NUMBER_DAY, _LIMIT),
    MagicNumber("13800000105", MagicEffect.REFUSED, "isv.DAY_LIMIT_CONTROL"),
    MagicNumber("13800000106", MagicEffect.REFUSED, "isv.MONTH_LIMIT_CONTROL"),
    MagicNumber("13800000107", MagicEffect.REFUSED, "isv.AMOUNT_NOT_ENOUGH"),
    MagicNumber("13800000108", MagicEffect.REFUSED, "isv.OUT_OF_SERVICE"),
    MagicNumber("13800000109", MagicEffect.REFUSED, "isv.SMS_SIGNATURE_ILLEGAL"),
    MagicNumber("13800000110", MagicEffect.REFUSED, "isv.SMS_TEMPLATE_ILLEGAL"),
    MagicNumber("13800000111", MagicEffect.REFUSED, "isv.TEMPLATE_MISSING_PARAMETERS"),
    MagicNumber("13800000112", MagicEffect.REFUSED, "isv.TEMPLATE_PARAMS_ILLEGAL"),
    MagicNumber("13800000113", MagicEffect.REFUSED, "isv.PARAM_LENGTH_LIMIT"),
    MagicNumber("13800000114", MagicEffect.REFUSED, "isv.PARAM_NOT_SUPPORT_URL"),
    MagicNumber("13800000115", MagicEffect.REFUSED, "isv.INVALID_JSON_PARAM"),
    MagicNumber("13800000116", MagicEffect.REFUSED, "isv.MOBILE_NUMBER_ILLEGAL"),
    MagicNumber("13800000117", MagicEffect.REFUSED, "isv.BLACK_KEY_CONTROL_LIMIT"),
    MagicNumber("13800000118", MagicEffect.REFUSED, "isv.UNSUPPORTED_CONTENT"),
    MagicNumber("13800000119", MagicEffect.REFUSED, "isp.RAM_PERMISSION_DENY"),
    MagicNumber("13800000120", MagicEffect.REFUSED, "isv.DENY_IP_RANGE"),
    MagicNumber("13800000121", MagicEffect.REFUSED, "isv.INVALID_PARAMETERS"),
    MagicNumber("13800000122", MagicEffect.REFUSED, "isv.CUSTOMER_REFUSED"),
    MagicNumber("13800000123", MagicEffect.REFUSED, "isv.ACCOUNT_ABNORMAL"),
    MagicNumber("13800000124", MagicEffect.REFUSED, "isv.PRODUCT_UN_SUBSCRIPT"),
    MagicNumber("13800000125", MagicEffect.REFUSED, "isv.SMS_CONTENT_ILLEGAL"),
    _fault("13800000131", MagicEffect.SYSTEM_ERROR, FaultKind.SYSTEM_ERROR, "isp.SYSTEM_ERROR"),
    _fault(
        "13800000132", MagicEffect.SYSTEM_ERROR_TAKEN, FaultKind.SYSTEM_ERROR, "isp.SYSTEM_ERROR"
    ),
    MagicNumber("13800000201", MagicEffect.THROTTLED_ONCE, "Throttling.User"),
    MagicNumber("13800000202", MagicEffect.REFUSED, "Forbidden.RAM"),
    MagicNumber("13800000203", MagicEffect.REFUSED, "InvalidTimeStamp.Expired"),
    MagicNumber("13800000204", MagicEffect.REFUSED, "InvalidAccessKeyId.Inactive"),
    MagicNumber("13800000205", MagicEffect.REFUSED, "InvalidAccessKeyId.NotFound"),
    _fault("13800000301", MagicEffect.TIMEOUT, FaultKind.TIMEOUT),
    _fault("13800000302", MagicEffect.TIMEOUT_TAKEN, FaultKind.TIMEOUT),
    _fault("13800000303", MagicEffect.RESET, FaultKind.RESET),
    _fault("13800000304", MagicEffect.RESET_TAKEN, FaultKind.RESET),
    _fault("13800000305", MagicEffect.CLOSED_TAKEN, FaultKind.CLOSE),
    _fault("13800000306", MagicEffect.HTTP_500, FaultKind.HTTP_500, "InternalError"),
    _fault("13800000307", MagicEffect.HTTP_500_TAKEN, FaultKind.HTTP_500, "InternalError"),
    _fault("13800000308", MagicEffect.HTTP_503, FaultKind.HTTP_503, "ServiceUnavailable"),
    _fault("13800000309", MagicEffect.HTML, FaultKind.HTML),
    _fault("13800000310", MagicEffect.EMPTY_TAKEN, FaultKind.EMPTY),
    _fault("13800000311", MagicEffect.TRUNCATED_TAKEN, FaultKind.TRUNCATED),
    _fault("13800000312", MagicEffect.BROKEN_JSON_TAKEN, FaultKind.BROKEN_JSON),
    _fault("13800000313", MagicEffect.REDIRECT, FaultKind.REDIRECT),
    _receipt("13800000401", MagicEffect.RECEIPT_LATE, ReceiptOverride(after=LATE)),
    _receipt(
        "13800000402",
        MagicEffect.RECEIPT_FAILED,
        ReceiptOverride(status=2, code="MOBILE_NOT_ON_SERVICE"),
    ),
    _receipt(
        "13800000403", MagicEffect.RECEIPT_FAILED, ReceiptOverride(status=2, code="MOBILE_IN_BLACK")
    ),
    _receipt("13800000404", MagicEffect.RECEIPT_FAILED, ReceiptOverride(status=2, code="MK:0001")),
    _receipt("13800000405", MagicEffect.RECEIPT_NEVER, ReceiptOverride(after=math.inf)),
    _receipt("13800000406", MagicEffect.RECEIPT_SPELLING, ReceiptOverride(code="DELIVRD")),
    _receipt("13800000407", MagicEffect.RECEIPT_SPELLING, ReceiptOverride(code="0")),
    _receipt("13800000408", MagicEffect.ROW_LATE, ReceiptOverride(shown_after=LATE)),
    MagicNumber("13800000409", MagicEffect.TOTAL_AS_TEXT),
    MagicNumber("13800000410", MagicEffect.ROWS_MISSING),
)

BY_NUMBER = {row.number: row for row in MAGIC_NUMBERS}
