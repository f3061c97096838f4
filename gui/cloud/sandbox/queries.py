"""Handle QuerySendDetails, QuerySmsSignList, QuerySmsTemplateList and GetSmsTemplate."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TypeVar

from gui.cloud.sandbox.catalogue import ReviewStatus, SandboxCatalogue, SandboxSign, SandboxTemplate
from gui.cloud.sandbox.magic import BY_NUMBER, MagicEffect
from gui.cloud.sandbox.protocol.refusals import make_refusal
from gui.cloud.sandbox.protocol.replies import Fields, Value
from gui.cloud.sandbox.sending.message import SandboxMessage
from gui.cloud.sandbox.sending.numbers import illegal_number
from gui.cloud.sandbox.sending.outbox import Outbox
from gui.cloud.sandbox.settings import SandboxSettings

BEIJING = timezone(timedelta(hours=8))
PAGE_MAX = 50
DAYS_KEPT = 30

Row = TypeVar("Row")

_DAY = re.compile(r"\d{8}", re.ASCII)
_NUMBER = re.compile(r"1[3-9]\d{9}|[1-9]\d{6,14}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


class QueryHandler:
    """Handles queries of sent messages, signs and templates."""

    def __init__(
        self, settings: SandboxSettings, catalogue: SandboxCatalogue, outbox: Outbox
    ) -> None:
        self._clock = settings.clock
        self._catalogue = catalogue
        self._outbox = outbox

    def handle(self, action: str, params: Mapping[str, str]) -> Fields:
        """Execute a query; return the fields of its answer except Code, Message and RequestId.

        Raises:
            Refusal: a parameter is invalid.
        """
        match action:
            case "QuerySendDetails":
                return self._details(params)
            case "QuerySmsSignList":
                return _list(params, "SmsSignList", [_sign(row) for row in self._catalogue.signs])
            case "QuerySmsTemplateList":
                rows = [_template(row) for row in self._catalogue.templates]
                return _list(params, "SmsTemplateList", rows)
            case "GetSmsTemplate":
                return self._template(params)
            case _:
                raise make_refusal("InvalidAction.NotFound")

    def _details(self, params: Mapping[str, str]) -> Fields:
        """Return the messages of one number on one Beijing day, newest first.

        A day before the last 30 is refused; an invalid one has no messages.
        """
        size, page = _page(params["PageSize"], params["CurrentPage"])
        number = params["PhoneNumber"]
        if not _NUMBER.fullmatch(number):
            raise illegal_number(number)
        now = self._clock()
        today = datetime.fromtimestamp(now, BEIJING).date()
        day = _date(params["SendDate"])
        if day < today - timedelta(days=DAYS_KEPT):
            raise make_refusal("isv.INVALID_PARAMETERS")
        start = datetime(day.year, day.month, day.day, tzinfo=BEIJING).timestamp()
        biz_id = params.get("BizId", "")
        found = [
            message
            for message in reversed(self._outbox.of_number(number))
            if start <= message.sent < start + 86400
            and message.shown <= now
            and biz_id in ("", message.biz_id)
        ]
        rows: list[Value] = [_detail(message, now) for message in _cut(found, size, page)]
        total: Value = len(found)
        match BY_NUMBER[number].effect if number in BY_NUMBER else None:
            case MagicEffect.TOTAL_AS_TEXT:
                total = str(total)
            case MagicEffect.ROWS_MISSING:
                rows = []
        return {"TotalCount": total, "SmsSendDetailDTOs": {"SmsSendDetailDTO": rows}}

    def _template(self, params: Mapping[str, str]) -> Fields:
        template = self._catalogue.template(params["TemplateCode"])
        if template is None:
            raise make_refusal("TemplateNotFound")
        fields: Fields = {
            "TemplateCode": template.code,
            "TemplateName": template.name,
            "TemplateContent": template.content,
            "TemplateStatus": template.audit.value[1],
            "TemplateType": str(int(template.kind)),
            "TemplateTag": 2,
            "CreateDate": template.created,
            "OrderId": _order_id(template.code),
            "Remark": "",
            "AuditInfo": {"AuditDate": template.created, "RejectInfo": template.reason},
        }
        if template.attributes:
            fields["VariableAttribute"] = json.dumps(dict(template.attributes))
        return fields


def _list(params: Mapping[str, str], name: str, rows: list[Value]) -> Fields:
    size, page = _page(params.get("PageSize") or "10", params.get("PageIndex") or "1")
    return {
        "CurrentPage": page,
        "PageSize": size,
        "TotalCount": len(rows),
        name: list(_cut(rows, size, page)),
    }


def _sign(sign: SandboxSign) -> Value:
    row: Fields = {
        "SignName": sign.name,
        "AuditStatus": sign.audit.value[0],
        "BusinessType": "验证码类型" if sign.codes_only else "通用类型",
        "CreateDate": sign.created,
        "OrderId": _order_id(sign.name),
        "Reason": _reason(sign.created, sign.reason),
    }
    return row


def _template(template: SandboxTemplate) -> Value:
    # QuerySmsTemplateList spells this one without its T [alibabacloud-dysmsapi20170525 4.6.0].
    cancelled = template.audit is ReviewStatus.CANCELLED
    row: Fields = {
        "TemplateCode": template.code,
        "TemplateName": template.name,
        "TemplateContent": template.content,
        "AuditStatus": "AUDIT_SATE_CANCEL" if cancelled else template.audit.value[0],
        "TemplateType": template.kind.template_type,
        "OuterTemplateType": int(template.kind),
        "CreateDate": template.created,
        "OrderId": _order_id(template.code),
        "Reason": _reason(template.created, template.reason),
    }
    return row


def _detail(message: SandboxMessage, now: float) -> Value:
    status = message.status(now)
    row: Fields = {
        "PhoneNum": message.number,
        "SendStatus": status,
        "TemplateCode": message.template_code,
        "Content": message.content,
        "SendDate": _time(message.sent),
    }
    if status != 1:
        row["ErrCode"] = message.final_code
        row["ReceiveDate"] = _time(message.receipt_at)
    if message.out_id:
        row["OutId"] = message.out_id
    return row


def _reason(created: str, reason: str) -> Value:
    return {"RejectDate": created, "RejectInfo": reason} if reason else {}


def _order_id(name: str) -> str:
    """Return a stable number for a sign or template."""
    return str(20_000_000_000 + int.from_bytes(name.encode(), "big") % 1_000_000_007)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def _date(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise make_refusal("isv.INVALID_PARAMETERS")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise make_refusal("isv.INVALID_PARAMETERS") from None


def _page(size: str, page: str) -> tuple[int, int]:
    """Check the size of a page (1 to 50) and its number (from 1)."""
    if not _WHOLE.fullmatch(size) or not _WHOLE.fullmatch(page):
        raise make_refusal("InvalidParameter")
    if not 1 <= int(size) <= PAGE_MAX or int(page) < 1:
        raise make_refusal("isv.INVALID_PARAMETERS")
    return int(size), int(page)


def _cut(rows: Sequence[Row], size: int, page: int) -> Sequence[Row]:
    return rows[(page - 1) * size : page * size]
