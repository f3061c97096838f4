from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.cloud.sandbox.catalogue import TemplateType
from gui.cloud.sandbox.protocol.refusals import Refusal
from gui.cloud.sandbox.sending.flow_control import FlowControl, FlowLimits
from tests.cloud.sandbox.caller import CODE, INTERNATIONAL, NOTICE, Desk, sms

MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.fixture
def codes() -> Callable[..., str]:
    """Sends verification codes at chosen moments."""
    desk = Desk()
    start = desk.clock.now

    def send(after: float = 0.0, sign: str = "阿里云", number: str = "13900000001") -> str:
        desk.clock.now = start + after
        found: str = desk.ask("SendSms", **sms(number, SignName=sign, TemplateCode=CODE))["Message"]
        return found

    return send


def test_one_code_per_minute_of_the_clock(codes: Callable[..., str]) -> None:
    assert codes(0) == "OK"
    assert codes(29) == "触发分钟级流控Permits:1"
    # The clock showed 10:00:30; a new minute begins 30 seconds later.
    assert codes(30) == "OK"


def test_another_sign_or_number_has_a_minute_of_its_own(codes: Callable[..., str]) -> None:
    assert codes() == "OK"
    assert codes(sign="小饭桌管理平台") == "OK"
    assert codes(number="13900000002") == "OK"


def test_five_codes_an_hour_of_the_clock(codes: Callable[..., str]) -> None:
    assert [codes(n * MINUTE) for n in range(5)] == ["OK"] * 5
    assert codes(5 * MINUTE) == "触发小时级流控Permits:5"
    assert codes(59 * MINUTE + 29) == "触发小时级流控Permits:5"
    assert codes(59 * MINUTE + 30) == "OK"


def test_ten_codes_in_24_hours(codes: Callable[..., str]) -> None:
    assert [codes(n * HOUR) for n in range(10)] == ["OK"] * 10
    assert codes(10 * HOUR) == "触发天级流控Permits:10"
    assert codes(DAY - 1) == "触发天级流控Permits:10"
    assert codes(DAY) == "OK"


def test_forty_codes_a_number_whatever_the_sign() -> None:
    flow = FlowControl(FlowLimits())
    for place in range(40):
        flow.take(TemplateType.CODE, f"sign {place}", "t", "13900000001", 1000.0)
    with pytest.raises(Refusal) as why:
        flow.take(TemplateType.CODE, "one more", "t", "13900000001", 1000.0)
    assert why.value.message == "触发号码天级流控Permits:40"


@pytest.mark.parametrize("template", [NOTICE, "SMS_900000008"])
def test_fifty_notices_in_24_hours(desk: Desk, template: str) -> None:
    wanted = sms(TemplateCode=template, TemplateParam='{"code":"1","name":"a"}')
    assert {desk.code("SendSms", **wanted) for _ in range(50)} == {"OK"}
    assert desk.ask("SendSms", **wanted)["Message"] == "触发天级流控Permits:50"
    assert desk.code("SendSms", **{**wanted, "SignName": "阿里云"}) == "OK"
    assert desk.code("SendSms", **{**wanted, "TemplateCode": "SMS_900000003"}) == "OK"
    desk.clock.now += DAY
    assert desk.code("SendSms", **wanted) == "OK"


def test_abroad_there_is_no_flow_control(desk: Desk) -> None:
    wanted = sms("85200001234", TemplateCode=INTERNATIONAL)
    assert {desk.code("SendSms", **wanted) for _ in range(60)} == {"OK"}


def test_flow_control_can_be_off() -> None:
    desk = Desk(flow_limits=None)
    assert {desk.code("SendSms", **sms(TemplateCode=CODE)) for _ in range(60)} == {"OK"}


def test_a_refused_call_counts_nothing(desk: Desk) -> None:
    assert desk.code("SendSms", **sms("13900000009", TemplateCode=CODE)) == "OK"
    three = sms("13900000001,13900000002,13900000009", TemplateCode=CODE)
    assert desk.code("SendSms", **three) == "isv.BUSINESS_LIMIT_CONTROL"
    assert len(desk.outbox.messages()) == 1
    assert desk.code("SendSms", **sms("13900000001,13900000002", TemplateCode=CODE)) == "OK"


def test_single_call_can_exceed_the_limit(desk: Desk) -> None:
    twice = sms("13900000001,13900000001", TemplateCode=CODE)
    assert desk.code("SendSms", **twice) == "isv.BUSINESS_LIMIT_CONTROL"
    assert desk.code("SendSms", **sms("13900000001", TemplateCode=CODE)) == "OK"


@given(st.lists(st.integers(0, 3 * HOUR), max_size=60))
def test_no_window_ever_holds_too_many(moments: list[int]) -> None:
    flow = FlowControl(FlowLimits())
    taken = list[Any]()
    for moment in sorted(moments):
        try:
            flow.take(TemplateType.CODE, "sign", "t", "13900000001", float(moment))
        except Refusal:
            # Refused for a reason: some window that this moment is in is full.
            minute = [at for at in taken if at // MINUTE == moment // MINUTE]
            hour = [at for at in taken if at // HOUR == moment // HOUR]
            assert len(minute) == 1 or len(hour) == 5 or len(taken) == 10
        else:
            taken.append(moment)
    for at in taken:
        assert sum(other // MINUTE == at // MINUTE for other in taken) <= 1
        assert sum(other // HOUR == at // HOUR for other in taken) <= 5
    assert len(taken) <= 10
