"""The rows in the answers of queries, read leniently: the service is not strict about them.

Numbers come as strings or numbers, fields are absent or null, a list is empty although its count
is not.
"""

from __future__ import annotations

from gui.cloud.answers import Answer, number, text
from gui.core.messages import Detail, Details, Sign, Signs, Template, Templates
from gui.core.outcomes import Unknown, UnknownFault

# TemplateType and OuterTemplateType count differently; the latter is the one shown.
_OUTER_OF_INNER = {0: 1, 1: 2, 2: 0, 6: 3, 7: 7}
_AUDIT_OF_STATUS = {
    "0": "AUDIT_STATE_INIT",
    "1": "AUDIT_STATE_PASS",
    "2": "AUDIT_STATE_NOT_PASS",
    "10": "AUDIT_STATE_CANCEL",
}
NO_KIND = -1
"""Kind of a template that does not say which."""
NO_STATUS = 0
"""Send status of a detail that does not say which."""


def details(answer: Answer) -> Details | Unknown:
    """Read QuerySendDetails; `Unknown` if it does not even say how many there are.

    That there are none is what a message is proven unsent by, so it is never guessed.
    """
    holder = answer.fields.get("SmsSendDetailDTOs")
    rows = _objects(holder.get("SmsSendDetailDTO") if isinstance(holder, dict) else holder)
    total = _total(answer, len(rows))
    if total is None:
        return _unexpected(answer)
    return Details(total, tuple(_detail(row) for row in rows), answer.request_id)


def signs(answer: Answer) -> Signs | Unknown:
    """Read QuerySmsSignList; `Unknown` if it does not even say how many there are."""
    rows = _objects(answer.fields.get("SmsSignList"))
    total = _total(answer, len(rows))
    if total is None:
        return _unexpected(answer)
    found = (Sign(text(row.get("SignName")), _audit(row)) for row in rows)
    return Signs(total, tuple(sign for sign in found if sign.name), answer.request_id)


def templates(answer: Answer) -> Templates | Unknown:
    """Read QuerySmsTemplateList; `Unknown` if it does not even say how many there are."""
    rows = _objects(answer.fields.get("SmsTemplateList"))
    total = _total(answer, len(rows))
    if total is None:
        return _unexpected(answer)
    found = (_listed(row) for row in rows)
    return Templates(total, tuple(one for one in found if one.code), answer.request_id)


def template(answer: Answer, code: str) -> Template | Unknown:
    """Read GetSmsTemplate of `code`; `Unknown` if the answer has no text of one."""
    row = answer.fields
    content = text(row.get("TemplateContent"))
    if not content:
        return _unexpected(answer)
    status = text(row.get("TemplateStatus"))
    kind = number(row.get("TemplateType"))
    return Template(
        code=text(row.get("TemplateCode")) or code,
        name=text(row.get("TemplateName")),
        content=content,
        audit_status=_AUDIT_OF_STATUS.get(status, status),
        kind=NO_KIND if kind is None else kind,
    )


def _detail(row: dict[str, object]) -> Detail:
    status = number(row.get("SendStatus"))
    return Detail(
        number=text(row.get("PhoneNum")),
        send_status=NO_STATUS if status is None else status,
        error_code=text(row.get("ErrCode")),
        template_code=text(row.get("TemplateCode")),
        content=text(row.get("Content")),
        sent=text(row.get("SendDate")),
        received=text(row.get("ReceiveDate")),
        out_id=text(row.get("OutId")),
    )


def _listed(row: dict[str, object]) -> Template:
    kind = number(row.get("OuterTemplateType"))
    if kind is None:
        inner = number(row.get("TemplateType"))
        kind = NO_KIND if inner is None else _OUTER_OF_INNER.get(inner, NO_KIND)
    return Template(
        code=text(row.get("TemplateCode")),
        name=text(row.get("TemplateName")),
        content=text(row.get("TemplateContent")),
        audit_status=_audit(row),
        kind=kind,
    )


def _audit(row: dict[str, object]) -> str:
    # QuerySmsTemplateList misspells one of them.
    return text(row.get("AuditStatus")).replace("AUDIT_SATE_", "AUDIT_STATE_")


def _objects(value: object) -> list[dict[str, object]]:
    rows = [value] if isinstance(value, dict) else value
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _total(answer: Answer, shown: int) -> int | None:
    total = number(answer.fields.get("TotalCount"))
    if total is None or total < 0:
        return shown or None
    return max(total, shown)


def _unexpected(answer: Answer) -> Unknown:
    return Unknown(UnknownFault.UNEXPECTED, "OK", "", answer.request_id, 200)
