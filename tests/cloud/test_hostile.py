"""A hostile server: whatever it answers, one request was made, and no later call is harmed."""

import select
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from ssl import SSLSocket
from typing import Any

import pytest
from urllib3.util import connection

from gui.cloud.answers import RecentIds
from gui.cloud.client import SmsClient
from gui.core.message.requests import SendSms
from gui.core.sending.outcome import Accepted, NetworkFault, NotSent, Outcome, Unknown, UnknownFault
from tests.cloud.hostile import ANSWERS, EXTRAS, GOOD, OTHER
from tests.cloud.server import OK, Authority, Request, Server, answers, http, numbered

MESSAGE = SendSms(("13800138000",), "阿里云", "SMS_153055065", '{"code":"1234"}')
MEMORY = 24 * 2**20
"""Bytes that reading any answer may take: its most (1 MB) as bytes, text and objects."""
SECONDS = 4.0
"""Of a processor, the server's included, that reading any answer may take."""


def fine(request: Request, sock: socket.socket) -> None:
    sock.sendall(http(200, {**OK, "RequestId": f"fine-{request.ordinal}", "BizId": "fine"}))


def test_enough_hostile_answers_are_tried() -> None:
    assert len(ANSWERS) >= 60


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], name: str
) -> None:
    """It has its outcome; memory and time are bounded; a connection is kept only if clean."""
    hostile = ANSWERS[name]

    def script(request: Request, sock: socket.socket) -> None:
        request.stopping = server.stopping
        (hostile.play if request.ordinal == 1 else fine)(request, sock)

    server = serve(script)
    client = connect(server, total_timeout=0.5 if name.startswith("drip") else 90.0)
    tracemalloc.start()
    try:
        began = time.process_time()
        outcome = client.send(MESSAGE)
        seconds = time.process_time() - began
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert hostile.fits(outcome), outcome
    assert len(server.requests) == 1
    assert seconds < SECONDS
    assert peak < MEMORY
    assert len(repr(outcome)) < 1500

    assert client.send(MESSAGE) == Accepted("fine", "fine-2")
    assert len(server.requests) == 2
    assert server.connections == (1 if hostile.keeps else 2)


def test_a_request_id_that_was_seen_is_unknown(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    server = serve(lambda request, sock: sock.sendall(http(200, OK)))
    client = connect(server)
    assert client.send(MESSAGE) == Accepted("900^0", "R-1")
    for connections in (1, 2):
        assert client.send(MESSAGE) == Unknown(UnknownFault.CONTRADICTION, "OK", "", "R-1", 200)
        assert server.connections == connections


def test_a_refusal_that_is_replayed_is_unknown(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    body = {"Code": "Throttling", "Message": "m", "RequestId": "T"}
    client = connect(serve(lambda request, sock: sock.sendall(http(400, body))))
    client.send(MESSAGE)
    assert client.send(MESSAGE) == Unknown(UnknownFault.CONTRADICTION, "Throttling", "m", "T", 400)


def test_answers_without_a_request_id_are_no_replays(
    serve: Callable[..., Server], connect: Callable[..., SmsClient]
) -> None:
    client = connect(serve(answers(200, {"Code": "OK", "BizId": "9"})))
    assert client.send(MESSAGE) == client.send(MESSAGE) == Accepted("9", "")


def test_request_ids_are_remembered_within_bounds() -> None:
    recent = RecentIds(most=3)
    assert [recent.is_new(id) for id in "abcabc"] == [True] * 3 + [False] * 3
    assert [recent.is_new(id) for id in "dea"] == [True] * 3
    assert len(recent._seen) == 3


@pytest.mark.parametrize(
    "total", [None, "", "x", -1, "-1", 1.5, True, [], {}, "９", "1e3", "9" * 40]
)
def test_a_count_that_cannot_be_read_is_unknown(
    serve: Callable[..., Server],
    connect: Callable[..., SmsClient],
    total: str | float | list[Any] | dict[Any, Any] | None,
) -> None:
    """Also where there are rows: how many are on other pages is not known then."""
    row = {"PhoneNum": "13800138000", "SendStatus": 3}
    body = {**OK, "TotalCount": total, "SmsSendDetailDTOs": {"SmsSendDetailDTO": [row]}}
    server = serve(answers(200, body))
    client = connect(server)
    for number in (1, 2):
        found = client.query_details("13800138000", date(2026, 1, 2))
        assert isinstance(found, Unknown)
        assert server.connections == number


@pytest.mark.parametrize("threads", [1, 8])
@pytest.mark.parametrize(
    "late",
    [
        False,
        pytest.param(
            True,
            marks=pytest.mark.skipif(
                not hasattr(socket, "TCP_QUICKACK"),
                reason="the server's system keeps the extra answer back until the next request",
            ),
        ),
    ],
)
def test_extra_answer_does_not_shift_later_ones(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], late: bool, threads: int
) -> None:
    """50 calls of each thread, ten extra answers: each call gets its own BizId or none.

    `late`: the extra answer comes on its own, when the call has ended.
    """
    calls, extra = 50 * threads, http(200, OTHER)
    written = [threading.Event() for _ in range(calls)]

    def script(request: Request, sock: socket.socket) -> None:
        own = http(200, numbered({**OK, "BizId": request.form["OutId"]}, request))
        more = extra if request.ordinal % (calls // 10) == 0 else b""
        sock.sendall(own if late else own + more)
        if late and more:
            sock.sendall(more)
        written[int(request.form["OutId"])].set()

    server = serve(script)
    client = connect(server, pool=8)

    def call(number: int) -> tuple[str, Outcome]:
        outcome = client.send(SendSms(("13800138000",), "s", "SMS_1", "", str(number)))
        assert written[number].wait(60)
        return str(number), outcome

    with ThreadPoolExecutor(threads) as pool:
        pairs = list(pool.map(call, range(calls)))
    assert len(server.requests) == calls
    accepted = [(out_id, one) for out_id, one in pairs if isinstance(one, Accepted)]
    assert all(one.biz_id == out_id for out_id, one in accepted)
    unknown = [outcome for _, outcome in pairs if isinstance(outcome, Unknown)]
    assert len(unknown) <= 10
    assert late or len(unknown) == 10


def test_a_server_that_speaks_first_is_not_called(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that waits on a new connection would be taken for that to the first request."""
    connect_now = connection.create_connection

    def slowly(*args: Any, **kwargs: Any) -> socket.socket:
        sock = connect_now(*args, **kwargs)
        select.select([sock], [], [], 60)
        return sock

    monkeypatch.setattr(connection, "create_connection", slowly)
    server = serve(begin=lambda sock: sock.sendall(http(200, GOOD)))
    assert connect(server).send(MESSAGE) == NotSent(NetworkFault.SPOKE_FIRST)
    assert not server.requests


@pytest.mark.parametrize("name", EXTRAS)
def test_extra_data_behind_tls(
    serve: Callable[..., Server], connect: Callable[..., SmsClient], authority: Authority, name: str
) -> None:
    def script(request: Request, sock: SSLSocket) -> None:
        if request.ordinal == 1:
            sock.sendall(EXTRAS[name])
        else:
            fine(request, sock)

    server = serve(script, tls=authority.serve("127.0.0.1"))
    client = connect(server, ca_bundle=str(authority.bundle))
    outcome = client.send(MESSAGE)
    assert isinstance(outcome, Unknown)
    assert outcome.fault is UnknownFault.CONTRADICTION
    assert client.send(MESSAGE) == Accepted("fine", "fine-2")
    assert server.connections == 2
