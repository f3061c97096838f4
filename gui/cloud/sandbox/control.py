"""The JSON interface for scripts in other processes, only of `sms-desk sandbox`.

    GET  /sandbox/messages?after=N   {"messages": [...], "next": N}, fields as `SandboxMessage`
    GET  /sandbox/calls?after=N      {"calls": [...], "next": N}, fields as `Call`
    GET  /sandbox/faults             {"next": [...], "delay": 0.0}, the planned faults
    POST /sandbox/faults             changes what is given, answers as GET does:
        {"clear": true,                                      before all else
         "next": [{"kind": "timeout", "taken": true, "count": 2}],
         "connections": 3,                                   reset unread
         "random": [{"kind": "reset", "taken": false, "chance": 0.1}], "seed": 7, "queries": false,
         "delay": 0.05}
    At most 100,000 faults can be planned; counts are whole numbers, a delay is at most an hour.
    `after` beyond the end gives an empty list.

There is no authentication, so the sandbox of the window, which contains numbers of the operator,
does not offer this interface. Web pages must not reach it: the Host header must name this machine
itself (a page could rebind its own name to 127.0.0.1), Origin must be absent, and POST requires
`Content-Type: application/json`. An infinite time is null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from gui.cloud.sandbox.faults import FaultKind, FaultPlan, RandomFaults, SandboxFault
from gui.cloud.sandbox.protocol import signature
from gui.cloud.sandbox.protocol.http import HttpRequest
from gui.cloud.sandbox.sending.outbox import Outbox
from gui.core.accounts.account import is_loopback

PREFIX = "/sandbox/"
FAULTS_MAX = 100_000
"""Maximum planned faults, and connections to reset."""
DELAY_MAX = 3600.0
"""Maximum delay of an answer in seconds."""

ControlReply = tuple[int, dict[str, Any]]


class ControlApi:
    """Handles requests below `/sandbox/`."""

    def __init__(self, outbox: Outbox, faults: FaultPlan) -> None:
        self._outbox = outbox
        self._faults = faults

    def answer(self, request: HttpRequest) -> tuple[int, bytes]:
        """Return the HTTP status and the JSON body."""
        status, body = self._answer(request)
        return status, json.dumps(body, ensure_ascii=False, allow_nan=False).encode()

    def _answer(self, request: HttpRequest) -> ControlReply:
        # HEAD asks what GET would answer [RFC 9110, 9.3.2]; the server leaves the body out.
        method = "GET" if request.method == "HEAD" else request.method
        match method, request.path.removeprefix(PREFIX):
            case "GET", "messages":
                return self._page(request, "messages", self._outbox.messages)
            case "GET", "calls":
                return self._page(request, "calls", self._outbox.calls)
            case "GET", "faults":
                return 200, self._pending()
            case "POST", "faults":
                return self._change(request)
            case _:
                return 404, {"error": "no such thing"}

    def _page(
        self, request: HttpRequest, name: str, rows: Callable[[int], tuple[Any, ...]]
    ) -> ControlReply:
        try:
            given = signature.parse_form(request.query).get("after", "0")
        except ValueError:  # invalid UTF-8
            given = ""
        if not (given.isascii() and given.isdigit() and len(given) <= 18):
            return 400, {"error": "after is a whole number from 0"}
        after = int(given)
        found = [_finite(asdict(row)) for row in rows(after)]
        return 200, {name: found, "next": after + len(found)}

    def _change(self, request: HttpRequest) -> ControlReply:
        content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type != "application/json":
            return 415, {"error": "application/json is wanted"}
        try:
            change_faults(self._faults, json.loads(request.body))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
            return 400, {"error": "not as documented; some of it may have been done"}
        return 200, self._pending()

    def _pending(self) -> dict[str, Any]:
        coming = [{"kind": fault.kind, "taken": fault.taken} for fault in self._faults.pending()]
        return {"next": coming, "delay": self._faults.delay}


def change_faults(faults: FaultPlan, wish: dict[str, Any]) -> None:
    """Change `faults` according to the body of POST /sandbox/faults.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, OverflowError: the body is invalid, or a
            number exceeds its bound.
    """
    if unknown := wish.keys() - _KEYS:
        raise ValueError(f"unknown: {sorted(unknown)}")
    if wish.get("clear"):
        faults.clear()
    for row in wish.get("next", ()):
        room = FAULTS_MAX - len(faults.pending())
        faults.next(_fault(row), _whole(row.get("count", 1), room))
    if "connections" in wish:
        faults.reset_connections(_whole(wish["connections"], FAULTS_MAX))
    if "random" in wish:
        chances = {_fault(row): float(row["chance"]) for row in wish["random"]}
        seed, queries = _whole(wish.get("seed", 0), 2**63 - 1), bool(wish.get("queries", False))
        faults.randomly(RandomFaults(chances, seed, queries))
    if "delay" in wish:
        delay = float(wish["delay"])
        if not 0 <= delay <= DELAY_MAX:
            raise ValueError(f"a delay is 0 to {DELAY_MAX} seconds")
        faults.delay = delay


_KEYS = {"clear", "next", "connections", "random", "seed", "queries", "delay"}


def _fault(row: dict[str, Any]) -> SandboxFault:
    return SandboxFault(FaultKind(row["kind"]), bool(row.get("taken", False)))


def _finite(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == math.inf else value for name, value in row.items()}


def is_from_here(request: HttpRequest) -> bool:
    """Return whether a request cannot come from a web page.

    A page sends an Origin, or a Host header with its own name rebound to 127.0.0.1. A request for
    an image or a script of another page has no Origin, but Sec-Fetch-Site [W3C Fetch Metadata],
    which is `none` for a typed address. A program may omit all of them.
    """
    if "origin" in request.headers or request.headers.get("sec-fetch-site", "none") != "none":
        return False
    given = request.headers.get("host")
    if given is None:
        return True
    if "@" in given:
        return False
    try:
        host = urlsplit(f"//{given}").hostname
    except ValueError:
        return False
    return host is not None and is_loopback(host)


def _whole(value: object, most: int) -> int:
    """Parse a whole number from 0 to `most`; a mistake in a script must not fill the memory."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"a whole number from 0 to {most}")
    return value
