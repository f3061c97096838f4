import http.client
import logging
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPMessage
from typing import Any

import pytest

from gui.cloud.sandbox.catalogue import SandboxTemplate, TemplateType
from gui.cloud.sandbox.server import Sandbox
from gui.cloud.sandbox.settings import SandboxSettings
from gui.core.errors import SandboxError
from tests.cloud.sandbox.caller import Desk, http_ask, http_say, sms
from tests.cloud.sandbox.conftest import Running


def ask(sandbox: Sandbox, number: str = "13900000001") -> tuple[int, HTTPMessage, bytes]:
    return http_ask(sandbox.port, "SendSms", time.time, **sms(number))


def test_server_starts_stops_and_starts_again() -> None:
    sandbox = Sandbox()
    assert (sandbox.port, sandbox.url) == (0, "")
    url = sandbox.start()
    assert url == sandbox.url == sandbox.start() == f"http://127.0.0.1:{sandbox.port}"
    assert ask(sandbox)[0] == 200
    port = sandbox.port
    sandbox.stop()
    sandbox.stop()
    assert (sandbox.port, sandbox.url) == (0, "")
    with pytest.raises(ConnectionRefusedError):
        http_ask(port, "SendSms", time.time, **sms())
    assert len(sandbox.messages()) == 1
    with sandbox:
        assert ask(sandbox)[0] == 200
    assert [message.number for message in sandbox.messages(after=1)] == ["13900000001"]
    assert len(sandbox.calls()) == 2


def test_stopping_leaves_nothing_behind() -> None:
    before = set(threading.enumerate())  # of another test, some may end meanwhile
    with ExitStack() as clients:
        with Sandbox(SandboxSettings(hang=60)) as sandbox:
            for place in range(5):
                client = socket.create_connection(("127.0.0.1", sandbox.port))
                clients.enter_context(client)
                if place < 3:
                    client.sendall(b"GET / HTTP/1.1\r\n")
            assert ask(sandbox)[0] == 200
            assert set(threading.enumerate()) - before
            started = time.monotonic()
        assert time.monotonic() - started < 30
        assert not set(threading.enumerate()) - before


def test_a_port_can_be_wished_for() -> None:
    with Sandbox() as first:
        port = first.port
        ask(first)
    with Sandbox(SandboxSettings(port=port)) as second:
        assert second.port == port
        assert ask(second)[0] == 200


def test_a_port_that_is_taken() -> None:
    with Sandbox() as first, pytest.raises(SandboxError, match=str(first.port)):
        Sandbox(SandboxSettings(port=first.port)).start()


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.1.2", "example.com", "::"])
def test_other_clients_are_refused(host: str) -> None:
    with pytest.raises(SandboxError):
        Sandbox(SandboxSettings(host=host)).start()


def test_localhost_by_its_other_names() -> None:
    with Sandbox(SandboxSettings(host="localhost")) as sandbox:
        assert sandbox.url == f"http://localhost:{sandbox.port}"
        assert ask(sandbox)[0] == 200


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 on this machine")
def test_ipv6() -> None:
    with Sandbox(SandboxSettings(host="::1")) as sandbox:
        assert sandbox.url == f"http://[::1]:{sandbox.port}"
        with socket.create_connection(("::1", sandbox.port), timeout=60) as client:
            client.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 400 ")


def test_many_at_once() -> None:
    """32 connections: every answer is its own request's, nothing is lost or taken twice."""
    with Sandbox(SandboxSettings(throttle=False)) as sandbox:

        def talk(caller: int) -> list[tuple[str, int, bool]]:
            connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=20)
            wanted = []
            for place in range(10):
                number = f"139{caller:04}{place:04}"
                status, _, body = http_say(connection, "SendSms", time.time, **sms(number))
                wanted.append((number, status, b'"Code":"OK"' in body))
            connection.close()
            return wanted

        with ThreadPoolExecutor(32) as pool:
            asked = [row for rows in pool.map(talk, range(32)) for row in rows]
        assert {row[1:] for row in asked} == {(200, True)}
        taken = [message.number for message in sandbox.messages()]
        assert sorted(taken) == sorted(number for number, _, _ in asked)
        assert [sandbox.calls()[m.call].numbers for m in sandbox.messages()] == [
            (number,) for number in taken
        ]
        assert len({message.biz_id for message in sandbox.messages()}) == 320


class Broken(SandboxTemplate):
    """A template that fails in a way nobody thought of."""

    @property
    def kind(self) -> TemplateType:
        raise RuntimeError("13900000001 secret words")

    @kind.setter
    def kind(self, value: TemplateType) -> None:
        pass


def test_our_own_errors_are_logged_without_what_was_sent(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(templates=(Broken("SMS_146806055", "x", "x", TemplateType.NOTICE),))
    with caplog.at_level(logging.DEBUG):
        answer = desk.ask("SendSms", **sms())
    assert (answer["Code"], answer["http"]) == ("InternalError", 500)
    assert "RuntimeError at " in caplog.text
    assert "13900000001" not in caplog.text
    assert "secret" not in caplog.text


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture, running: Running) -> None:
    with caplog.at_level(logging.DEBUG):
        running.ask("SendSms", **sms())
        running.ask("SendSms", **sms("123"))
        running.ask("QuerySmsSignList")
    assert not caplog.text


def test_importing_it_is_light() -> None:
    """No SDK, no HTTP library, no TLS."""
    heavy = {"aliyunsdkcore", "requests", "urllib3", "ssl", "email", "asyncio", "http.client"}
    code = (
        "import sys, gui.cloud.sandbox.server, gui.cloud.sandbox.magic\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_thread_that_cannot_be_started_does_not_stop_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start, failures = threading.Thread.start, list[Any]()

    def refuse(thread: threading.Thread) -> None:
        if thread.name == "sandbox-call" and len(failures) < 3:
            failures.append(thread)
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with Sandbox() as sandbox:
        for _ in range(3):
            with pytest.raises((http.client.HTTPException, OSError)):
                http_ask(sandbox.port, "QuerySmsSignList", time.time)
        status, _, _ = http_ask(sandbox.port, "QuerySmsSignList", time.time)
        assert status == 200
        assert len(failures) == 3
        assert len(sandbox._open) <= 1


def test_missing_listener_thread_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start

    def refuse(thread: threading.Thread) -> None:
        if thread.name == "sandbox":
            raise RuntimeError("can't start new thread")
        start(thread)

    sandbox = Sandbox()
    with monkeypatch.context() as changed:
        changed.setattr(threading.Thread, "start", refuse)
        with pytest.raises(SandboxError, match="threads"):
            sandbox.start()
    assert sandbox.port == 0
    with sandbox:
        assert http_ask(sandbox.port, "QuerySmsSignList", time.time)[0] == 200
