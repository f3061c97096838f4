"""Parse the rows of query answers leniently: the service is not strict about them.

Numbers may be strings, fields may be absent or null, and a list may be empty although its count is
not 0.
"""

from __future__ import annotations

from gui.cloud.answers import Answer, as_number, as_text, short
from gui.core.message.query_results import (
    SendDetail,
    SendDetailPage,
    Sign,
    SignPage,
    Template,
    TemplatePage,
)
from gui.core.sending.outcome import Unknown
from gui.core.service_text import Limit

# TemplateType and OuterTemplateType are numbered differently; the latter is shown.
_OUTER_OF_INNER = {0: 1, 1: 2, 2: 0, 6: 3, 7: 7}
_AUDIT_OF_STATUS = {
    "0": "AUDIT_STATE_INIT",
    "1": "AUDIT_STATE_PASS",
    "2": "AUDIT_STATE_NOT_PASS",
    "10": "AUDIT_STATE_CANCEL",
}
NO_KIND = -1
"""Kind of a template without one."""
NO_STATUS = 0
"""Send status of a detail without one."""


def parse_send_details(answer: Answer) -> SendDetailPage | Unknown:
    """Parse QuerySendDetails; return `Unknown` if the total is missing.

    A total of 0 proves that a message was not sent, so it is never guessed.
    """
    holder = answer.fields.get("SmsSendDetailDTOs")
    rows = _objects(holder.get("SmsSendDetailDTO") if isinstance(holder, dict) else holder)
    total = _total(answer, len(rows))
    if total is None:
        return answer.unexpected()
    found = tuple(_detail(row) for row in rows)
    return SendDetailPage(total, found, answer.request_id, answer.served_at)


def parse_signs(answer: Answer) -> SignPage | Unknown:
    """Parse QuerySmsSignList; return `Unknown` if the total is missing."""
    rows = _objects(answer.fields.get("SmsSignList"))
    total = _total(answer, len(rows))
    if total is None:
        return answer.unexpected()
    found = (Sign(short(row.get("SignName"), Limit.NAME), _audit(row)) for row in rows)
    return SignPage(total, tuple(sign for sign in found if sign.name), answer.request_id)


def parse_templates(answer: Answer) -> TemplatePage | Unknown:
    """Parse QuerySmsTemplateList; return `Unknown` if the total is missing."""
    rows = _objects(answer.fields.get("SmsTemplateList"))
    total = _total(answer, len(rows))
    if total is None:
        return answer.unexpected()
    found = (_listed(row) for row in rows)
    return TemplatePage(total, tuple(one for one in found if one.code), answer.request_id)


def parse_template(answer: Answer, code: str) -> Template | Unknown:
    """Parse GetSmsTemplate of `code`; return `Unknown` if the text is missing."""
    row = answer.fields
    content = short(row.get("TemplateContent"), Limit.CONTENT, lines=True)
    if not content:
        return answer.unexpected()
    status = short(row.get("TemplateStatus"), Limit.CODE)
    kind = as_number(row.get("TemplateType"))
    return Template(
        code=short(row.get("TemplateCode"), Limit.CODE) or code,
        name=short(row.get("TemplateName"), Limit.NAME),
        content=content,
        audit_status=_AUDIT_OF_STATUS.get(status, status),
        kind=NO_KIND if kind is None else kind,
    )


def _detail(row: dict[str, object]) -> SendDetail:
    status = as_number(row.get("SendStatus"))
    return SendDetail(
        number=short(row.get("PhoneNum"), Limit.NUMBER),
        send_status=NO_STATUS if status is None else status,
        error_code=short(row.get("ErrCode"), Limit.CODE),
        template_code=short(row.get("TemplateCode"), Limit.CODE),
        content=short(row.get("Content"), Limit.CONTENT, lines=True),
        sent=short(row.get("SendDate"), Limit.TIME),
        received=short(row.get("ReceiveDate"), Limit.TIME),
        out_id=as_text(row.get("OutId"))[: Limit.OUT_ID + 1],  # only compared, never stored
    )


def _listed(row: dict[str, object]) -> Template:
    kind = as_number(row.get("OuterTemplateType"))
    if kind is None:
        inner = as_number(row.get("TemplateType"))
        kind = NO_KIND if inner is None else _OUTER_OF_INNER.get(inner, NO_KIND)
    return Template(
        code=short(row.get("TemplateCode"), Limit.CODE),
        name=short(row.get("TemplateName"), Limit.NAME),
        content=short(row.get("TemplateContent"), Limit.CONTENT, lines=True),
        audit_status=_audit(row),
        kind=kind,
    )


def _audit(row: dict[str, object]) -> str:
    # QuerySmsTemplateList misspells one of them.
    return short(row.get("AuditStatus"), Limit.CODE).replace("AUDIT_SATE_", "AUDIT_STATE_")


def _objects(value: object) -> list[dict[str, object]]:
    rows = [value] if isinstance(value, dict) else value
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _total(answer: Answer, shown: int) -> int | None:
    """Return the number of rows on all pages, or none if missing."""
    total = as_number(answer.fields.get("TotalCount"))
    return None if total is None or total < 0 else max(total, shown)
