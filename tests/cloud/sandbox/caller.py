"""Talks to a service or a sandbox as a client does, with requests signed properly."""

from __future__ import annotations

import http.client
import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from gui.cloud.sandbox.faults import FaultPlan
from gui.cloud.sandbox.protocol import signature
from gui.cloud.sandbox.protocol.keys import SANDBOX_KEY_ID, SANDBOX_SECRET
from gui.cloud.sandbox.sending.message_file import MessageFile
from gui.cloud.sandbox.sending.outbox import Outbox
from gui.cloud.sandbox.service import PlannedReply, Service
from gui.cloud.sandbox.settings import SandboxSettings

NOTICE = "SMS_146806055"
CODE = "SMS_153055065"
PLAIN = "SMS_900000003"
MANY = "SMS_900000002"
INTERNATIONAL = "SMS_900000009"
SIGN = "小饭桌管理平台"

_nonces = itertools.count()


class Clock:
    """A clock that goes when told to: 2026-03-02 10:00:30 in Beijing, a Monday."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 2, 0, 30, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        return self.now


def common(action: str, now: float) -> dict[str, str]:
    return {
        "AccessKeyId": SANDBOX_KEY_ID,
        "Action": action,
        "Format": "JSON",
        "RegionId": "cn-hangzhou",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": f"nonce-{next(_nonces)}",
        "SignatureVersion": "1.0",
        "Timestamp": datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Version": "2017-05-25",
    }


def signed(method: str, params: dict[str, str], secret: str = SANDBOX_SECRET) -> dict[str, str]:
    text = signature.string_to_sign(method, params)
    return params | {"Signature": signature.signature(text, secret)}


def sms(number: str = "13900000001", **more: Any) -> dict[str, Any]:
    return {
        "PhoneNumbers": number,
        "SignName": SIGN,
        "TemplateCode": NOTICE,
        "TemplateParam": '{"code":"1234"}',
        **more,
    }


class Desk:
    """A service without connections, on a clock of its own."""

    def __init__(self, **settings: Any) -> None:
        self.clock = Clock()
        self.faults = FaultPlan()
        self.settings = SandboxSettings(clock=self.clock, **settings)
        kept = self.settings.messages
        self.outbox = Outbox(MessageFile(kept) if kept else None, self.clock())
        self.service = Service(self.settings, self.outbox, self.faults)

    def raw(
        self, params: dict[str, str], method: str = "POST", query: dict[str, str] | None = None
    ) -> PlannedReply:
        """Ask with exactly these parameters."""
        return self.service.respond(
            method, "/", urlencode(query or {}).encode(), urlencode(params).encode()
        )

    def ask(
        self, action: str, secret: str = SANDBOX_SECRET, **params: str | None
    ) -> dict[str, Any]:
        """Ask properly; a parameter of none is left out. The JSON of the answer."""
        whole: dict[str, str | None] = {**common(action, self.clock()), **params}
        present = {name: value for name, value in whole.items() if value is not None}
        reply = self.raw(signed("POST", present, secret)).reply
        found: dict[str, Any] = json.loads(reply.body) | {"http": reply.status}
        return found

    def code(self, action: str, **params: str | None) -> str:
        found: str = self.ask(action, SANDBOX_SECRET, **params)["Code"]
        return found


def http_ask(
    port: int, action: str, clock: Callable[[], float], timeout: float = 60, **params: Any
) -> tuple[int, Any, bytes]:
    """Ask a sandbox over a connection of its own; (status, headers, body)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        return http_say(connection, action, clock, **params)
    finally:
        connection.close()


def http_say(
    connection: HTTPConnection, action: str, clock: Callable[[], float], **params: str
) -> tuple[int, Any, bytes]:
    body = urlencode(signed("POST", common(action, clock()) | params))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/", body, headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()
