"""What is asked, and how leniently the rows of an answer are read."""

from collections.abc import Callable
from datetime import date
from socket import socket
from typing import Any

import pytest

from gui.cloud.client import SmsClient
from gui.core.message.query_results import (
    SendDetail,
    SendDetailPage,
    Sign,
    SignPage,
    Template,
    TemplatePage,
)
from gui.core.sending.outcome import Throttled, Unknown, UnknownFault
from tests.cloud.server import OK, Request, Server, answers


def detail(**more: str | int | None) -> dict[str, Any]:
    return {"PhoneNum": "13800138000", "SendStatus": 3, "SendDate": "2026-01-02 03:04:05"} | more


def details(
    rows: list[dict[str, Any] | str | None] | dict[str, int | str] | None, total: str | int
) -> Callable[[Request, socket], None]:
    return answers(
        200,
        {**OK, "TotalCount": total, "SmsSendDetailDTOs": {"SmsSendDetailDTO": rows}},
    )


def test_details_are_asked_for_a_beijing_day(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    full = detail(
        ErrCode="DELIVERED",
        TemplateCode="SMS_1",
        Content="【阿里云】hi",
        ReceiveDate="2026-01-02 03:04:09",
        OutId="o",
    )
    server = serve(details([full], "1"))
    found = connect(server).query_details("13800138000", date(2026, 1, 2), 2, 10, "900^0")
    row = SendDetail(
        "13800138000",
        3,
        "DELIVERED",
        "SMS_1",
        "【阿里云】hi",
        "2026-01-02 03:04:05",
        "2026-01-02 03:04:09",
        "o",
    )
    assert found == SendDetailPage(1, (row,), "R-1")
    (request,) = server.requests
    assert request.query["Action"] == "QuerySendDetails"
    assert request.form == {
        "PhoneNumber": "13800138000",
        "SendDate": "20260102",
        "PageSize": "10",
        "CurrentPage": "2",
        "BizId": "900^0",
    }


@pytest.mark.parametrize(
    ("rows", "total", "count", "statuses"),
    [
        ([detail()], 1, 1, [3]),
        ([detail(SendStatus="1", ErrCode=None)], "1", 1, [1]),
        ([], 7, 7, []),  # a list may be empty although its count is not
        ([], "0", 0, []),
        (None, 0, 0, []),
        ([detail(), None, "x", detail(SendStatus=None)], 2, 2, [3, 0]),
        (detail(PhoneNum=13800138000), "1", 1, [3]),
        ([detail(), detail()], 1, 2, [3, 3]),
    ],
)
def test_details_with_the_oddities_of_the_service(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    rows: list[dict[str, Any] | str | None] | dict[str, int | str] | None,
    total: int | str,
    count: int,
    statuses: list[int],
) -> None:
    found = connect(serve(details(rows, total))).query_details("13800138000", date(2026, 1, 2))
    assert isinstance(found, SendDetailPage)
    assert found.total == count
    assert [row.send_status for row in found.rows] == statuses
    assert all(row.error_code == "" and row.out_id == "" for row in found.rows)
    assert all(row.number == "13800138000" for row in found.rows)


@pytest.mark.parametrize(
    "more", [{}, {"TotalCount": None}, {"TotalCount": "x"}, {"TotalCount": -1}]
)
def test_missing_total_is_not_read_as_zero(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], more: dict[str, Any]
) -> None:
    """That there are no details is what a message is proven unsent by."""
    found = connect(serve(answers(200, OK | more))).query_details("1", date(2026, 1, 2))
    assert found == Unknown(UnknownFault.UNEXPECTED, "OK", "", "R-1", 200)


def test_signs(serve: Callable[..., Server], connect: Callable[..., SmsClient]) -> None:
    rows = [
        {"SignName": "阿里云", "AuditStatus": "AUDIT_STATE_PASS", "Reason": None},
        {"SignName": "小饭桌", "AuditStatus": "AUDIT_SATE_CANCEL"},
        {"SignName": None},
    ]
    server = serve(answers(200, {**OK, "TotalCount": "3", "SmsSignList": rows}))
    found = (Sign("阿里云", "AUDIT_STATE_PASS"), Sign("小饭桌", "AUDIT_STATE_CANCEL"))
    assert connect(server).query_signs(2, 20) == SignPage(3, found, "R-1")
    assert server.requests[0].query["Action"] == "QuerySmsSignList"
    assert server.requests[0].form == {"PageIndex": "2", "PageSize": "20"}


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        ({"OuterTemplateType": 0, "TemplateType": 2}, 0),
        ({"OuterTemplateType": "3"}, 3),
        ({"TemplateType": 2}, 0),
        ({"TemplateType": 0}, 1),
        ({"TemplateType": 1}, 2),
        ({"TemplateType": "6", "OuterTemplateType": None}, 3),
        ({}, -1),
    ],
)
def test_templates_are_of_the_outer_kind(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    kinds: dict[str, Any],
    kind: int,
) -> None:
    row = {
        "TemplateCode": "SMS_1",
        "TemplateName": "n",
        "TemplateContent": "code ${code}",
        "AuditStatus": "AUDIT_SATE_CANCEL",
    } | kinds
    server = serve(answers(200, {**OK, "TotalCount": 1, "SmsTemplateList": [row]}))
    found = connect(server).query_templates(1, 1)
    assert isinstance(found, TemplatePage)
    assert found.rows == (Template("SMS_1", "n", "code ${code}", "AUDIT_STATE_CANCEL", kind),)
    assert server.requests[0].query["Action"] == "QuerySmsTemplateList"
    assert server.requests[0].form == {"PageIndex": "1", "PageSize": "1"}


@pytest.mark.parametrize(
    ("status", "audit"),
    [
        ("0", "AUDIT_STATE_INIT"),
        (1, "AUDIT_STATE_PASS"),
        ("2", "AUDIT_STATE_NOT_PASS"),
        ("10", "AUDIT_STATE_CANCEL"),
        (None, ""),
    ],
)
def test_get_template(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    status: str | int | None,
    audit: str,
) -> None:
    row = {"TemplateContent": "hi", "TemplateStatus": status, "TemplateType": "1"}
    server = serve(answers(200, OK | row))
    assert connect(server).get_template("SMS_9") == Template("SMS_9", "", "hi", audit, 1)
    assert server.requests[0].form == {"TemplateCode": "SMS_9"}


def test_get_template_without_its_text(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    found = connect(serve()).get_template("SMS_9")
    assert found == Unknown(UnknownFault.UNEXPECTED, "OK", "", "R-1", 200)


@pytest.mark.parametrize("ask", ["query_signs", "query_templates"])
def test_malformed_list_is_unknown(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], ask: str
) -> None:
    found = getattr(connect(serve()), ask)()
    assert found == Unknown(UnknownFault.UNEXPECTED, "OK", "", "R-1", 200)


def test_a_query_fails_with_the_same_values(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    client = connect(serve(answers(400, {"Code": "Throttling.User", "Message": "m"})))
    failure = Throttled("Throttling.User", "m", "")
    assert client.query_details("1", date(2026, 1, 2)) == failure
    assert client.query_signs() == client.query_templates() == failure
    assert client.get_template("SMS_1") == failure


@pytest.mark.parametrize(
    ("date_header", "served"),
    [
        ("Fri, 02 Jan 2026 03:04:05 GMT", 1767323045000),
        ("yesterday", None),
        ("Fri, 99 Jan 2026 03:04:05 GMT", None),
        ("Fri, 02 Jan 2026 03:04:05", None),
        ("x" * 5000, None),
    ],
)
def test_the_services_own_clock_is_read(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    date_header: str,
    served: int | None,
) -> None:
    body = {**OK, "TotalCount": 0}
    server = serve(answers(200, body, f"Date: {date_header}"))
    found = connect(server).query_details("13800138000", date(2026, 1, 2))
    assert isinstance(found, SendDetailPage)
    assert found.served_at == served


def test_without_a_date_there_is_no_time(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    found = connect(serve(details([], 0))).query_details("13800138000", date(2026, 1, 2))
    assert found == SendDetailPage(0, (), "R-1", None)
