import http.client
import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest

from gui.cloud.client import SmsClient
from gui.cloud.sandbox.protocol.keys import SANDBOX_SECRET
from gui.core.message.requests import SendSms
from gui.core.sending.outcome import Accepted, AccountRefused
from gui.jobs.accounts.connector import Connector, sandbox_account
from tests.cloud.sandbox.caller import NOTICE, SIGN, common, signed, sms
from tests.cloud.sandbox.conftest import Running

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def control(running: Running) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Ask the control endpoint; (status, JSON)."""

    def ask(
        method: str, path: str, body: dict[str, Any] | str | None = None, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", running.sandbox.port, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if body is None or isinstance(body, str) else json.dumps(body)
        connection.request(method, path, text, (JSON if body is not None else {}) | given)
        answer = connection.getresponse()
        content = json.loads(answer.read())
        connection.close()
        return answer.status, content

    return ask


def test_messages_from_another_process(
    running: Running, control: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    assert control("GET", "/sandbox/messages") == (200, {"messages": [], "next": 0})
    running.ask("SendSms", **sms("13900000001,13800000405", OutId="云"))
    status, got = control("GET", "/sandbox/messages")
    assert (status, got["next"]) == (200, 2)
    first, never = got["messages"]
    assert first["number"] == "13900000001"
    assert (first["sign_name"], first["template_code"]) == (SIGN, NOTICE)
    assert (first["params"], first["out_id"]) == ({"code": "1234"}, "云")
    assert first["content"].startswith("【小饭桌管理平台】")
    assert first["biz_id"] == running.sandbox.messages()[0].biz_id
    assert never["receipt_at"] is None
    assert control("GET", "/sandbox/messages?after=1")[1]["messages"] == [never]
    assert control("GET", "/sandbox/messages?after=9")[1]["messages"] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "messages"), ("GET", "calls"), ("GET", "faults"), ("POST", "faults")],
)
def test_sandbox_of_window_has_no_control_interface(method: str, path: str) -> None:
    connector = Connector()
    client = connector.client(sandbox_account("Sandbox"), "")
    client.send(SendSms(("13900000001",), SIGN, NOTICE, '{"code":"1234"}'))
    where = repr(client).removeprefix("<Client of ").removesuffix(">")
    connection = http.client.HTTPConnection(where, timeout=60)
    connection.request(method, f"/sandbox/{path}", '{"delay": 9}', JSON)
    answer = connection.getresponse()

    assert answer.status == 404
    content = answer.read()
    assert b"13900000001" not in content
    connection.close()
    client.close()
    connector.close()


def test_calls_from_another_process(
    running: Running, control: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    running.ask("SendSms", **sms("13800000107"))
    _, got = control("GET", "/sandbox/calls")
    (call,) = got["calls"]
    assert (call["numbers"], call["code"]) == (["13800000107"], "isv.AMOUNT_NOT_ENOUGH")
    assert (call["taken"], got["next"]) == (False, 1)


def test_faults_from_another_process(
    running: Running, control: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    wish = {"next": [{"kind": "html", "count": 2}, {"kind": "empty", "taken": True}]}
    status, got = control("POST", "/sandbox/faults", wish)
    html = {"kind": "html", "taken": False}
    assert (status, got["next"]) == (200, [html, html, {"kind": "empty", "taken": True}])
    assert running.ask("SendSms", **sms())[2].startswith(b"<!DOCTYPE html>")
    assert control("GET", "/sandbox/faults")[1]["next"] == got["next"][1:]
    assert control("POST", "/sandbox/faults", {"clear": True})[1]["next"] == []


def test_chances_connections_and_delay(
    running: Running, control: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    wish = {
        "random": [{"kind": "http-500", "chance": 1}],
        "seed": 3,
        "queries": True,
        "delay": 0.01,
    }
    assert control("POST", "/sandbox/faults", wish) == (200, {"next": [], "delay": 0.01})
    assert running.ask("QuerySmsSignList")[0] == 500
    control("POST", "/sandbox/faults", {"random": []})
    assert running.ask("QuerySmsSignList")[0] == 200
    control("POST", "/sandbox/faults", {"connections": 1})
    with pytest.raises(ConnectionResetError):
        running.ask("QuerySmsSignList")


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "{",
        "[]",
        '"x"',
        "[" * 100_000,
        {"next": 1},
        {"next": [{}]},
        {"next": [{"kind": "no"}]},
        {"next": [{"kind": "throttled", "taken": True}]},
        {"random": [{"kind": "reset", "chance": 2}]},
        {"random": [{"kind": "reset"}]},
        {"random": "x"},
        {"delay": -1},
        {"delay": "x"},
        {"delay": None},
        '{"delay": NaN}',
        '{"delay": Infinity}',
        {"connections": None},
        {"what": 1},
        {"next": [{"kind": "html", "count": 100_001}]},
        {"next": [{"kind": "html", "count": 10**12}]},
        {"next": [{"kind": "html", "count": 60_000}] * 2},
        {"next": [{"kind": "html", "count": -1}]},
        {"next": [{"kind": "html", "count": 1.5}]},
        {"connections": 10**30},
        {"connections": -1},
        {"random": [], "seed": 10**30},
        {"delay": 3601},
        {"delay": 10**400},
    ],
)
def test_malformed_requests_are_refused(
    control: Callable[..., tuple[int, dict[str, Any]]], wish: str | dict[str, Any]
) -> None:
    assert control("POST", "/sandbox/faults", wish)[0] == 400


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "%ff", "9" * 19, "9" * 9000, "1_0", "%20"])
def test_unknown_path_is_refused(
    control: Callable[..., tuple[int, dict[str, Any]]], after: str
) -> None:
    assert control("GET", f"/sandbox/messages?after={after}")[0] == 400


@pytest.mark.parametrize(("method", "path"), [("GET", "/sandbox/x"), ("POST", "/sandbox/messages")])
def test_unknown_resources_are_not_found(
    control: Callable[..., tuple[int, dict[str, Any]]], method: str, path: str
) -> None:
    assert control(method, path)[0] == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8080", "[::1]:1", "LOCALHOST"])
def test_this_machine_is_answered(
    control: Callable[..., tuple[int, dict[str, Any]]], host: str
) -> None:
    assert control("GET", "/sandbox/calls", Host=host)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Host": "127.0.0.1@evil.example"},
        {"Host": "["},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example@127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_web_pages_are_not(
    running: Running, control: Callable[..., tuple[int, dict[str, Any]]], headers: dict[str, str]
) -> None:
    running.ask("SendSms", **sms())
    for method, path, body in (
        ("GET", "/sandbox/messages", None),
        ("POST", "/sandbox/faults", {"delay": 9}),
        ("GET", "/", None),
        ("POST", "/?Action=SendSms", {}),
    ):
        status, answer = control(method, path, body, **headers)
        assert status == 403
        assert "messages" not in answer
    assert running.sandbox.faults.delay == 0


def test_a_page_cannot_send_by_the_published_key(running: Running) -> None:
    """It is published, so that a page could sign with it: its Origin gives it away."""
    body = urlencode(signed("POST", common("SendSms", time.time()) | sms()))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}, {}):
        connection = http.client.HTTPConnection("127.0.0.1", running.sandbox.port, timeout=60)
        connection.request("POST", "/", body, form | headers)
        assert connection.getresponse().status == (403 if headers else 200)
        connection.close()
    assert len(running.sandbox.messages()) == 1


def test_the_key_of_the_window_is_new_at_each_start() -> None:
    message = SendSms(("13900000001",), SIGN, NOTICE, '{"code":"1234"}')
    connector, secrets = Connector(), set()
    for _ in range(2):
        client = connector.client(sandbox_account("Sandbox"), "")
        assert isinstance(client.send(message), Accepted)
        secrets.add(connector._secret)
        outsider = SmsClient(
            replace(sandbox_account("x"), endpoint=f"http://{client._endpoint.authority}"),
            SANDBOX_SECRET,
        )
        assert isinstance(outsider.send(message), AccountRefused)
        for one in (client, outsider):
            one.close()
        connector.close()
    assert len(secrets) == 2
    assert min(map(len, secrets)) >= 32


def test_a_form_cannot_change_anything(
    running: Running, control: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    status, _ = control("POST", "/sandbox/faults", {"delay": 9}, Content_Type="text/plain")
    assert status == 415
    assert running.sandbox.faults.delay == 0


def test_a_fault_does_not_hit_the_control(
    running: Running, control: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    control("POST", "/sandbox/faults", {"next": [{"kind": "reset"}]})
    assert control("GET", "/sandbox/calls")[0] == 200


def test_media_types_are_read_in_any_case(
    control: Callable[..., tuple[int, dict[str, Any]]],
) -> None:
    given = {"Content_Type": "Application/JSON; charset=utf-8"}
    assert control("POST", "/sandbox/faults", {"clear": True}, **given)[0] == 200


def test_head_is_answered_as_get_is(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.sandbox.port, timeout=60)
    connection.request("HEAD", "/sandbox/messages")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"")
    connection.close()
