import re
from datetime import UTC, datetime

import pytest

from gui.cloud.sandbox.protocol.gateway import MANDATORY
from gui.cloud.sandbox.protocol.keys import DENIED, DISABLED, FORBIDDEN, SANDBOX_SECRET, AccessKey
from tests.cloud.sandbox.caller import SIGN, Desk, common, signed, sms


def test_a_good_request_is_accepted(desk: Desk) -> None:
    answer = desk.ask("SendSms", **sms())
    assert answer["Code"] == answer["Message"] == "OK"
    assert answer["http"] == 200
    assert re.fullmatch(r"\d{18}\^0", answer["BizId"])
    assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", answer["RequestId"])


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("place", ["query", "body", "both"])
def test_parameters_may_be_anywhere(desk: Desk, method: str, place: str) -> None:
    params = signed(method, common("SendSms", desk.clock()) | sms(OutId="a b+c*d~%&云😀"))
    names = sorted(params)
    half = {name: params[name] for name in names[::2]}
    rest = {name: params[name] for name in names[1::2]}
    query, body = {"query": (params, {}), "body": ({}, params), "both": (half, rest)}[place]
    answer = desk.raw(body, method, query)
    assert b'"OK"' in answer.reply.body
    assert desk.outbox.messages()[0].out_id == "a b+c*d~%&云😀"


@pytest.mark.parametrize(
    ("change", "code", "status"),
    [
        ({"Action": None}, "MissingAction", 400),
        ({"Action": "NoSuchThing"}, "InvalidAction.NotFound", 404),
        ({"Version": None}, "MissingVersion", 400),
        ({"Version": "2018-05-01"}, "InvalidVersion", 400),
        ({"AccessKeyId": None}, "MissingAccessKeyId", 400),
        ({"AccessKeyId": "nobody"}, "InvalidAccessKeyId.NotFound", 404),
        ({"AccessKeyId": DISABLED.key_id}, "InvalidAccessKeyId.Inactive", 400),
        ({"AccessKeyId": FORBIDDEN.key_id}, "Forbidden.RAM", 403),
        ({"AccessKeyId": DENIED.key_id}, "isp.RAM_PERMISSION_DENY", 200),
        ({"SecurityToken": "x"}, "InvalidSecurityToken.MismatchWithAccessKey", 400),
        ({"SignatureMethod": "HMAC-SHA256"}, "InvalidSignatureMethod", 400),
        ({"SignatureMethod": None}, "MissingSignatureMethod", 400),
        ({"SignatureVersion": "2.0"}, "IncompleteSignature", 400),
        ({"SignatureNonce": ""}, "MissingSignatureNonce", 400),
        ({"Timestamp": None}, "MissingTimestamp", 400),
        ({"Timestamp": "2026-03-02T02:00:30.000Z"}, "InvalidTimeStamp.Format", 400),
        ({"Timestamp": "2026-02-30T02:00:30Z"}, "InvalidTimeStamp.Format", 400),
        ({"Timestamp": "2026-03-02T10:00:30Z"}, "InvalidTimeStamp.Expired", 400),
        ({"PhoneNumbers": None}, "MissingPhoneNumbers", 400),
        ({"SignName": ""}, "MissingSignName", 400),
        ({"TemplateCode": None}, "MissingTemplateCode", 400),
    ],
)
def test_wrong_requests_get_their_error(
    desk: Desk, change: dict[str, str | None], code: str, status: int
) -> None:
    answer = desk.ask("SendSms", **{**sms(), **change})
    assert (answer["Code"], answer["http"]) == (code, status)
    assert "BizId" not in answer
    assert not desk.outbox.messages()


def test_a_gateway_error_names_host_and_remedy(desk: Desk) -> None:
    answer = desk.ask("SendSms", **{**sms(), "SignName": None})
    assert answer["Message"] == "SignName is mandatory for this action."
    assert answer["HostId"] == "dysmsapi.aliyuncs.com"
    assert "q=MissingSignName" in answer["Recommend"]
    assert answer["RequestId"] in answer["Recommend"]


def test_a_business_error_names_neither(desk: Desk) -> None:
    answer = desk.ask("SendSms", **sms(TemplateCode="SMS_1"))
    assert answer.keys() == {"Code", "Message", "RequestId", "http"}


@pytest.mark.parametrize("action", MANDATORY)
def test_every_mandatory_parameter_is_missed(desk: Desk, action: str) -> None:
    for name in MANDATORY[action]:
        given = {other: "1" for other in MANDATORY[action] if other != name}
        assert desk.code(action, **given) == f"Missing{name}"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD"])
def test_other_methods_are_refused(desk: Desk, method: str) -> None:
    params = signed("POST", common("SendSms", desk.clock()) | sms())
    answer = desk.raw(params, method)
    assert b"UnsupportedHTTPMethod" in answer.reply.body
    assert not desk.outbox.messages()


def test_wrong_secret_is_answered_with_signed_string(desk: Desk) -> None:
    answer = desk.ask("SendSms", secret="another", **sms())
    assert answer["Code"] == "SignatureDoesNotMatch"
    assert answer["http"] == 400
    assert "server string to sign is:POST&%2F&AccessKeyId%3DSandboxKey" in answer["Message"]


@pytest.mark.parametrize("name", ["PhoneNumbers", "TemplateParam", "Timestamp", "RegionId"])
def test_a_changed_parameter_breaks_the_signature(desk: Desk, name: str) -> None:
    params = signed("POST", common("SendSms", desk.clock()) | sms())
    changed = params | {name: "2026-03-02T02:00:31Z" if name == "Timestamp" else "x"}
    assert b"SignatureDoesNotMatch" in desk.raw(changed).reply.body
    assert b"SignatureDoesNotMatch" in desk.raw(params | {"More": "1"}).reply.body
    assert b'"Code":"OK"' in desk.raw(params).reply.body


def test_signature_for_another_method_is_refused(desk: Desk) -> None:
    params = signed("GET", common("SendSms", desk.clock()) | sms())
    assert b"SignatureDoesNotMatch" in desk.raw(params, "POST").reply.body


def test_a_nonce_is_good_once(desk: Desk) -> None:
    params = signed("POST", common("SendSms", desk.clock()) | sms())
    assert b'"Code":"OK"' in desk.raw(params).reply.body
    assert b"SignatureNonceUsed" in desk.raw(params).reply.body
    assert len(desk.outbox.messages()) == 1


def test_a_nonce_of_a_bad_signature_is_not_used_up(desk: Desk) -> None:
    params = common("SendSms", desk.clock()) | sms()
    assert b"DoesNotMatch" in desk.raw(params | {"Signature": "x"}).reply.body
    assert b'"Code":"OK"' in desk.raw(signed("POST", params)).reply.body


def test_a_request_can_never_be_replayed(desk: Desk) -> None:
    """Not while its time stamp is good, and not after."""
    desk.clock.now += 1800
    ahead = common("SendSms", desk.clock() + 1800) | sms()
    params = signed("POST", ahead)
    assert b'"Code":"OK"' in desk.raw(params).reply.body
    for _ in range(90):
        desk.clock.now += 60
        answer = desk.raw(params).reply.body
        assert b"SignatureNonceUsed" in answer or b"InvalidTimeStamp.Expired" in answer


@pytest.mark.parametrize(("minutes", "seconds"), [(31, 31 * 60), (15, 15 * 60)])
def test_the_window_of_time_stamps(minutes: int, seconds: int) -> None:
    desk = Desk(skew_minutes=minutes)

    def code(offset: int) -> str:
        stamp = datetime.fromtimestamp(desk.clock() + offset, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return desk.code("SendSms", **sms(Timestamp=stamp))

    assert code(seconds) == code(-seconds) == "OK"
    assert code(seconds + 1) == code(-seconds - 1) == "InvalidTimeStamp.Expired"


def test_lists_are_limited_to_ten_calls_a_second(desk: Desk) -> None:
    desk.clock.now = float(int(desk.clock.now))
    codes = [desk.code("QuerySmsSignList") for _ in range(11)]
    assert codes == ["OK"] * 10 + ["Throttling.User"]
    assert desk.code("QuerySmsTemplateList") == "OK"
    desk.clock.now += 1
    assert desk.code("QuerySmsSignList") == "OK"


def test_the_limit_can_be_off() -> None:
    desk = Desk(throttle=False)
    assert {desk.code("QuerySmsSignList") for _ in range(30)} == {"OK"}


def test_a_key_may_be_good_for_some_actions_only() -> None:
    key = AccessKey("Reader", SANDBOX_SECRET, actions=frozenset({"QuerySmsSignList"}))
    desk = Desk(keys=(key,))
    assert desk.code("QuerySmsSignList", AccessKeyId="Reader") == "OK"
    assert desk.code("SendSms", AccessKeyId="Reader", **sms()) == "isp.RAM_PERMISSION_DENY"
    assert desk.code("QuerySmsSignList") == "InvalidAccessKeyId.NotFound"


def test_checks_come_in_their_order(desk: Desk) -> None:
    """Each request has every fault from some point on, and is told the first."""
    good = {**common("SendSms", desk.clock()), **sms()}
    faults = [
        ({"Action": "No"}, "InvalidAction.NotFound"),
        ({"SignName": ""}, "MissingSignName"),
        ({"AccessKeyId": "nobody"}, "InvalidAccessKeyId.NotFound"),
        ({"Timestamp": "2020-01-01T00:00:00Z"}, "InvalidTimeStamp.Expired"),
        ({"Signature": "x"}, "SignatureDoesNotMatch"),
    ]
    for place, (_, code) in enumerate(faults):
        params = signed("POST", good)
        for change, _ in faults[place:]:
            params |= change
        assert f'"Code":"{code}"'.encode() in desk.raw(params).reply.body


def test_xml_is_the_default(desk: Desk) -> None:
    for asked in (None, "XML", "xml"):
        params = common("SendSms", desk.clock()) | sms()
        params = {k: v for k, v in (params | {"Format": asked}).items() if v}
        reply = desk.raw(signed("POST", params)).reply
        assert reply.content_type == "text/xml;charset=utf-8"
        assert reply.body.startswith(b'<?xml version="1.0" encoding="UTF-8"?><SendSmsResponse>')
        assert b"<Code>OK</Code>" in reply.body


def test_a_format_that_there_is_not(desk: Desk) -> None:
    params = common("SendSms", desk.clock()) | sms(Format="YAML")
    reply = desk.raw(signed("POST", params)).reply
    assert reply.status == 400
    assert b"<Code>InvalidParameter.Format</Code>" in reply.body


def test_the_documents_own_example(desk: Desk) -> None:
    """The seed's parameters, sign and sixteen-letter code."""
    answer = desk.ask(
        "SendSms",
        PhoneNumbers="13657244257",
        SignName=SIGN,
        TemplateCode="SMS_146806055",
        TemplateParam='{"code":"yangyanghenshuai"}',
    )
    assert answer["Code"] == "OK"
    answer = desk.ask(
        "SendSms",
        PhoneNumbers="15900000000",
        SignName="阿里云",
        TemplateCode="SMS_153055065",
        TemplateParam='{"code":"1111"}',
        OutId="abcdefgh",
        SmsUpExtendCode="90999",
    )
    assert answer["Code"] == "OK"
    message = desk.outbox.messages()[1]
    assert message.content == "【阿里云】您的验证码为：1111，请勿泄露于他人！"
    assert (message.out_id, message.up_extend_code) == ("abcdefgh", "90999")
