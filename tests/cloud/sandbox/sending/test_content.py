import json
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.cloud.sandbox.catalogue import TEMPLATES, SandboxSign, SandboxTemplate, TemplateType
from gui.cloud.sandbox.protocol.refusals import Refusal
from gui.cloud.sandbox.sending import content
from tests.cloud.sandbox.caller import CODE, INTERNATIONAL, Desk, common, signed, sms

SIGN = SandboxSign("阿里云")
NOTICE = SandboxTemplate(
    "n",
    "n",
    "订单${order}，电话${phone}。",
    TemplateType.NOTICE,
    attributes={"phone": "phone_number2"},
)
ONE = SandboxTemplate("o", "o", "订单${order}", TemplateType.NOTICE)
VERIFY = SandboxTemplate("c", "c", "验证码${code}", TemplateType.CODE)
ABROAD = SandboxTemplate("i", "i", "Code ${code}", TemplateType.INTERNATIONAL)


def refused(template: SandboxTemplate, **params: str) -> str:
    with pytest.raises(Refusal) as why:
        content.render(SIGN, template, params)
    return why.value.code


def test_variables_are_found_once_each_in_order() -> None:
    template = SandboxTemplate("t", "t", "${b}和${a}和${b}和${1}和$c", TemplateType.NOTICE)
    assert template.variables == ("b", "a")


def test_parameters_that_are_not_named_are_passed_over() -> None:
    assert content.render(SIGN, ONE, {"order": "1", "more": "http://x.com"}) == "【阿里云】订单1"


def test_a_value_is_not_a_template() -> None:
    assert content.render(SIGN, NOTICE, {"order": "${phone}", "phone": "1"}) == (
        "【阿里云】订单${phone}，电话1。"
    )


@pytest.mark.parametrize("value", ["1234", "abcdef", "A1b2c"])
def test_codes(value: str) -> None:
    assert content.render(SIGN, VERIFY, {"code": value}).endswith(value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("123", "isv.PARAM_LENGTH_LIMIT"),
        ("1234567", "isv.PARAM_LENGTH_LIMIT"),
        ("12 34", "isv.INVALID_PARAMETERS"),
        ("一二三四", "isv.INVALID_PARAMETERS"),
        ("１２３４", "isv.INVALID_PARAMETERS"),
    ],
)
def test_invalid_codes_are_refused(value: str, code: str) -> None:
    assert refused(VERIFY, code=value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("x" * 36, "isv.PARAM_LENGTH_LIMIT"),
        ("见http://a.cn/b", "isv.PARAM_NOT_SUPPORT_URL"),
        ("HTTPS://A", "isv.PARAM_NOT_SUPPORT_URL"),
        ("www.a.b", "isv.PARAM_NOT_SUPPORT_URL"),
        ("上aliyun.com看", "isv.PARAM_NOT_SUPPORT_URL"),
        ("13800138000", "isv.TEMPLATE_PARAMS_ILLEGAL"),
        ("打0571-88888888", "isv.TEMPLATE_PARAMS_ILLEGAL"),
        ("【阿里云】", "isv.UNSUPPORTED_CONTENT"),
        ("★", "isv.UNSUPPORTED_CONTENT"),
        ("①", "isv.UNSUPPORTED_CONTENT"),
        ("5m²", "isv.UNSUPPORTED_CONTENT"),
        ("😀", "isv.UNSUPPORTED_CONTENT"),
        ("\ud800", "isv.UNSUPPORTED_CONTENT"),
    ],
)
def test_values_that_a_notice_refuses(value: str, code: str) -> None:
    assert refused(ONE, order=value) == code


@pytest.mark.parametrize("value", ["x" * 35, "138001380001", "3.5元", "a.b", "第1,2\n行", "v1.0.2"])
def test_values_that_a_notice_accepts(value: str) -> None:
    assert content.render(SIGN, ONE, {"order": value}) == f"【阿里云】订单{value}"


@pytest.mark.parametrize("value", ["13800138000", "0571-88888888"])
def test_variable_for_phone_numbers_accepts_them(value: str) -> None:
    assert value in content.render(SIGN, NOTICE, {"order": "1", "phone": value})


def test_abroad_more_is_allowed_but_not_everything() -> None:
    assert content.render(SIGN, ABROAD, {"code": "http://a.com 😀"}).endswith("😀")
    assert refused(ABROAD, code="\udc00") == "isv.UNSUPPORTED_CONTENT"
    assert refused(ABROAD, code="x" * 500) == "isv.PARAM_LENGTH_LIMIT"
    most = 500 - len("【阿里云】Code ")
    assert len(content.render(SIGN, ABROAD, {"code": "x" * most})) == 500


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a":012345}', None),
        ('{"a":1.50}', {"a": "1.50"}),
        ('{"a":12345678901234567890}', {"a": "12345678901234567890"}),
        ('{"a":"x","a":"y"}', {"a": "y"}),
        ('{"a":"x\\ny"}', {"a": "x\ny"}),
        ('{"a":"x\ny"}', None),
        ("", None),
    ],
)
def test_json(text: str, value: dict[str, str] | None) -> None:
    if value is None:
        with pytest.raises(Refusal):
            content.parse_json(text)
    else:
        assert content.check_params(content.parse_json(text)) == value


VALUES = st.recursive(
    st.text() | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    template=st.sampled_from(TEMPLATES),
    values=st.dictionaries(
        st.sampled_from(["code", "name", "phone", "time", "meal", "place", "content"]), VALUES
    ),
    as_json=st.booleans(),
)
def test_any_parameters_get_an_answer_that_reads(
    template: SandboxTemplate, values: dict[str, Any], as_json: bool
) -> None:
    """Whatever a value is, lone surrogates and control characters too: JSON or XML, and no 500."""
    desk = Desk()
    number = "85200001234" if template.kind is TemplateType.INTERNATIONAL else "13900000001"
    params = sms(
        number,
        TemplateCode=template.code,
        TemplateParam=json.dumps(values),
        Format="JSON" if as_json else "XML",
    )
    sent = desk.raw(signed("POST", common("SendSms", desk.clock()) | params)).reply
    assert sent.status == 200
    query = {
        "PhoneNumber": number,
        "SendDate": "20260302",
        "PageSize": "10",
        "CurrentPage": "1",
        "Format": params["Format"],
    }
    shown = desk.raw(signed("POST", common("QuerySendDetails", desk.clock()) | query)).reply
    for reply in (sent, shown):
        json.loads(reply.body) if as_json else ElementTree.fromstring(reply.body)
    taken = desk.outbox.messages()
    assert (b"OK" in sent.body) == bool(taken)
    for message in taken:
        assert len(message.content) <= content.TEXT_MAX


def test_the_templates_can_all_be_sent(desk: Desk) -> None:
    """Each approved template takes sensible values."""
    sensible = {
        "code": "1234",
        "phone": "13800138000",
        "time": "12:30",
        "date": "2026-03-02",
        "amount": "100.50",
    }
    approved = [template for template in TEMPLATES if template.audit.name == "PASSED"]
    assert len(TEMPLATES) > 10
    for template in approved:
        number = "85200001234" if template.kind is TemplateType.INTERNATIONAL else "13900000001"
        desk.clock.now += 60
        values = {name: sensible.get(name, "小明") for name in template.variables}
        params = sms(number, TemplateCode=template.code, TemplateParam=json.dumps(values))
        assert desk.code("SendSms", **params) == "OK", template.name
    assert {CODE, INTERNATIONAL} <= {template.code for template in approved}


def test_the_templates_keep_the_rules() -> None:
    """Code templates name the code and have one variable; promotions say how to refuse."""
    for template in TEMPLATES:
        assert not set("【】") & set(template.content)
        assert len(template.name) <= 30
        assert len(template.content) <= 500
        assert set(template.attributes) == set(template.variables)
        if template.kind is TemplateType.CODE:
            assert len(template.variables) == 1
            assert "验证码" in template.content
        if template.kind is TemplateType.PROMOTION:
            assert template.content.endswith("拒收请回复R")
