"""Every way in which a call goes wrong, and that it is never made twice."""

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
import requests

from gui.cloud.client import SmsClient
from gui.cloud.exchange import watch_exchange
from gui.cloud.network_faults import classify_unanswered, classify_unsent
from gui.cloud.transport import ANSWER_MAX, Transport
from gui.core.message.requests import SendSms
from gui.core.sending.outcome import (
    Accepted,
    AccountRefused,
    NetworkFault,
    NotSent,
    Throttled,
    Unknown,
    UnknownFault,
)
from tests.cloud.hostile import RESET
from tests.cloud.server import OK, Close, Request, Reset, Server, answers, http, numbered, says

MESSAGE = SendSms(("13800138000",), "阿里云", "SMS_153055065", '{"code":"1234"}')
HTML = "<html><head><title>登录</title></head></html>"
GBK = "<html>代理服务器错误</html>".encode("gbk")


def lost(fault: UnknownFault, status: int = 0, **more: Any) -> Unknown:
    return Unknown(fault, http_status=status, **more)


def reset(request: Request, sock: socket.socket) -> None:
    raise Reset


def close(request: Request, sock: socket.socket) -> None:
    raise Close


def reset_within_the_answer(request: Request, sock: socket.socket) -> None:
    sock.sendall(http(200, '{"Code":"OK"', length=500))
    raise Reset


def gateway(status: int, code: str) -> Callable[[Request, socket.socket], None]:
    return answers(status, {"RequestId": "R", "HostId": "h", "Code": code, "Message": "m"})


FAULTS = {
    "reset after reading": (reset, lost(UnknownFault.CONNECTION_LOST)),
    "closed after reading": (close, lost(UnknownFault.CONNECTION_LOST)),
    "reset within": (reset_within_the_answer, lost(RESET, 200)),
    "500": (answers(500, ""), lost(UnknownFault.SERVER_ERROR, 500)),
    "500 that looks fine": (
        answers(500, OK),
        lost(UnknownFault.SERVER_ERROR, 500, code="OK", message="OK", request_id="R-1"),
    ),
    "503": (
        gateway(503, "ServiceUnavailable"),
        lost(
            UnknownFault.SERVER_ERROR, 503, code="ServiceUnavailable", message="m", request_id="R"
        ),
    ),
    "503 throttled": (
        gateway(503, "Throttling"),
        lost(UnknownFault.SERVER_ERROR, 503, code="Throttling", message="m", request_id="R"),
    ),
    "502 in GBK": (answers(502, GBK), lost(UnknownFault.SERVER_ERROR, 502)),
    "403 in GBK": (answers(403, GBK), lost(UnknownFault.NOT_JSON, 403)),
    "html": (answers(200, HTML), lost(UnknownFault.NOT_JSON, 200)),
    "html, forbidden": (answers(403, HTML), lost(UnknownFault.NOT_JSON, 403)),
    "empty": (answers(200, ""), lost(UnknownFault.EMPTY, 200)),
    "blank": (answers(200, " \r\n"), lost(UnknownFault.EMPTY, 200)),
    "no content": (
        says(b"HTTP/1.1 204 X\r\nConnection: close\r\n\r\n"),
        lost(UnknownFault.EMPTY, 204),
    ),
    "truncated": (
        says(http(200, '{"Code":"OK","BizI', length=99)),
        lost(UnknownFault.TRUNCATED, 200),
    ),
    "truncated, of no length": (
        says(b'HTTP/1.0 200 OK\r\n\r\n{"Code":"OK","BizId":"9'),
        lost(UnknownFault.TRUNCATED, 200),
    ),
    "truncated chunk": (
        says(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"Code":"OK"}'),
        lost(UnknownFault.TRUNCATED, 200),
    ),
    "wrong chunk": (
        says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"),
        lost(UnknownFault.TRUNCATED, 200),
    ),
    "truncated head": (says(b"HTTP/1.1 200 OK\r\nContent-Le"), lost(UnknownFault.EMPTY, 200)),
    "not http": (says(b"SSH-2.0-OpenSSH_9.6\r\n"), lost(UnknownFault.UNEXPECTED)),
    "a long line": (says(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 99999), lost(UnknownFault.UNEXPECTED)),
    "list": (answers(200, "[1]"), lost(UnknownFault.UNEXPECTED, 200)),
    "null": (answers(200, "null"), lost(UnknownFault.UNEXPECTED, 200)),
    "null, bad request": (answers(400, "null"), lost(UnknownFault.UNEXPECTED, 400)),
    "number, bad request": (answers(400, "7"), lost(UnknownFault.UNEXPECTED, 400)),
    "no code": (
        answers(200, {"Message": "OK", "RequestId": "R"}),
        lost(UnknownFault.UNEXPECTED, 200, message="OK", request_id="R"),
    ),
    "null code": (answers(200, {"Code": None}), lost(UnknownFault.UNEXPECTED, 200)),
    "a number as code": (answers(401, {"Code": 401}), lost(UnknownFault.UNEXPECTED, 401)),
    "OK, but not found": (
        answers(404, {"Code": "OK"}),
        lost(UnknownFault.UNEXPECTED, 404, code="OK"),
    ),
    "nested": (answers(200, "[" * 100_000), lost(UnknownFault.NOT_JSON, 200)),
    "redirect": (
        answers(302, HTML, "Location: http://127.0.0.1:1/"),
        lost(UnknownFault.REDIRECT, 302),
    ),
    "permanent redirect": (
        answers(308, OK, "Location: /elsewhere"),
        lost(UnknownFault.REDIRECT, 308, code="OK", message="OK", request_id="R-1"),
    ),
    "packed wrongly": (
        answers(200, OK, "Content-Encoding: gzip"),
        lost(UnknownFault.NOT_JSON, 200),
    ),
    "throttled": (gateway(400, "Throttling.User"), Throttled("Throttling.User", "m", "R")),
    "clock": (
        gateway(400, "InvalidTimeStamp.Expired"),
        AccountRefused("InvalidTimeStamp.Expired", "m", "R"),
    ),
    "secret": (
        gateway(400, "SignatureDoesNotMatch"),
        AccountRefused("SignatureDoesNotMatch", "m", "R"),
    ),
    "key": (
        gateway(404, "InvalidAccessKeyId.NotFound"),
        AccountRefused("InvalidAccessKeyId.NotFound", "m", "R"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_a_value_and_one_request(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], fault: str
) -> None:
    script, expected = FAULTS[fault]
    server = serve(script)
    assert connect(server).send(MESSAGE) == expected
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_the_next_call_is_not_harmed(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], fault: str
) -> None:
    script, _ = FAULTS[fault]
    fine = answers(200, OK)
    server: Any = serve(
        lambda request, sock: (script, fine)[len(server.requests) > 1](request, sock)
    )
    client = connect(server)
    client.send(MESSAGE)
    assert client.send(MESSAGE) == Accepted("900^0", "R-1/2")
    assert len(server.requests) == 2


def test_a_packed_answer_is_read(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    packed = gzip.compress(http(200, OK).partition(b"\r\n\r\n")[2])
    client = connect(serve(answers(200, packed, "Content-Encoding: gzip")))
    assert client.send(MESSAGE) == Accepted("900^0", "R-1")


def test_a_chunked_answer_is_read(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    chunks = b'9\r\n{"Code":"\r\n10\r\nOK","BizId":"9"}\r\n0\r\n\r\n'
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    server: Any = serve(lambda request, sock: sock.sendall(raw))
    client = connect(server)
    for _ in range(2):
        assert client.send(MESSAGE) == Accepted("9", "")
    assert server.connections == 1


def test_time_out(serve: Callable[..., Server], connect: Callable[..., SmsClient]) -> None:
    server = serve()
    server.script = server.hang
    began = time.monotonic()
    assert connect(server, read_timeout=0.2).send(MESSAGE) == lost(UnknownFault.READ_TIMEOUT)
    assert time.monotonic() - began < 30  # as long as a read lasts otherwise
    assert len(server.requests) == 1


def test_time_out_within_the_answer(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    def half(request: Request, sock: socket.socket) -> None:
        sock.sendall(http(200, '{"Code":', length=99))
        server.hang()

    server = serve(half)
    expected = lost(UnknownFault.READ_TIMEOUT, 200)
    assert connect(server, read_timeout=1).send(MESSAGE) == expected


@pytest.mark.parametrize(
    ("begun", "status"),
    [(b"HTTP/1.1 200 OK\r\nX: ", 0), (b"HTTP/1.1 200 OK\r\n\r\n{", 200), (b"", 0)],
)
def test_a_dripping_server_is_cut_off(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], begun: bytes, status: int
) -> None:
    def drip(request: Request, sock: socket.socket) -> None:
        sock.sendall(begun)
        while not server.stopping.wait(0.02):
            sock.sendall(b"x")
        raise Close

    server = serve(drip)
    began = time.monotonic()
    client = connect(server, total_timeout=1)
    assert client.send(MESSAGE) == lost(UnknownFault.READ_TIMEOUT, status)
    assert 0.5 < time.monotonic() - began < 30


def test_an_endless_row_of_100_continue_is_cut_off(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    def drip(request: Request, sock: socket.socket) -> None:
        while not server.stopping.wait(0.01):
            sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        raise Close

    server = serve(drip)
    client = connect(server, total_timeout=1)
    assert client.send(MESSAGE) == lost(UnknownFault.READ_TIMEOUT)


def test_a_huge_answer_is_not_read(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    written = 0

    def flood(request: Request, sock: socket.socket) -> None:
        nonlocal written
        sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while written < 100 * ANSWER_MAX:
            written += sock.send(b" " * 65536)
        raise Close

    assert connect(serve(flood)).send(MESSAGE) == lost(UnknownFault.UNEXPECTED, 200)
    assert written < 10 * ANSWER_MAX


def test_decompression_bomb_is_cut_off(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    bomb = gzip.compress(bytes(64 * ANSWER_MAX), compresslevel=1)
    client = connect(serve(answers(200, bomb, "Content-Encoding: gzip")))
    tracemalloc.start()
    try:
        assert client.send(MESSAGE) == lost(UnknownFault.UNEXPECTED, 200)
        assert tracemalloc.get_traced_memory()[1] < 8 * ANSWER_MAX
    finally:
        tracemalloc.stop()


def test_reset_before_reading(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    """What was written into it may have been read: nobody can tell."""

    def begin(sock: socket.socket) -> None:
        sock.recv(1, socket.MSG_PEEK)
        raise Reset

    server = serve(begin=begin)
    assert connect(server).send(MESSAGE) == lost(UnknownFault.CONNECTION_LOST)
    assert server.connections == 1


def test_reset_while_connecting(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    """Whether that is noticed before or after writing is the system's luck; both are sound."""

    def begin(sock: socket.socket) -> None:
        raise Reset

    outcome = connect(serve(begin=begin)).send(MESSAGE)
    assert outcome in (lost(UnknownFault.CONNECTION_LOST), NotSent(NetworkFault.REFUSED))


def test_a_kept_connection_that_dies_with_the_request_is_not_replaced(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    fine = answers(200, OK)
    server: Any = serve(
        lambda request, sock: (fine, close)[len(server.requests) > 1](request, sock)
    )
    client = connect(server)
    assert client.send(MESSAGE) == Accepted("900^0", "R-1")
    assert client.send(MESSAGE) == lost(UnknownFault.CONNECTION_LOST)
    assert [request.connection for request in server.requests] == [1, 1]


def test_a_kept_connection_that_was_closed_meanwhile_is_replaced(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    closed = threading.Event()

    def once(request: Request, sock: socket.socket) -> None:
        sock.sendall(http(200, numbered(OK, request)))
        sock.shutdown(socket.SHUT_RDWR)
        closed.set()
        raise Close

    server = serve(once)
    client = connect(server)
    for _ in range(3):
        closed.clear()
        assert isinstance(client.send(MESSAGE), Accepted)
        assert closed.wait(60)
    assert [request.connection for request in server.requests] == [1, 2, 3]


def test_one_call_is_one_request_whatever_the_libraries_try(serve: Callable[..., Server]) -> None:
    server = serve()
    with watch_exchange(5), requests.Session() as session:
        session.mount("http://", Transport(1))
        session.post(f"http://{server.authority}")
        with pytest.raises(RuntimeError, match="one request"):
            session.post(f"http://{server.authority}")
    assert len(server.requests) == 1


def test_refused(connect: Callable[..., SmsClient]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    client = connect(f"http://127.0.0.1:{port}")
    assert client.send(MESSAGE) == NotSent(NetworkFault.REFUSED)
    assert client.query_signs() == NotSent(NetworkFault.REFUSED)


def test_unreachable(connect: Callable[..., SmsClient]) -> None:
    # No connection can be made to the broadcast address.
    assert connect("255.255.255.255").send(MESSAGE) == NotSent(NetworkFault.UNREACHABLE)


def test_connect_time_out(connect: Callable[..., SmsClient]) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        try:
            for sock in waiting:
                sock.setblocking(False)
                sock.connect_ex(address)
            client = connect(f"http://127.0.0.1:{address[1]}", connect_timeout=0.2)
            assert client.send(MESSAGE) == NotSent(NetworkFault.TIMEOUT)
        finally:
            for sock in waiting:
                sock.close()


def test_unknown_name(connect: Callable[..., SmsClient], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: str | int, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert connect("dysmsapi.example.com").send(MESSAGE) == NotSent(NetworkFault.NAME)


def test_a_late_connection_sends_nothing(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    find, total = socket.getaddrinfo, 0.05

    def slowly(*args: Any, **kwargs: Any) -> object:
        time.sleep(total)  # as long as the whole call may take
        return find(*args, **kwargs)

    server = serve()
    client = connect(server, total_timeout=total)
    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    assert client.send(MESSAGE) == NotSent(NetworkFault.TIMEOUT)
    assert not server.requests


def test_impossible_host_name_is_an_endpoint_fault(
    connect: Callable[..., SmsClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    from urllib3.exceptions import LocationParseError

    def fail(*args: str | int, **kwargs: object) -> None:
        raise LocationParseError("label empty or too long")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert connect("dysmsapi.example.com").send(MESSAGE) == NotSent(NetworkFault.ENDPOINT)


def test_internal_error_is_distinguished_from_network_fault() -> None:
    assert classify_unsent(KeyError("x"), proxied=True) is NetworkFault.INTERNAL
    assert classify_unsent(None, proxied=False) is NetworkFault.INTERNAL
    assert classify_unanswered(KeyError("x")) is UnknownFault.INTERNAL
    assert classify_unanswered(None) is UnknownFault.INTERNAL
