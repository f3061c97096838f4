"""What a script in another process may ask of the sandbox, as JSON; of `sms-desk sandbox` alone.

    GET  /sandbox/messages?after=N   {"messages": [...], "next": N}, fields as `Message`
    GET  /sandbox/calls?after=N      {"calls": [...], "next": N}, fields as `Call`
    GET  /sandbox/faults             {"next": [...], "delay": 0.0}, what is still to come
    POST /sandbox/faults             changes what is given, answers as GET does:
        {"clear": true,                                      before all else
         "next": [{"kind": "timeout", "taken": true, "count": 2}],
         "connections": 3,                                   reset unread
         "random": [{"kind": "reset", "taken": false, "chance": 0.1}], "seed": 7, "queries": false,
         "delay": 0.05}

Nobody has to say who they are here: the sandbox of the window, which knows the numbers of its
operator, answers none of this. A web page must not reach any of it: the Host header has to name
this machine itself (or a page could rebind its own name to 127.0.0.1), no Origin may be given, and
POST takes `Content-Type: application/json` alone. A time that is never stands as null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from gui.cloud.sandbox import rpc
from gui.cloud.sandbox.faults import Fault, FaultKind, Faults, RandomFaults
from gui.cloud.sandbox.outbox import Outbox
from gui.cloud.sandbox.wire import Request
from gui.core.account import is_loopback

PREFIX = "/sandbox/"

Answer = tuple[int, dict[str, Any]]


class Control:
    """Answers requests below `/sandbox/`."""

    def __init__(self, outbox: Outbox, faults: Faults) -> None:
        self._outbox = outbox
        self._faults = faults

    def answer(self, request: Request) -> tuple[int, bytes]:
        """Answer with an HTTP status and JSON."""
        status, body = self._answer(request)
        return status, json.dumps(body, ensure_ascii=False, allow_nan=False).encode()

    def _answer(self, request: Request) -> Answer:
        if not _from_here(request):
            return 403, {"error": "only this machine's own programs are answered"}
        match request.method, request.path.removeprefix(PREFIX):
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

    def _page(self, request: Request, name: str, rows: Callable[[int], tuple[Any, ...]]) -> Answer:
        try:
            after = int(rpc.parse_form(request.query).get("after", "0"))
        except ValueError:
            after = -1
        if after < 0:
            return 400, {"error": "after is a whole number from 0"}
        found = [_finite(asdict(row)) for row in rows(after)]
        return 200, {name: found, "next": after + len(found)}

    def _change(self, request: Request) -> Answer:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 415, {"error": "application/json is wanted"}
        try:
            change_faults(self._faults, json.loads(request.body))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return 400, {"error": "not as documented; some of it may have been done"}
        return 200, self._pending()

    def _pending(self) -> dict[str, Any]:
        coming = [{"kind": fault.kind, "taken": fault.taken} for fault in self._faults.pending()]
        return {"next": coming, "delay": self._faults.delay}


def change_faults(faults: Faults, wish: dict[str, Any]) -> None:
    """Change `faults` as the body of POST /sandbox/faults says.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is not as documented.
    """
    if unknown := wish.keys() - _KEYS:
        raise ValueError(f"unknown: {sorted(unknown)}")
    if wish.get("clear"):
        faults.clear()
    for row in wish.get("next", ()):
        faults.next(_fault(row), int(row.get("count", 1)))
    if "connections" in wish:
        faults.reset_connections(int(wish["connections"]))
    if "random" in wish:
        chances = {_fault(row): float(row["chance"]) for row in wish["random"]}
        seed, queries = int(wish.get("seed", 0)), bool(wish.get("queries", False))
        faults.randomly(RandomFaults(chances, seed, queries))
    if "delay" in wish:
        delay = float(wish["delay"])
        if not 0 <= delay < math.inf:
            raise ValueError("a delay is at least 0")
        faults.delay = delay


_KEYS = {"clear", "next", "connections", "random", "seed", "queries", "delay"}


def _fault(row: dict[str, Any]) -> Fault:
    return Fault(FaultKind(row["kind"]), bool(row.get("taken", False)))


def _finite(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value == math.inf else value for name, value in row.items()}


def _from_here(request: Request) -> bool:
    if "origin" in request.headers:
        return False
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        return False
    return host is not None and is_loopback(host)
