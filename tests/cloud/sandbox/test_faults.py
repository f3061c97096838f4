import http.client
import socket
import threading
import time
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.cloud.sandbox.faults import FaultKind, FaultPlan, RandomFaults, SandboxFault
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from tests.cloud.sandbox.caller import Desk, common, http_ask, http_say, signed, sms
from tests.cloud.sandbox.conftest import Running

RESET, TIMEOUT = SandboxFault(FaultKind.RESET), SandboxFault(FaultKind.TIMEOUT, taken=True)


def test_no_faults_by_default() -> None:
    faults = FaultPlan()
    assert faults.for_request(sending=True) is None
    assert not faults.for_connection()


def test_the_next_ones_in_order() -> None:
    faults = FaultPlan()
    faults.next(RESET, 2)
    faults.next(TIMEOUT)
    assert faults.pending() == (RESET, RESET, TIMEOUT)
    assert [faults.for_request(sending=False) for _ in range(4)] == [RESET, RESET, TIMEOUT, None]


def test_the_next_connections() -> None:
    faults = FaultPlan()
    faults.reset_connections(2)
    assert [faults.for_connection() for _ in range(3)] == [True, True, False]


def test_all_can_be_cleared() -> None:
    faults = FaultPlan(RandomFaults({RESET: 1.0}))
    faults.next(TIMEOUT)
    faults.reset_connections(1)
    faults.clear()
    assert faults.for_request(sending=True) is None
    assert not faults.for_connection()


@pytest.mark.parametrize("kind", [FaultKind.THROTTLED, FaultKind.EXPIRED])
def test_refused_message_is_not_stored(kind: FaultKind) -> None:
    with pytest.raises(ValueError, match="nothing was taken"):
        SandboxFault(kind, taken=True)


@pytest.mark.parametrize(
    "chances", [{RESET: -0.1}, {RESET: 0.6, TIMEOUT: 0.6}, {RESET: float("nan")}]
)
def test_chances_are_chances(chances: dict[SandboxFault, float]) -> None:
    with pytest.raises(ValueError, match="chance"):
        RandomFaults(chances)


@given(st.integers(0, 1000))
def test_the_same_seed_gives_the_same_series(seed: int) -> None:
    def series() -> list[SandboxFault | None]:
        faults = FaultPlan(RandomFaults({RESET: 0.2, TIMEOUT: 0.3}, seed))
        return [faults.for_request(sending=True) for _ in range(30)]

    assert series() == series()


def test_chances_come_about() -> None:
    faults = FaultPlan(RandomFaults({RESET: 0.2, TIMEOUT: 0.3}, seed=1))
    met = [faults.for_request(sending=True) for _ in range(5000)]
    assert met.count(RESET) == pytest.approx(1000, abs=150)
    assert met.count(TIMEOUT) == pytest.approx(1500, abs=150)


def test_queries_are_spared_unless_asked() -> None:
    spared = FaultPlan(RandomFaults({RESET: 1.0}))
    assert spared.for_request(sending=False) is None
    assert spared.for_request(sending=True) == RESET
    assert FaultPlan(RandomFaults({RESET: 1.0}, queries=True)).for_request(sending=False) == RESET


def test_a_bad_signature_uses_no_fault_up() -> None:
    desk = Desk()
    desk.faults.next(SandboxFault(FaultKind.THROTTLED))
    assert desk.ask("SendSms", secret="no", **sms())["Code"] == "SignatureDoesNotMatch"
    assert desk.code("SendSms", **sms()) == "Throttling.User"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (FaultKind.THROTTLED, "Throttling.User"),
        (FaultKind.EXPIRED, "InvalidTimeStamp.Expired"),
        (FaultKind.HTTP_500, "InternalError"),
        (FaultKind.HTTP_503, "ServiceUnavailable"),
        (FaultKind.SYSTEM_ERROR, "isp.SYSTEM_ERROR"),
    ],
)
@pytest.mark.parametrize("action", ["SendSms", "QuerySmsSignList"])
def test_faults_that_are_answers(kind: FaultKind, code: str, action: str) -> None:
    desk = Desk()
    desk.faults.next(SandboxFault(kind))
    assert desk.code(action, **(sms() if action == "SendSms" else {})) == code
    assert not desk.outbox.messages()


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.RESET, ConnectionResetError),
        (FaultKind.CLOSE, http.client.RemoteDisconnected),
        (FaultKind.TRUNCATED, http.client.IncompleteRead),
    ],
)
def test_connections_break(
    running: Running, kind: FaultKind, taken: bool, error: type[Exception]
) -> None:
    running.sandbox.faults.next(SandboxFault(kind, taken))
    with pytest.raises(error):
        running.ask("SendSms", **sms())
    assert bool(running.sandbox.messages()) is taken
    assert running.ask("SendSms", **sms())[0] == 200


@pytest.mark.parametrize("taken", [False, True])
def test_no_answer_comes(running: Running, taken: bool) -> None:
    running.sandbox.faults.next(SandboxFault(FaultKind.TIMEOUT, taken))
    with pytest.raises(TimeoutError):
        http_ask(running.sandbox.port, "SendSms", time.time, timeout=0.2, **sms())
    assert bool(running.sandbox.messages()) is taken


def test_a_held_connection_ends_in_time() -> None:
    with Sandbox(SandboxSettings(hang=0.1)) as sandbox:
        sandbox.faults.next(SandboxFault(FaultKind.TIMEOUT))
        with pytest.raises(http.client.RemoteDisconnected):
            http_ask(sandbox.port, "SendSms", time.time, **sms())


@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize(
    ("kind", "status", "type_", "body"),
    [
        (FaultKind.HTML, 200, "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        (FaultKind.EMPTY, 200, "application/json;charset=utf-8", b""),
        (FaultKind.REDIRECT, 302, "text/html; charset=utf-8", b""),
        (FaultKind.BROKEN_JSON, 200, "application/json;charset=utf-8", b'{"Message"'),
    ],
)
def test_answers_that_are_none(
    running: Running, kind: FaultKind, taken: bool, status: int, type_: str, body: bytes
) -> None:
    running.sandbox.faults.next(SandboxFault(kind, taken))
    got, headers, text = running.ask("SendSms", **sms())
    assert (got, headers["Content-Type"]) == (status, type_)
    assert text.startswith(body)
    assert not text.endswith(b"}")
    assert bool(text) == bool(body)
    assert bool(running.sandbox.messages()) is taken
    if kind is FaultKind.REDIRECT:
        assert headers["Location"].endswith(".invalid/login")


def test_a_connection_is_reset_before_it_is_read(running: Running) -> None:
    running.sandbox.faults.reset_connections(2)
    for _ in range(2):
        with pytest.raises(ConnectionResetError):
            running.ask("SendSms", **sms())
    assert running.ask("SendSms", **sms())[0] == 200
    assert len(running.sandbox.calls()) == 1


def test_a_used_connection_is_reset_as_well(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.sandbox.port, timeout=60)
    try:
        assert http_say(connection, "SendSms", time.time, **sms())[0] == 200
        running.sandbox.faults.reset_connections(1)
        with pytest.raises(ConnectionResetError):
            http_say(connection, "SendSms", time.time, **sms())
    finally:
        connection.close()
    assert len(running.sandbox.calls()) == 1


def test_an_answer_waits(running: Running) -> None:
    running.sandbox.faults.delay = 0.15
    started = time.monotonic()
    assert running.ask("SendSms", **sms())[0] == 200
    assert time.monotonic() - started >= 0.15


def test_message_is_stored_before_the_delay() -> None:
    with Sandbox(SandboxSettings(delay=30)) as sandbox:
        body = urlencode(signed("POST", common("SendSms", time.time()) | sms())).encode()
        head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", sandbox.port)) as client:
            client.sendall(head + body)
            deadline = time.monotonic() + 60
            while not sandbox.messages() and time.monotonic() < deadline:
                threading.Event().wait(0.005)
            assert len(sandbox.messages()) == 1
            started = time.monotonic()
            sandbox.stop()
            assert time.monotonic() - started < 20
