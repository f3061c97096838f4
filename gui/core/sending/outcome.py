"""The outcome of one call to the service: always one of these values, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NetworkFault(StrEnum):
    """Why no connection was made, so that nothing was sent."""

    NAME = "name"
    """The host name could not be resolved."""
    REFUSED = "refused"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    """The TLS certificate is not trusted, or is another host's."""
    TLS = "tls"
    PROXY = "proxy"
    ENDPOINT = "endpoint"
    """The endpoint is not a valid host."""
    SPOKE_FIRST = "spoke-first"
    """The server sent data before the request, which no HTTP server does."""
    INTERNAL = "internal"
    """An error of this program or the SDK before anything was sent."""


class UnknownFault(StrEnum):
    """Why there is no usable answer although the request may have been sent."""

    READ_TIMEOUT = "read-timeout"
    CONNECTION_LOST = "connection-lost"
    """Closed or reset before the answer was complete."""
    SERVER_ERROR = "server-error"
    """HTTP 5xx."""
    REDIRECT = "redirect"
    NOT_JSON = "not-json"
    """HTML or other text: a captive portal, a proxy's page."""
    EMPTY = "empty"
    TRUNCATED = "truncated"
    UNEXPECTED = "unexpected"
    """JSON, but not an answer of this service."""
    CONTRADICTION = "contradiction"
    """The answer contradicts itself, or repeats an earlier one."""
    SERVICE = "service"
    """The service's code is inconclusive (isp.SYSTEM_ERROR and the like)."""
    CRASH = "crash"
    """The program ended while the call was under way."""
    INTERNAL = "internal"
    """An error of this program or the SDK during the call."""
    LATER_COPY = "later-copy"
    """A later copy of the ledger may have made the call."""


class SkipReason(StrEnum):
    """Why a recipient was cancelled although the run was not."""

    BLOCKED = "blocked"
    """The number is on the account's do-not-send list."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Code OK: the service accepted it. Not yet delivered."""

    biz_id: str
    request_id: str
    code: str = "OK"
    message: str = "OK"


@dataclass(frozen=True, slots=True)
class Rejected:
    """The service rejected this message or number."""

    code: str
    message: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Throttled:
    """The gateway rejected the call because of the rate; it may be repeated later."""

    code: str
    message: str
    request_id: str


@dataclass(frozen=True, slots=True)
class AccountRefused:
    """The service rejects all messages of this account in its present state."""

    code: str
    message: str
    request_id: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """No connection was made, so nothing was sent."""

    fault: NetworkFault


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been sent: never sent again automatically.

    Attributes:
        code: the service's code, if it gave one.
        message: its message, if it gave one.
        http_status: 0 without an answer.
    """

    fault: UnknownFault
    code: str = ""
    message: str = ""
    request_id: str = ""
    http_status: int = 0


Failure = Rejected | Throttled | AccountRefused | NotSent | Unknown
Outcome = Accepted | Failure
"""The outcome of a sending call. A query returns its own value, or a `Failure`."""
