import time

import pytest

from gui.cloud.sandbox.faults import FaultKind, SandboxFault
from gui.cloud.sandbox.magic import BY_NUMBER, LATE, MAGIC_NUMBERS, MagicEffect, MagicNumber
from gui.cloud.sandbox.sending.numbers import is_mainland, normalise_number
from tests.cloud.sandbox.caller import Desk, sms
from tests.cloud.sandbox.conftest import Running
from tests.cloud.sandbox.test_queries import details, rows

ASKED_FOR = {
    "isv.BUSINESS_LIMIT_CONTROL",
    "isv.DAY_LIMIT_CONTROL",
    "isv.AMOUNT_NOT_ENOUGH",
    "isv.OUT_OF_SERVICE",
    "isv.SMS_SIGNATURE_ILLEGAL",
    "isv.SMS_TEMPLATE_ILLEGAL",
    "isv.TEMPLATE_MISSING_PARAMETERS",
    "isv.TEMPLATE_PARAMS_ILLEGAL",
    "isv.PARAM_LENGTH_LIMIT",
    "isv.PARAM_NOT_SUPPORT_URL",
    "isv.INVALID_JSON_PARAM",
    "isv.MOBILE_NUMBER_ILLEGAL",
    "isv.BLACK_KEY_CONTROL_LIMIT",
    "isv.UNSUPPORTED_CONTENT",
    "isp.RAM_PERMISSION_DENY",
    "isv.DENY_IP_RANGE",
    "isp.SYSTEM_ERROR",
    "Throttling.User",
    "Forbidden.RAM",
    "InvalidTimeStamp.Expired",
    "InvalidAccessKeyId.Inactive",
}
REFUSING = [row for row in MAGIC_NUMBERS if row.refusal()]


def number_of(effect: MagicEffect) -> str:
    return next(row.number for row in MAGIC_NUMBERS if row.effect is effect)


def test_table_of_magic_numbers_is_complete() -> None:
    assert len(BY_NUMBER) == len(MAGIC_NUMBERS)
    assert {row.code for row in MAGIC_NUMBERS} >= ASKED_FOR
    assert {row.effect for row in MAGIC_NUMBERS} == set(MagicEffect)
    assert all(
        is_mainland(row.number) and normalise_number(row.number) == row.number
        for row in MAGIC_NUMBERS
    )


@pytest.mark.parametrize("row", REFUSING, ids=lambda row: f"{row.effect.name}-{row.code}")
def test_a_refusing_number_is_refused_with_its_code(desk: Desk, row: MagicNumber) -> None:
    for _ in range(2):
        answer = desk.ask("SendSms", **sms(row.number))
        assert answer["Code"] == row.code
        assert answer["Message"]
        gateway = not row.code.startswith("is")
        assert (answer["http"] == 200) != gateway
        assert ("HostId" in answer) == gateway
    assert not desk.outbox.messages()


@pytest.mark.parametrize(
    ("effect", "message"),
    [
        (MagicEffect.LIMIT_MINUTE, "触发分钟级流控Permits:1"),
        (MagicEffect.LIMIT_HOUR, "触发小时级流控Permits:5"),
        (MagicEffect.LIMIT_DAY, "触发天级流控Permits:10"),
        (MagicEffect.LIMIT_NUMBER_DAY, "触发号码天级流控Permits:40"),
    ],
)
def test_flow_control_in_the_services_words(desk: Desk, effect: MagicEffect, message: str) -> None:
    assert desk.ask("SendSms", **sms(number_of(effect)))["Message"] == message


def test_magic_number_works_in_any_message(desk: Desk) -> None:
    wanted = sms("13900000001,13800000107,13800000108", TemplateCode="SMS_1", SignName="没有")
    assert desk.code("SendSms", **wanted) == "isv.AMOUNT_NOT_ENOUGH"
    assert desk.code("SendSms", **sms("+8613800000107")) == "isv.AMOUNT_NOT_ENOUGH"


def test_magic_number_works_in_a_batch(desk: Desk) -> None:
    assert (
        desk.code(
            "SendBatchSms",
            PhoneNumberJson='["13800000108"]',
            SignNameJson='["阿里云"]',
            TemplateCode="SMS_900000003",
        )
        == "isv.OUT_OF_SERVICE"
    )


def test_throttled_once_and_then_fine_in_turn(desk: Desk) -> None:
    wanted = sms(number_of(MagicEffect.THROTTLED_ONCE))
    assert [desk.code("SendSms", **wanted) for _ in range(4)] == ["Throttling.User", "OK"] * 2
    assert len(desk.outbox.messages()) == 2


FAULTY = [(row, row.fault) for row in MAGIC_NUMBERS if row.fault]


@pytest.mark.parametrize(("row", "fault"), FAULTY, ids=[row.effect.name for row, _ in FAULTY])
def test_magic_number_is_accepted_or_refused_as_documented(
    desk: Desk, row: MagicNumber, fault: SandboxFault
) -> None:
    desk.ask("SendSms", **sms(row.number))
    assert bool(desk.outbox.messages()) is fault.taken is row.effect.name.endswith("_TAKEN")
    (call,) = desk.outbox.calls()
    assert (call.taken, call.fault) == (fault.taken, fault.kind)
    assert desk.ask("SendSms", **sms())["Code"] == "OK"


def test_faulty_numbers_cover_what_the_network_does() -> None:
    assert {fault.kind for _, fault in FAULTY} == set(FaultKind) - {
        FaultKind.THROTTLED,
        FaultKind.EXPIRED,
    }


@pytest.mark.parametrize(
    ("number", "status", "body"),
    [
        ("13800000131", 200, b'"Code":"isp.SYSTEM_ERROR"'),
        ("13800000132", 200, b'"Code":"isp.SYSTEM_ERROR"'),
        ("13800000306", 500, b'"Code":"InternalError"'),
        ("13800000307", 500, b'"Code":"InternalError"'),
        ("13800000308", 503, b'"Code":"ServiceUnavailable"'),
    ],
)
def test_faults_that_are_answers_of_the_service(
    running: Running, number: str, status: int, body: bytes
) -> None:
    got, _, text = running.ask("SendSms", **sms(number))
    assert got == status
    assert body in text
    fault = BY_NUMBER[number].fault
    assert fault is not None
    assert bool(running.sandbox.messages()) == fault.taken


def at(desk: Desk, seconds: float) -> None:
    desk.clock.now += seconds


def test_a_late_receipt(desk: Desk) -> None:
    number = number_of(MagicEffect.RECEIPT_LATE)
    desk.ask("SendSms", **sms(number))
    at(desk, LATE - 1)
    assert rows(details(desk, number))[0]["SendStatus"] == 1
    at(desk, 1)
    assert rows(details(desk, number))[0]["SendStatus"] == 3


@pytest.mark.parametrize(
    "row",
    [row for row in MAGIC_NUMBERS if row.effect is MagicEffect.RECEIPT_FAILED],
    ids=lambda row: row.code,
)
def test_a_failed_receipt(desk: Desk, row: MagicNumber) -> None:
    assert desk.code("SendSms", **sms(row.number)) == "OK"
    assert rows(details(desk, row.number))[0]["SendStatus"] == 1
    at(desk, 10)
    (settled,) = rows(details(desk, row.number))
    assert (settled["SendStatus"], settled["ErrCode"]) == (2, row.code)


def test_never_a_receipt(desk: Desk) -> None:
    number = number_of(MagicEffect.RECEIPT_NEVER)
    desk.ask("SendSms", **sms(number))
    at(desk, 29 * 86400)
    (row,) = rows(details(desk, number))
    assert row["SendStatus"] == 1
    assert "ReceiveDate" not in row


@pytest.mark.parametrize(("number", "spelt"), [("13800000406", "DELIVRD"), ("13800000407", "0")])
def test_delivered_in_other_words(desk: Desk, number: str, spelt: str) -> None:
    desk.ask("SendSms", **sms(number))
    at(desk, 10)
    (row,) = rows(details(desk, number))
    assert (row["SendStatus"], row["ErrCode"]) == (3, spelt)


def test_a_row_that_shows_late(desk: Desk) -> None:
    number = number_of(MagicEffect.ROW_LATE)
    desk.ask("SendSms", **sms(number))
    at(desk, LATE - 1)
    assert details(desk, number)["TotalCount"] == 0
    at(desk, 1)
    assert rows(details(desk, number))[0]["SendStatus"] == 3


def test_the_traps_of_query_send_details(desk: Desk) -> None:
    text, empty = number_of(MagicEffect.TOTAL_AS_TEXT), number_of(MagicEffect.ROWS_MISSING)
    desk.ask("SendSms", **sms(f"{text},{empty}"))
    assert details(desk, text)["TotalCount"] == "1"
    assert len(rows(details(desk, text))) == 1
    assert (details(desk, empty)["TotalCount"], rows(details(desk, empty))) == (1, [])


def test_a_number_abroad_has_no_magic(running: Running) -> None:
    status, _, body = running.ask("SendSms", **sms("85200001234", TemplateCode="SMS_900000009"))
    assert (status, b'"Code":"OK"' in body) == (200, True)
    assert time.time() - running.sandbox.messages()[0].sent < 60
