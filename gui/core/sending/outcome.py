"""What one call to the service came to: always one of these values, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NetworkFault(StrEnum):
    """Why no connection was made: nothing was sent."""

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
    """The endpoint cannot be a host at all."""
    SPOKE_FIRST = "spoke-first"
    """The server sends data before anything was asked: no HTTP server does."""
    INTERNAL = "internal"
    """An error of our own or the SDK's before anything left."""


class UnknownFault(StrEnum):
    """Why there is no usable answer although the request may have left."""

    READ_TIMEOUT = "read-timeout"
    CONNECTION_LOST = "connection-lost"
    """Closed or reset before the whole answer came."""
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
    """The service's own code leaves it open (isp.SYSTEM_ERROR and the like)."""
    CRASH = "crash"
    """The program ended while the call was under way."""
    INTERNAL = "internal"
    """An error of our own or the SDK's during the call."""
    LATER_COPY = "later-copy"
    """A later copy of the ledger may have made the call."""


class SkipReason(StrEnum):
    """Why no call was made for a recipient, though nobody gave the run up."""

    BLOCKED = "blocked"
    """The number is on the account's do-not-send list."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Code OK: the service took it. Not yet delivered."""

    biz_id: str
    request_id: str
    code: str = "OK"
    message: str = "OK"


@dataclass(frozen=True, slots=True)
class Rejected:
    """The service took nothing, because of this message or number."""

    code: str
    message: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Throttled:
    """The gateway took nothing and asks for fewer calls; the same call may go later."""

    code: str
    message: str
    request_id: str


@dataclass(frozen=True, slots=True)
class AccountRefused:
    """The service took nothing, and would take nothing else from this account as it is."""

    code: str
    message: str
    request_id: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """No connection was made, so nothing left."""

    fault: NetworkFault


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been sent: never again by itself.

    Attributes:
        code: the service's code, if it gave one.
        message: its message, if it gave one.
        http_status: 0 if no answer came.
    """

    fault: UnknownFault
    code: str = ""
    message: str = ""
    request_id: str = ""
    http_status: int = 0


Failure = Rejected | Throttled | AccountRefused | NotSent | Unknown
Outcome = Accepted | Failure
"""Of a sending call. A query gives its own value, or a `Failure`."""
