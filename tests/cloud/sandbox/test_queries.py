from typing import Any

import pytest

from gui.cloud.sandbox.catalogue import SIGNS, TEMPLATES
from tests.cloud.sandbox.caller import CODE, NOTICE, SIGN, Desk, common, signed, sms

NUMBER = "13900000001"


def details(
    desk: Desk,
    number: str = NUMBER,
    day: str = "20260302",
    size: str = "50",
    page: str = "1",
    **more: Any,
) -> dict[str, Any]:
    return desk.ask(
        "QuerySendDetails",
        PhoneNumber=number,
        SendDate=day,
        PageSize=size,
        CurrentPage=page,
        **more,
    )


def rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer["SmsSendDetailDTOs"]["SmsSendDetailDTO"]
    return found


def test_a_message_waits_for_its_receipt_and_gets_it(desk: Desk) -> None:
    desk.ask("SendSms", **sms(OutId="o-1"))
    (waiting,) = rows(details(desk))
    assert waiting == {
        "PhoneNum": NUMBER,
        "SendStatus": 1,
        "TemplateCode": NOTICE,
        "Content": "【小饭桌管理平台】您在小饭桌的操作码为1234，请按页面提示完成操作。",
        "SendDate": "2026-03-02 10:00:30",
        "OutId": "o-1",
    }
    desk.clock.now += 2.9
    assert rows(details(desk))[0]["SendStatus"] == 1
    desk.clock.now += 5.2
    (settled,) = rows(details(desk))
    assert (settled["SendStatus"], settled["ErrCode"]) == (3, "DELIVERED")
    assert "2026-03-02 10:00:33" <= settled["ReceiveDate"] <= "2026-03-02 10:00:38"


def test_the_wait_can_be_set() -> None:
    desk = Desk(receipts_after=(0, 0))
    desk.ask("SendSms", **sms())
    assert rows(details(desk))[0]["SendStatus"] == 3


def test_an_out_id_that_was_not_given_is_not_there(desk: Desk) -> None:
    desk.ask("SendSms", **sms())
    assert "OutId" not in rows(details(desk))[0]


def test_query_without_messages_is_empty(desk: Desk) -> None:
    answer = details(desk)
    assert (answer["Code"], answer["TotalCount"], rows(answer)) == ("OK", 0, [])


def test_pages(desk: Desk) -> None:
    for number in range(7):
        desk.ask("SendSms", **sms(OutId=str(number)))
    pages = [details(desk, size="3", page=str(page)) for page in (1, 2, 3, 4)]
    assert {answer["TotalCount"] for answer in pages} == {7}
    shown = [[row["OutId"] for row in rows(answer)] for answer in pages]
    assert shown == [["6", "5", "4"], ["3", "2", "1"], ["0"], []]


def test_query_by_biz_id(desk: Desk) -> None:
    first = desk.ask("SendSms", **sms(OutId="a"))["BizId"]
    desk.ask("SendSms", **sms(OutId="b"))
    answer = details(desk, BizId=first)
    assert answer["TotalCount"] == 1
    assert rows(answer)[0]["OutId"] == "a"
    assert details(desk, BizId="1^0")["TotalCount"] == 0


def test_days_are_beijings(desk: Desk) -> None:
    # 2026-03-03 00:00:10 there is still the second of March in UTC.
    desk.clock.now += 14 * 3600 - 20
    desk.ask("SendSms", **sms())
    assert details(desk, day="20260302")["TotalCount"] == 0
    assert details(desk, day="20260303")["TotalCount"] == 1
    assert rows(details(desk, day="20260303"))[0]["SendDate"] == "2026-03-03 00:00:10"


def test_thirty_days_and_no_more(desk: Desk) -> None:
    desk.ask("SendSms", **sms())
    desk.clock.now += 30 * 86400
    assert details(desk)["TotalCount"] == 1
    desk.clock.now += 86400
    assert details(desk)["Code"] == "isv.INVALID_PARAMETERS"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"size": "0"}, "isv.INVALID_PARAMETERS"),
        ({"size": "51"}, "isv.INVALID_PARAMETERS"),
        ({"size": "x"}, "InvalidParameter"),
        ({"size": "-1"}, "InvalidParameter"),
        ({"size": "9" * 5000}, "InvalidParameter"),
        ({"page": "0"}, "isv.INVALID_PARAMETERS"),
        ({"page": "１"}, "InvalidParameter"),
        ({"day": "2026-03-02"}, "isv.INVALID_PARAMETERS"),
        ({"day": "20260230"}, "isv.INVALID_PARAMETERS"),
        ({"day": "00000000"}, "isv.INVALID_PARAMETERS"),
        ({"number": "+8613900000001"}, "isv.MOBILE_NUMBER_ILLEGAL"),
        ({"number": "13900000001,13900000002"}, "isv.MOBILE_NUMBER_ILLEGAL"),
        ({"number": "x"}, "isv.MOBILE_NUMBER_ILLEGAL"),
    ],
)
def test_invalid_queries_are_refused(desk: Desk, change: dict[str, str], code: str) -> None:
    assert details(desk, **change)["Code"] == code


@pytest.mark.parametrize("day", ["00010101", "99991231"])
def test_a_day_at_the_end_of_time(desk: Desk, day: str) -> None:
    assert details(desk, day=day)["Code"] in ("OK", "isv.INVALID_PARAMETERS")


def test_details_as_xml(desk: Desk) -> None:
    desk.ask("SendSms", **sms(OutId="a<b>&\u0001"))
    params = common("QuerySendDetails", desk.clock()) | {
        "PhoneNumber": NUMBER,
        "SendDate": "20260302",
        "PageSize": "10",
        "CurrentPage": "1",
        "Format": "XML",
    }
    body = desk.raw(signed("POST", params)).reply.body.decode()
    assert "<SmsSendDetailDTOs><SmsSendDetailDTO><PhoneNum>13900000001</PhoneNum>" in body
    assert "<OutId>a&lt;b&gt;&amp;\ufffd</OutId>" in body
    assert "<TotalCount>1</TotalCount>" in body


@pytest.mark.parametrize(
    ("action", "name", "key", "there"),
    [
        ("QuerySmsSignList", "SmsSignList", "SignName", [sign.name for sign in SIGNS]),
        (
            "QuerySmsTemplateList",
            "SmsTemplateList",
            "TemplateCode",
            [template.code for template in TEMPLATES],
        ),
    ],
)
def test_lists(desk: Desk, action: str, name: str, key: str, there: list[str]) -> None:
    answer = desk.ask(action)
    assert (answer["CurrentPage"], answer["PageSize"]) == (1, 10)
    assert answer["TotalCount"] == len(there)
    assert [row[key] for row in answer[name]] == there[:10]
    seen = []
    for page in range(1, 5):
        desk.clock.now += 1
        seen += [row[key] for row in desk.ask(action, PageIndex=str(page), PageSize="4")[name]]
    assert seen == there[:16]
    assert desk.code(action, PageSize="51") == "isv.INVALID_PARAMETERS"


def test_signs_say_how_their_review_went(desk: Desk) -> None:
    found = {row["SignName"]: row for row in desk.ask("QuerySmsSignList")["SmsSignList"]}
    assert found["阿里云"]["AuditStatus"] == found[SIGN]["AuditStatus"] == "AUDIT_STATE_PASS"
    assert found["沙箱审核中"]["AuditStatus"] == "AUDIT_STATE_INIT"
    assert found["沙箱未通过"]["AuditStatus"] == "AUDIT_STATE_NOT_PASS"
    assert found["沙箱未通过"]["Reason"]["RejectInfo"] == "签名与资质不符"
    assert found["沙箱已取消"]["AuditStatus"] == "AUDIT_STATE_CANCEL"
    assert found["沙箱验证码"]["BusinessType"] == "验证码类型"


def test_templates_say_what_they_are_in_both_ways(desk: Desk) -> None:
    answer = desk.ask("QuerySmsTemplateList", PageSize="50")
    found = {row["TemplateCode"]: row for row in answer["SmsTemplateList"]}

    def kinds(code: str) -> tuple[int, int]:
        return found[code]["OuterTemplateType"], found[code]["TemplateType"]

    assert kinds(CODE) == (0, 2)
    assert kinds(NOTICE) == (1, 0)
    assert kinds("SMS_900000008") == (2, 1)
    assert kinds("SMS_900000009") == (3, 6)
    assert found["SMS_900000011"]["AuditStatus"] == "AUDIT_STATE_INIT"
    assert found["SMS_900000012"]["AuditStatus"] == "AUDIT_STATE_NOT_PASS"
    assert found["SMS_900000013"]["AuditStatus"] == "AUDIT_SATE_CANCEL"


def test_one_template(desk: Desk) -> None:
    answer = desk.ask("GetSmsTemplate", TemplateCode=CODE)
    assert answer["Code"] == "OK"
    assert answer["TemplateContent"] == "您的验证码为：${code}，请勿泄露于他人！"
    assert (answer["TemplateStatus"], answer["TemplateType"]) == ("1", "0")
    assert answer["VariableAttribute"] == '{"code": "characterWithNumber"}'
    rejected = desk.ask("GetSmsTemplate", TemplateCode="SMS_900000012")
    assert rejected["TemplateStatus"] == "2"
    assert rejected["AuditInfo"]["RejectInfo"] == "变量不能是链接"
    assert desk.code("GetSmsTemplate", TemplateCode="SMS_1") == "TemplateNotFound"
