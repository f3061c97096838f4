"""What the Test of an account found out."""

from __future__ import annotations

from enum import Enum, auto
from typing import assert_never

from gui.core.messages import Signs
from gui.core.outcomes import (
    AccountRefused,
    Failure,
    NetworkFault,
    NotSent,
    Rejected,
    Throttled,
    Unknown,
    UnknownFault,
)


class Check(Enum):
    """How an account stands, each with a sentence and a remedy of its own."""

    FINE = auto()
    KEY_UNKNOWN = auto()
    KEY_DISABLED = auto()
    SECRET_WRONG = auto()
    CLOCK_WRONG = auto()
    """The clock of this machine is off by more than the service allows, 15 minutes."""
    NO_PERMISSION = auto()
    """The RAM user may not make this call."""
    ACCOUNT_STOPPED = auto()
    """Frozen, in arrears, under risk control, or without this product."""
    FORBIDDEN_IP = auto()
    """Calls from this address are refused: it is outside the mainland."""
    THROTTLED = auto()
    """Asked too often; nothing is wrong with the account."""
    NO_NETWORK = auto()
    """The service could not be reached, or did not answer in time."""
    PROXY = auto()
    """The account's proxy could not be reached, or refused."""
    CERTIFICATE = auto()
    """The server's certificate is not trusted, or is another host's."""
    BAD_ENDPOINT = auto()
    """Something answers there, or nothing has that name: it is not this service."""
    SERVICE_DOWN = auto()
    """The service itself failed."""
    OTHER = auto()
    """None of these: what the service said is to be shown."""


_BY_CODE = {
    Check.KEY_UNKNOWN: ("invalidaccesskeyid.notfound", "invalidaccesskeyid", "missingaccesskeyid"),
    Check.KEY_DISABLED: ("invalidaccesskeyid.inactive", "invalidaccesskeyid.disabled"),
    Check.SECRET_WRONG: ("signaturedoesnotmatch", "incompletesignature", "invalidaccesskeysecret"),
    Check.CLOCK_WRONG: ("invalidtimestamp", "illegaltimestamp"),
    Check.ACCOUNT_STOPPED: (
        "forbidden.riskcontrol",
        "forbidden.userverification",
        "insufficientbalance",
        "isv.account_",
        "isv.security_frozen_account",
        "isv.out_of_service",
        "isv.amount_not_enough",
        "isv.product_un",
        "isv.day_limit_control",
        "isv.month_limit_control",
    ),
    Check.FORBIDDEN_IP: ("isv.deny_ip_range",),
    Check.NO_PERMISSION: ("forbidden", "nopermission", "isp.ram_permission_deny"),
    Check.BAD_ENDPOINT: (
        "invalidproduct",
        "invalidapi",
        "invalidaction",
        "invalidversion",
        "nosuchversion",
        "invalidprotocol",
    ),
}
# Of two that fit, the longer one is meant.
_PREFIXES = sorted(
    ((prefix, check) for check, prefixes in _BY_CODE.items() for prefix in prefixes),
    key=lambda pair: len(pair[0]),
    reverse=True,
)


def judge(answer: Signs | Failure, custom_endpoint: bool = False) -> Check:
    """Say how an account stands, from the answer to a read-only call.

    Args:
        answer: of QuerySmsSignList, page 1 of 1.
        custom_endpoint: whether the endpoint is not the default one; a name that nobody knows is
            then likelier a slip of the pen than a lost network.
    """
    match answer:
        case Signs():
            return Check.FINE
        case NotSent(fault):
            return _unreached(fault, custom_endpoint)
        case Throttled():
            return Check.THROTTLED
        case Rejected(code) | AccountRefused(code):
            return _of_code(code)
        case Unknown():
            return _unanswered(answer)
        case _:
            assert_never(answer)


def _of_code(code: str) -> Check:
    code = code.lower()
    return next((check for prefix, check in _PREFIXES if code.startswith(prefix)), Check.OTHER)


def _unreached(fault: NetworkFault, custom_endpoint: bool) -> Check:
    match fault:
        case NetworkFault.NAME | NetworkFault.TLS:
            return Check.BAD_ENDPOINT if custom_endpoint else Check.NO_NETWORK
        case NetworkFault.REFUSED | NetworkFault.TIMEOUT | NetworkFault.UNREACHABLE:
            return Check.NO_NETWORK
        case NetworkFault.CERTIFICATE:
            return Check.CERTIFICATE
        case NetworkFault.PROXY:
            return Check.PROXY
        case NetworkFault.ENDPOINT | NetworkFault.SPOKE_FIRST:
            return Check.BAD_ENDPOINT
        case NetworkFault.INTERNAL:
            return Check.OTHER
        case _:
            assert_never(fault)


def _unanswered(answer: Unknown) -> Check:
    match answer.fault:
        case UnknownFault.READ_TIMEOUT | UnknownFault.CONNECTION_LOST | UnknownFault.TRUNCATED:
            return Check.NO_NETWORK
        case UnknownFault.SERVER_ERROR:
            return Check.SERVICE_DOWN
        case (
            UnknownFault.REDIRECT
            | UnknownFault.NOT_JSON
            | UnknownFault.EMPTY
            | UnknownFault.UNEXPECTED
            | UnknownFault.CONTRADICTION
        ):
            return Check.BAD_ENDPOINT
        case UnknownFault.SERVICE:
            return Check.SERVICE_DOWN
        case UnknownFault.CRASH | UnknownFault.INTERNAL | UnknownFault.LATER_COPY:
            return Check.OTHER
        case _:
            assert_never(answer.fault)
