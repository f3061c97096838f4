from contextlib import nullcontext

import pytest

from gui.cloud.sandbox.catalogue import SandboxSign, SandboxTemplate, TemplateType
from gui.cloud.sandbox.protocol.refusals import Refusal
from gui.cloud.sandbox.sending.content import render
from gui.core.message.query_results import APPROVED, Template
from gui.core.message.variables import (
    ValueFault,
    Variable,
    VariableHint,
    VariableKind,
    describe_variables,
    guess_hint,
)


def described(content: str, kind: int) -> tuple[Variable, ...]:
    return describe_variables(Template("SMS_1", "x", content, APPROVED, kind))


def test_each_variable_is_described_once_in_the_order_of_the_text() -> None:
    found = described("${b}、${a}、${b}", 1)
    assert [variable.name for variable in found] == ["b", "a"]


def test_the_values_of_a_code_template_are_codes() -> None:
    (found,) = described("您的${product}", 0)
    assert found.kind is VariableKind.CODE and found.random and found.longest == 6
    assert [
        found.find_fault(value) is None
        for value in ("123", "1234", "12ab56", "1234567", "12 4", "１２３４")
    ] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("kind", [1, 2])
def test_a_value_of_a_notice_has_35_characters_at_most(kind: int) -> None:
    (found,) = described("${name}您好", kind)
    assert (found.kind, found.longest, found.random) == (VariableKind.TEXT, 35, False)
    assert found.find_fault("字" * 35) is None
    assert found.find_fault("字" * 36) is ValueFault.RULE


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("取餐啦🎉", ValueFault.UNSUPPORTED),
        ("【店】", ValueFault.UNSUPPORTED),
        ("见 https://example.org/a", ValueFault.URL),
        ("www.example.org", ValueFault.URL),
        ("shop.example.com 取", ValueFault.URL),
        ("3.50 元", None),
        ("14:30，A1-2", None),
    ],
)
def test_what_the_service_refuses_in_a_notice_is_found(
    value: str, fault: ValueFault | None
) -> None:
    (found,) = described("${name}您好", 1)
    assert found.find_fault(value) is fault
    sign = SandboxSign("阿里云")
    template = SandboxTemplate("SMS_1", "n", "${name}您好", TemplateType.NOTICE)
    with pytest.raises(Refusal) if fault else nullcontext():
        render(sign, template, {"name": value})


@pytest.mark.parametrize("kind", [3, 7, -1, 99])
def test_of_other_types_nothing_is_claimed(kind: int) -> None:
    (found,) = described("${code}", kind)
    assert (found.kind, found.longest) == (VariableKind.FREE, 0)
    assert found.find_fault("x" * 1000) is None and found.random


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("verifyCode", VariableHint.CODE),
        ("waybill", VariableHint.WAYBILL),
        ("orderName", VariableHint.ORDER),
        ("联系电话", VariableHint.PHONE),
        ("place", VariableHint.PLACE),
        ("meal", VariableHint.NONE),
    ],
)
def test_a_name_suggests_an_example(name: str, hint: VariableHint) -> None:
    assert guess_hint(name) is hint
