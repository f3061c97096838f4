import http.client
import json
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from tests.cloud.sandbox.caller import Desk, common, http_say, signed, sms

PATIENCE = 60.0
"""Seconds that a busy machine has for one answer; who waits for ever is found."""


def exchange(port: int, *pieces: bytes) -> bytes:
    """Send raw bytes, then nothing more; all that comes back until the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        answer = b""
        try:
            for piece in pieces:
                client.sendall(piece)
            client.shutdown(socket.SHUT_WR)
            while data := client.recv(65536):
                answer += data
        except (ConnectionResetError, BrokenPipeError):
            pass
        return answer


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def form(**more: Any) -> bytes:
    return urlencode(signed("POST", common("SendSms", time.time()) | sms(**more))).encode()


def post(body: bytes, *headers: str, target: str = "/") -> bytes:
    lines = [f"POST {target} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with Sandbox(SandboxSettings(flow_limits=None)) as sandbox:
        yield sandbox.port


def test_an_answer_has_the_documented_headers(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    status, headers, body = http_say(connection, "SendSms", time.time, **sms())
    connection.close()
    assert status == 200
    assert headers["Content-Type"] == "application/json;charset=utf-8"
    assert headers["Keep-Alive"] == "timeout=25"
    assert headers["x-acs-request-id"] == json.loads(body)["RequestId"]


def test_a_connection_is_kept(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    http_say(connection, "SendSms", time.time, **sms())
    used = connection.sock
    for _ in range(5):
        assert http_say(connection, "SendSms", time.time, **sms())[0] == 200
    assert connection.sock is used
    connection.close()


def test_requests_may_come_all_at_once(port: int) -> None:
    answer = exchange(port, post(form()) + post(form()) + post(form(), "Connection: close"))
    assert answer.count(b'"Code":"OK"') == 3
    assert answer.count(b"Connection: close") == 1


def test_request_in_small_pieces_is_read(port: int) -> None:
    whole = post(form())
    answer = exchange(port, *(whole[n : n + 7] for n in range(0, len(whole), 7)))
    assert b'"Code":"OK"' in answer


def test_a_proxys_form_of_the_target(port: int) -> None:
    params = signed("GET", common("SendSms", time.time()) | sms())
    line = f"GET http://127.0.0.1:1?{urlencode(params)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert b'"Code":"OK"' in exchange(port, line.encode())


def test_the_client_may_wait_to_be_asked_for_the_body(port: int) -> None:
    body = form()
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        client.sendall(post(body, "Expect: 100-continue")[: -len(body)])
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        assert b'"Code":"OK"' in client.recv(65536)


@pytest.mark.parametrize(
    ("header", "version", "kept"),
    [("", "1.1", True), ("", "1.0", False), ("Keep-Alive", "1.0", True), ("close", "1.1", False)],
)
def test_keep_alive_of_http_versions(port: int, header: str, version: str, kept: bool) -> None:
    request = post(form(), *([f"Connection: {header}"] if header else []))
    request = request.replace(b"HTTP/1.1", f"HTTP/{version}".encode())
    answer = exchange(port, request + request)
    assert answer.count(b"HTTP/1.1 ") == (2 if kept else 1)


def test_head_has_no_body(port: int) -> None:
    answer = exchange(port, b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert status_of(answer) == 400
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\r\n\r\n", 400),
        (b"hello\r\n\r\n", 400),
        (b"GET /\r\n\r\n", 400),
        (b"get / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n\r\n", 400),
        (b"GET / HTTP/1.1", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n folded: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost : x\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 431),
        (b"x" * 200_000, 431),
        (b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /?%ff=%fe HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    ],
)
def test_malformed_requests_are_refused(port: int, data: bytes, status: int) -> None:
    assert status_of(exchange(port, data)) == status


def test_a_thousand_numbers_fit_into_a_get(port: int) -> None:
    numbers = ",".join(f"139{n:08}" for n in range(1000))
    params = signed("GET", common("SendSms", time.time()) | sms(numbers))
    line = f"GET /?{urlencode(params)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert b'"Code":"OK"' in exchange(port, line.encode())


def test_an_idle_connection_is_closed() -> None:
    with (
        Sandbox(SandboxSettings(idle=0.05)) as sandbox,
        socket.create_connection(("127.0.0.1", sandbox.port), timeout=PATIENCE) as client,
    ):
        assert client.recv(10) == b""


def test_a_request_that_never_ends_is_given_up() -> None:
    with (
        Sandbox(SandboxSettings(patience=0.1)) as sandbox,
        socket.create_connection(("127.0.0.1", sandbox.port), timeout=PATIENCE) as client,
    ):
        client.sendall(b"GET / HTTP/1.1\r\n")
        assert b" 408 " in client.recv(1000)


TOKENS = st.sampled_from(
    [
        b"GET / HTTP/1.1\r\n",
        b"POST /?Action=SendSms HTTP/1.1\r\n",
        b"Host: 127.0.0.1\r\n",
        b"Content-Length: ",
        b"Content-Length: 3\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Expect: 100-continue\r\n",
        b"Content-Type: application/json\r\n",
        b"GET /sandbox/messages?after=%zz HTTP/1.1\r\n",
        b"POST /sandbox/faults HTTP/1.1\r\n",
        b"\r\n",
        b"\r\n\r\n",
        b"&Version=2017-05-25&Action=",
        b"%",
        b"{}",
        b"=",
        b"\n",
        b"\x00",
        b"\xff",
    ]
)
JUNK = st.lists(TOKENS | st.binary(max_size=20), max_size=12).map(b"".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JUNK)
def test_any_bytes_get_an_answer_and_do_not_stop_the_server(port: int, data: bytes) -> None:
    """It answers each request that is one, says 4xx to the rest or hangs up, and goes on."""
    started = time.monotonic()
    answer = exchange(port, data)
    assert time.monotonic() - started < PATIENCE
    assert not answer or answer.startswith(b"HTTP/1.1 ")
    assert b"HTTP/1.1 5" not in answer
    assert b'"Code":"OK"' in exchange(port, post(form()))


FIELDS = st.dictionaries(
    st.sampled_from(
        [
            "PhoneNumbers",
            "PhoneNumber",
            "SendDate",
            "PageSize",
            "CurrentPage",
            "SignName",
            "TemplateCode",
            "TemplateParam",
            "PhoneNumberJson",
            "SignNameJson",
            "TemplateParamJson",
            "SmsUpExtendCodeJson",
            "OutId",
            "PageIndex",
            "BizId",
            "Timestamp",
            "Format",
            "x",
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(
        [
            "13900000001",
            "13800000302",
            "阿里云",
            "SMS_153055065",
            '{"code":"1234"}',
            '["13900000001"]',
            '["阿里云"]',
            "20260302",
            "1",
            "10",
            "[[[",
            "NaN",
        ]
    ),
)


@settings(max_examples=200)
@given(
    action=st.sampled_from(
        [
            "SendSms",
            "SendBatchSms",
            "QuerySendDetails",
            "QuerySmsSignList",
            "QuerySmsTemplateList",
            "GetSmsTemplate",
        ]
    ),
    fields=FIELDS,
)
def test_no_parameters_do_any_harm(action: str, fields: dict[str, str]) -> None:
    desk = Desk()
    answer = desk.raw(signed("POST", common(action, desk.clock()) | fields))
    assert answer.reply.status in (200, 400, 403, 404)
    assert answer.reply.body
