import json
from typing import Any

import pytest

from gui.cloud.sandbox.faults import FaultKind, SandboxFault
from tests.cloud.sandbox.caller import CODE, INTERNATIONAL, MANY, NOTICE, PLAIN, SIGN, Desk, sms


def batch(
    numbers: list[str],
    *,
    signs: list[str] | None = None,
    params: list[str] | None = None,
    **more: Any,
) -> dict[str, str]:
    return {
        "PhoneNumberJson": json.dumps(numbers),
        "SignNameJson": json.dumps(signs or [SIGN] * len(numbers)),
        "TemplateCode": NOTICE,
        "TemplateParamJson": json.dumps(params or [{"code": f"c{n}"} for n in range(len(numbers))]),
        **more,
    }


def test_message_is_stored_with_all_its_fields(desk: Desk) -> None:
    answer = desk.ask("SendSms", **sms("+8613900000001", OutId="o-1", SmsUpExtendCode="12"))
    (message,) = desk.outbox.messages()
    assert message.number == "13900000001"
    assert message.sign_name == SIGN
    assert message.template_code == NOTICE
    assert message.params == {"code": "1234"}
    assert message.content == "【小饭桌管理平台】您在小饭桌的操作码为1234，请按页面提示完成操作。"
    assert (message.out_id, message.up_extend_code) == ("o-1", "12")
    assert message.biz_id == answer["BizId"]
    assert message.sent == desk.clock()


@pytest.mark.parametrize(
    "number", ["13900000001", "+13900000001", "+8613900000001", "008613900000001", "8613900000001"]
)
def test_mainland_numbers(desk: Desk, number: str) -> None:
    assert desk.code("SendSms", **sms(number)) == "OK"
    assert desk.outbox.messages()[0].number == "13900000001"


@pytest.mark.parametrize(
    "number",
    [
        "1390000000",
        "139000000011",
        "12900000001x",
        "139 0000 0001",
        "１３９００００００００１",
        "13900000001,",
        "13900000001，13900000002",
        "+85200001234",
        "0085200001234",
        "8612345",
        "-",
    ],
)
def test_invalid_numbers_are_refused(desk: Desk, number: str) -> None:
    answer = desk.ask("SendSms", **sms(number))
    assert answer["Code"] == "isv.MOBILE_NUMBER_ILLEGAL"
    assert answer["Message"].endswith("invalid mobile number")


def test_a_thousand_numbers_and_no_more(desk: Desk) -> None:
    numbers = [f"139{n:08}" for n in range(1001)]
    assert desk.code("SendSms", **sms(",".join(numbers))) == "isv.MOBILE_COUNT_OVER_LIMIT"
    assert not desk.outbox.messages()
    assert desk.code("SendSms", **sms(",".join(numbers[:1000]))) == "OK"
    taken = desk.outbox.messages()
    assert [message.number for message in taken] == numbers[:1000]
    assert len({message.biz_id for message in taken}) == 1


def test_one_bad_number_refuses_the_call(desk: Desk) -> None:
    assert desk.code("SendSms", **sms("13900000001,123")) == "isv.MOBILE_NUMBER_ILLEGAL"
    assert not desk.outbox.messages()


def test_a_number_named_twice_is_sent_to_twice(desk: Desk) -> None:
    assert desk.code("SendSms", **sms("13900000001,13900000001")) == "OK"
    assert len(desk.outbox.messages()) == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"SignName": "没有"}, "isv.SMS_SIGNATURE_ILLEGAL"),
        ({"SignName": "smsdesk"}, "isv.SMS_SIGNATURE_ILLEGAL"),
        ({"SignName": "【阿里云】"}, "isv.SMS_SIGNATURE_ILLEGAL"),
        ({"SignName": "沙箱审核中"}, "isv.SMS_SIGNATURE_ILLEGAL"),
        ({"SignName": "沙箱未通过"}, "isv.SMS_SIGNATURE_ILLEGAL"),
        ({"SignName": "沙箱验证码"}, "isv.SMS_SIGNATURE_SCENE_ILLEGAL"),
        ({"TemplateCode": "SMS_1"}, "isv.SMS_TEMPLATE_ILLEGAL"),
        ({"TemplateCode": "SMS_900000011"}, "isv.SMS_TEMPLATE_ILLEGAL"),
        ({"TemplateCode": "SMS_900000012"}, "isv.SMS_TEMPLATE_ILLEGAL"),
        ({"TemplateCode": INTERNATIONAL}, "isv.DOMESTIC_NUMBER_NOT_SUPPORTED"),
        ({"PhoneNumbers": "85200001234"}, "isv.MOBILE_NUMBER_ILLEGAL"),
        ({"TemplateParam": ""}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"TemplateParam": "{}"}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"TemplateParam": '{"Code":"1"}'}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"TemplateParam": '{"code":""}'}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"TemplateParam": "{code:1}"}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParam": "[]"}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParam": "[" * 100_000}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParam": '{"code":NaN}'}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParam": '{"code":true}'}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParam": '{"code":{"a":"b"}}'}, "isv.INVALID_JSON_PARAM"),
        ({"SmsUpExtendCode": "12a"}, "isv.INVALID_PARAMETERS"),
        ({"SmsUpExtendCode": "１２"}, "isv.INVALID_PARAMETERS"),
    ],
)
def test_refused_requests_have_their_code(desk: Desk, change: dict[str, str], code: str) -> None:
    answer = desk.ask("SendSms", **{**sms(), **change})
    assert (answer["Code"], answer["http"]) == (code, 200)
    assert not desk.outbox.messages()
    assert [call.code for call in desk.outbox.calls()] == [code]


def test_a_template_without_variables_needs_no_parameters(desk: Desk) -> None:
    assert desk.code("SendSms", **sms(TemplateCode=PLAIN, TemplateParam=None)) == "OK"
    assert desk.code("SendSms", **sms(TemplateCode=PLAIN, TemplateParam="{")) == (
        "isv.INVALID_JSON_PARAM"
    )


def test_several_variables(desk: Desk) -> None:
    values = {
        "name": "小明",
        "meal": "番茄 + 鸡蛋*2~10%&",
        "time": "12:30",
        "place": "一楼",
        "phone": "13800138000",
    }
    assert desk.code("SendSms", **sms(TemplateCode=MANY, TemplateParam=json.dumps(values))) == "OK"
    assert "番茄 + 鸡蛋*2~10%&" in desk.outbox.messages()[0].content


def test_a_code_sign_sends_codes(desk: Desk) -> None:
    wanted = sms(SignName="沙箱验证码", TemplateCode=CODE)
    assert desk.code("SendSms", **wanted) == "OK"


def test_numbers_abroad(desk: Desk) -> None:
    wanted = sms("85200001234,12025550123", TemplateCode=INTERNATIONAL, SignName="SMSDesk")
    assert desk.code("SendSms", **wanted) == "OK"
    first, second = desk.outbox.messages()
    assert first.content == "[SMSDesk]Your verification code is 1234. Do not share it with anyone."
    assert second.number == "12025550123"
    assert desk.code("SendSms", **{**wanted, "SignName": "阿里云"}) == "OK"
    assert desk.outbox.messages()[2].content.startswith("【阿里云】")


def test_a_batch_has_parameters_of_its_own(desk: Desk) -> None:
    numbers = ["13900000001", "13900000002"]
    answer = desk.ask("SendBatchSms", **batch(numbers, signs=[SIGN, "阿里云"], OutId="x"))
    assert answer["Code"] == "OK"
    first, second = desk.outbox.messages()
    assert (first.number, first.sign_name, first.params) == (numbers[0], SIGN, {"code": "c0"})
    assert (second.number, second.sign_name, second.params) == (
        numbers[1],
        "阿里云",
        {"code": "c1"},
    )
    assert first.biz_id == second.biz_id == answer["BizId"]
    assert first.out_id == "x"


def test_a_batch_of_a_hundred_and_no_more(desk: Desk) -> None:
    numbers = [f"139{n:08}" for n in range(101)]
    assert desk.code("SendBatchSms", **batch(numbers)) == "isv.MOBILE_COUNT_OVER_LIMIT"
    assert desk.code("SendBatchSms", **batch(numbers[:100])) == "OK"
    assert len(desk.outbox.messages()) == 100


def test_a_batch_with_extend_codes(desk: Desk) -> None:
    numbers = ["13900000001", "13900000002"]
    plain = batch(numbers, TemplateCode=PLAIN, SmsUpExtendCodeJson='["1","2"]')
    del plain["TemplateParamJson"]
    assert desk.code("SendBatchSms", **plain) == "OK"
    assert [message.up_extend_code for message in desk.outbox.messages()] == ["1", "2"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"PhoneNumberJson": "13900000001"}, "isv.INVALID_JSON_PARAM"),
        ({"PhoneNumberJson": '{"a":1}'}, "isv.INVALID_JSON_PARAM"),
        ({"PhoneNumberJson": "[]"}, "isv.INVALID_PARAMETERS"),
        ({"PhoneNumberJson": "[null]"}, "isv.INVALID_JSON_PARAM"),
        ({"SignNameJson": '["阿里云"]'}, "isv.INVALID_PARAMETERS"),
        ({"SignNameJson": '["阿里云","没有"]'}, "isv.SMS_SIGNATURE_ILLEGAL"),
        ({"TemplateParamJson": '{"code":"1"}'}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParamJson": '[{"code":"1"}]'}, "isv.INVALID_PARAMETERS"),
        ({"TemplateParamJson": '[{"code":"1"},{}]'}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"TemplateParamJson": '[{"code":"1"},"x"]'}, "isv.INVALID_JSON_PARAM"),
        ({"TemplateParamJson": None}, "isv.TEMPLATE_MISSING_PARAMETERS"),
        ({"SmsUpExtendCodeJson": '["1"]'}, "isv.INVALID_PARAMETERS"),
        ({"SmsUpExtendCodeJson": '["1","x"]'}, "isv.INVALID_PARAMETERS"),
        ({"OutId": "x" * 256}, "isv.INVALID_PARAMETERS"),
    ],
)
def test_refused_batches_have_their_code(
    desk: Desk, change: dict[str, str | None], code: str
) -> None:
    wanted = {**batch(["13900000001", "13900000002"]), **change}
    assert desk.code("SendBatchSms", **wanted) == code
    assert not desk.outbox.messages()


def test_calls_say_what_became_of_them(desk: Desk) -> None:
    desk.faults.next(SandboxFault(FaultKind.TIMEOUT))
    desk.faults.next(SandboxFault(FaultKind.RESET, taken=True))
    for out_id in "abcd":
        number = "123" if out_id == "d" else "13900000001"
        desk.ask("SendSms", **sms(number, OutId=out_id))
    calls = desk.outbox.calls()
    assert [(call.out_id, call.code, call.taken, call.fault) for call in calls] == [
        ("a", "", False, "timeout"),
        ("b", "OK", True, "reset"),
        ("c", "OK", True, ""),
        ("d", "isv.MOBILE_NUMBER_ILLEGAL", False, ""),
    ]
    assert calls[0].numbers == ("13900000001",)
    assert [calls[message.call].out_id for message in desk.outbox.messages()] == ["b", "c"]


def test_refused_message_is_not_accepted_by_a_fault(desk: Desk) -> None:
    desk.faults.next(SandboxFault(FaultKind.TIMEOUT, taken=True))
    answer = desk.ask("SendSms", **sms(TemplateCode="SMS_1"))
    assert answer["Code"] == "isv.SMS_TEMPLATE_ILLEGAL"
    assert not desk.outbox.messages()


def test_biz_ids_are_each_calls_own() -> None:
    desk = Desk(flow_limits=None)
    ids = {desk.ask("SendSms", **sms())["BizId"] for _ in range(100)}
    assert len(ids) == 100
