"""What a call looks like on the wire, and what its answers become."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from socket import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.cloud import query_answers
from gui.cloud.answers import Answer, parse_answer
from gui.cloud.client import SmsClient
from gui.core.accounts.account import Account
from gui.core.errors import AccountError
from gui.core.message.requests import SendBatchSms, SendSms
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    NetworkFault,
    NotSent,
    Outcome,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)
from gui.core.service_text import Limit, is_cut
from tests.cloud.conftest import SECRET
from tests.cloud.server import OK, Request, Server, answers, http, numbered

MESSAGE = SendSms(
    ("13800138000", "13900139000"),
    "阿里云",
    "SMS_153055065",
    '{"code":"a b+*~%&=😀\\n"}',
    "out-1",
    "007",
)
NUMBER = SendSms(("13800138000",), "阿里云", "SMS_153055065")


def test_send_puts_everything_in_a_signed_body(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve()
    assert connect(server).send(MESSAGE) == Accepted("900^0", "R-1")
    (request,) = server.requests
    assert request.method == "POST"
    assert request.form == {
        "PhoneNumbers": "13800138000,13900139000",
        "SignName": "阿里云",
        "TemplateCode": "SMS_153055065",
        "TemplateParam": '{"code":"a b+*~%&=😀\\n"}',
        "OutId": "out-1",
        "SmsUpExtendCode": "007",
    }
    assert set(request.query) == {
        "Version",
        "Action",
        "Format",
        "RegionId",
        "Timestamp",
        "SignatureMethod",
        "SignatureType",
        "SignatureVersion",
        "SignatureNonce",
        "AccessKeyId",
        "Signature",
    }
    assert request.query["Action"] == "SendSms"
    assert request.query["Version"] == "2017-05-25"
    assert request.query["RegionId"] == "cn-hangzhou"
    assert request.is_signed_with(SECRET)
    assert not request.is_signed_with("another")


def test_empty_fields_are_omitted(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve()
    connect(server).send(NUMBER)
    assert set(server.requests[0].form) == {"PhoneNumbers", "SignName", "TemplateCode"}


def test_send_batch_gives_each_number_its_own(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve()
    params = ('{"n":"甲"}', "", '{"n":"012345678901234567890"}')
    message = SendBatchSms(("1", "2", "3"), "阿里云", "SMS_1", params, "o", "9")
    assert connect(server).send_batch(message) == Accepted("900^0", "R-1")
    (request,) = server.requests
    assert request.query["Action"] == "SendBatchSms"
    assert request.form == {
        "PhoneNumberJson": '["1", "2", "3"]',
        "SignNameJson": '["阿里云", "阿里云", "阿里云"]',
        "TemplateCode": "SMS_1",
        "TemplateParamJson": '[{"n":"甲"},{},{"n":"012345678901234567890"}]',
        "OutId": "o",
        "SmsUpExtendCodeJson": '["9", "9", "9"]',
    }
    assert request.is_signed_with(SECRET)


def test_send_batch_without_parameters(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve()
    connect(server).send_batch(SendBatchSms(("1", "2"), "s", "SMS_1", ("", "")))
    assert set(server.requests[0].form) == {"PhoneNumberJson", "SignNameJson", "TemplateCode"}


def test_send_batch_does_not_mix_parameters_up(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve()
    with pytest.raises(ValueError, match="template_params"):
        connect(server).send_batch(SendBatchSms(("1", "2"), "s", "SMS_1", ("{}",)))
    assert not server.requests


def test_connections_are_kept(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve()
    client = connect(server)
    for _ in range(5):
        assert isinstance(client.send(NUMBER), Accepted)
    assert server.connections == 1
    assert len({request.query["SignatureNonce"] for request in server.requests}) == 5


def test_many_threads_share_a_client(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    def echo(request: Request, sock: socket) -> None:
        sock.sendall(http(200, numbered({**OK, "BizId": request.form["OutId"]}, request)))

    server = serve(echo)
    client = connect(server, pool=8)

    def call(thread: int) -> Iterator[tuple[str, Outcome]]:
        for turn in range(100):
            mine = f"{thread}-{turn}"
            yield mine, client.send(SendSms(("13800138000",), "s", "SMS_1", "", mine))

    with ThreadPoolExecutor(8) as pool:
        for pairs in pool.map(lambda thread: list(call(thread)), range(8)):
            assert len(pairs) == 100
            for mine, outcome in pairs:
                assert isinstance(outcome, Accepted)
                assert outcome.biz_id == mine
    assert len(server.requests) == 800
    assert server.connections <= 16  # as many again, which rest meanwhile
    assert all(request.is_signed_with(SECRET) for request in server.requests)
    assert len({request.query["SignatureNonce"] for request in server.requests}) == 800


def test_half_a_character_is_not_sent(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve()
    outcome = connect(server).send(SendSms(("1",), "s", "SMS_1", '{"a":"\ud83d"}'))
    assert outcome == NotSent(NetworkFault.INTERNAL)
    assert not server.requests


@pytest.mark.parametrize("endpoint", ["", "http://example.com", "exa mple", "例子.com"])
def test_an_impossible_endpoint_is_refused(endpoint: str) -> None:
    with pytest.raises(AccountError):
        SmsClient(Account("t", "KEYID", endpoint=endpoint), SECRET)


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        ("isv.BUSINESS_LIMIT_CONTROL", 200, Rejected),
        ("isv.MOBILE_NUMBER_ILLEGAL", 200, Rejected),
        ("MissingSignName", 400, Rejected),
        ("Some.New.Code", 200, Rejected),
        ("Throttling.User", 400, Throttled),
        ("Throttling", 429, Throttled),
        ("InvalidAccessKeyId.NotFound", 404, AccountRefused),
        ("InvalidTimeStamp.Expired", 400, AccountRefused),
        ("Forbidden.RAM", 403, AccountRefused),
        ("isv.AMOUNT_NOT_ENOUGH", 200, AccountRefused),
        ("isp.RAM_PERMISSION_DENY", 200, AccountRefused),
    ],
)
def test_a_code_is_one_of_four(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    code: str,
    status: int,
    expected: type[Rejected | Throttled | AccountRefused],
) -> None:
    body = {"RequestId": "R", "HostId": "h", "Code": code, "Message": "why"}
    assert connect(serve(answers(status, body))).send(NUMBER) == expected(code, "why", "R")


@pytest.mark.parametrize("code", ["isp.SYSTEM_ERROR", "isp.NEW", "SignatureNonceUsed"])
def test_some_codes_are_unknown(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], code: str
) -> None:
    outcome = connect(serve(answers(200, {"Code": code, "Message": "m"}))).send(NUMBER)
    assert outcome == Unknown(UnknownFault.SERVICE, code, "m", "", 200)


def test_the_string_to_sign_is_not_repeated(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    told = "Specified signature is not matched with our calculation."
    message = f"{told} server string to sign is:POST&%2F&PhoneNumbers%3D13800138000\nmore"
    body = {"RequestId": "R", "Code": "SignatureDoesNotMatch", "Message": message}
    outcome = connect(serve(answers(400, body))).send(NUMBER)
    assert outcome == AccountRefused("SignatureDoesNotMatch", told, "R")


def test_wrong_secret_that_makes_the_sdk_fail(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    """Without a colon in the message the SDK raises IndexError."""
    body = {"Code": "SignatureDoesNotMatch", "Message": "no colon"}
    outcome = connect(serve(answers(400, body))).send(NUMBER)
    assert outcome == AccountRefused("SignatureDoesNotMatch", "no colon", "")


def test_texts_are_bounded_and_printable() -> None:
    body = json.dumps({"Code": "c" * 5000, "Message": "甲\x00\ud83d\n" * 2000, "RequestId": None})
    outcome = parse_answer(200, body.encode())
    assert isinstance(outcome, Rejected)
    assert (len(outcome.code), len(outcome.message)) == (Limit.CODE, Limit.MESSAGE)
    assert is_cut(outcome.code, Limit.CODE)
    assert outcome.message.startswith("甲 ?")
    assert outcome.message.isprintable()


@given(st.integers(100, 599), st.binary(max_size=200))
def test_any_bytes_are_some_outcome(status: int, body: bytes) -> None:
    assert isinstance(
        parse_answer(status, body), (Answer, Rejected, Throttled, AccountRefused, Unknown)
    )


# An alphabet of its own: hypothesis takes seconds to make its table of all characters.
_TEXT = st.text(st.sampled_from("0129-.甲😀\ud83d\x00 aOK"), max_size=6)
_ATOM = st.none() | st.booleans() | st.floats() | st.integers() | _TEXT
_ROW = st.dictionaries(
    st.sampled_from(["PhoneNum", "SendStatus", "SignName", "TemplateCode", "TemplateType"]), _ATOM
)
_JSON = _ATOM | _ROW | st.lists(_ATOM | _ROW, max_size=3)
_LISTS = ("SmsSignList", "SmsTemplateList", "TemplateContent", "TemplateStatus")
_FIELDS = dict.fromkeys(("Message", "RequestId", "TotalCount", *_LISTS), _JSON) | {
    "Code": _JSON | st.just("OK"),
    "SmsSendDetailDTOs": _JSON | st.fixed_dictionaries({"SmsSendDetailDTO": _JSON}),
}


@given(st.sampled_from([200, 204, 302, 404, 500]), st.fixed_dictionaries({}, optional=_FIELDS))
def test_any_json_is_some_outcome(status: int, fields: dict[str, Any]) -> None:
    outcome = parse_answer(status, json.dumps(fields).encode())
    if status in (302, 500):
        assert isinstance(outcome, Unknown)
    if isinstance(outcome, Answer):
        assert fields["Code"] == "OK"
        assert status < 300


@given(st.fixed_dictionaries({}, optional=_FIELDS))
def test_any_rows_are_read(fields: dict[str, Any]) -> None:
    answer = parse_answer(200, json.dumps(fields | {"Code": "OK"}).encode())
    assert isinstance(answer, Answer)
    for found in (
        query_answers.parse_send_details(answer),
        query_answers.parse_signs(answer),
        query_answers.parse_templates(answer),
    ):
        if not isinstance(found, Unknown):
            assert found.total >= len(found.rows)
    for other in (
        query_answers.parse_send_details(answer),
        query_answers.parse_template(answer, "SMS_1"),
    ):
        repr(other).encode()  # no half characters


_PROGRAM = """
import logging, sys, warnings
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
from gui.cloud.client import SmsClient
from gui.core.accounts.account import Account
from gui.core.message.requests import SendSms
client = SmsClient(Account("t", "KEYID", endpoint=sys.argv[1]), sys.stdin.read())
message = SendSms(("13800138000",), "s", "SMS_1", '{"code":"4711"}')
for _ in range(int(sys.argv[2])):
    print(client, vars(client)["_sdk"], client.send(message))
print(SmsClient(Account("t", "KEYID", endpoint="http://127.0.0.1:1"), "x").send(message))
"""


def test_errors_contain_neither_secret_nor_parameters(serve: Callable[..., Server]) -> None:
    said = "no: server string to sign is:4711 13800138000"
    scripts = [
        answers(200, OK),
        answers(400, {"Code": "SignatureDoesNotMatch", "Message": said}),
        answers(502, "4711 13800138000"),
        answers(299, "4711 13800138000"),
        answers(200, "4711 13800138000", ": no name"),
    ]
    server: Any = serve(lambda request, sock: scripts[len(server.requests) - 1](request, sock))
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, f"http://{server.authority}", str(len(scripts))],
        input=SECRET,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "DEBUG": "sdk", "PYTHONWARNINGS": "ignore"},
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("\n") == len(scripts) + 1
    assert len(server.requests) == len(scripts)
    for hidden in (SECRET, "4711", "13800138000", "Signature=", "KEYID"):
        assert hidden not in run.stdout + run.stderr
